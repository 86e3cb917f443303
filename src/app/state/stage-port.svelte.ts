import type { Stage } from '../../view/stage.ts';
import { allLayers, type Layers } from '../../view/target.ts';

/** The picture, for the controls around it: absent while the renderer is loading or where the browser cannot draw. */
export class StagePort {
  stage = $state.raw<Stage | null>(null);
  layers = $state.raw<Layers>(allLayers);
  /** Why there is no picture, for the user; empty where there is one or it is on its way. */
  fault = $state('');
  #host: HTMLElement | undefined;

  opened(stage: Stage, host: HTMLElement): void {
    this.stage = stage;
    this.#host = host;
    stage.setLayers(this.layers);
  }

  toggle(layer: keyof Layers): void {
    this.layers = { ...this.layers, [layer]: !this.layers[layer] };
    this.stage?.setLayers(this.layers);
  }

  /** Hands a key on to the picture, which pans and zooms by keys when it has the focus. */
  press(key: string): void {
    this.#host?.dispatchEvent(new KeyboardEvent('keydown', { key, cancelable: true }));
  }

  /** Moves the keyboard to the picture. */
  focusStage(): void {
    this.#host?.focus();
  }
}
