import { type Stage, StageError, type StageOptions } from './stage.ts';

function canDrawWebGL(): boolean {
  const context = document.createElement('canvas').getContext('webgl');
  if (!context) return false;
  const canInstance = context.getExtension('ANGLE_instanced_arrays') !== null;
  context.getExtension('WEBGL_lose_context')?.loseContext();
  return canInstance;
}

/**
 * Opens a stage that fills the element. The renderer is loaded here, so the first paint of the page does not wait for
 * it. @throws StageError when the browser cannot draw with WebGL.
 */
export async function openStage(host: HTMLElement, options: StageOptions): Promise<Stage> {
  if (!canDrawWebGL()) {
    throw new StageError(
      'This browser cannot draw the map: WebGL is off or missing. Turn on hardware acceleration, or use a current ' +
        'Firefox, Chrome, Edge or Safari. Runs, results and tables work without it.',
    );
  }
  const { PhaserStage } = await import('./phaser-stage.ts');
  return PhaserStage.open(host, options);
}
