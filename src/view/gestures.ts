import type { ViewCamera } from './view-camera.ts';

/** A point of the stage, CSS pixels from its top left corner. */
export interface ScreenPoint {
  readonly x: number;
  readonly y: number;
}

/** A point where the main button or a finger was. */
export interface PressedPoint extends ScreenPoint {
  readonly isTouch: boolean;
}

/** What the gestures mean; the stage decides what to do. */
export interface GestureMeaning {
  /** The camera was moved. */
  moved(): void;
  hover(at: ScreenPoint | null): void;
  /** `isExtended` with the Shift key. */
  click(at: PressedPoint & { readonly isExtended: boolean }): void;
  /** Double click, or Enter (then without a point). */
  goIn(at: PressedPoint | null): void;
  /** Escape. */
  goOut(): void;
  /** The 0 key. */
  reset(): void;
}

const DRAG_FROM = 4;
const KEY_PAN = 60;
const KEY_ZOOM = 1.35;

/**
 * Pointer, wheel and keys on the stage: drag or arrows pan, wheel, pinch, + and − zoom about the pointer or the middle,
 * 0 shows everything. Listens on the element itself, so that it also works while nothing is being drawn.
 */
export class Gestures {
  private readonly host: HTMLElement;
  private readonly camera: () => ViewCamera | null;
  private readonly meaning: GestureMeaning;
  private readonly pointers = new Map<number, ScreenPoint>();
  private readonly listening = new AbortController();
  private travelled = 0;
  private wasPinch = false;
  private isTouch = false;

  constructor(host: HTMLElement, camera: () => ViewCamera | null, meaning: GestureMeaning) {
    this.host = host;
    this.camera = camera;
    this.meaning = meaning;
    const { signal } = this.listening;
    host.addEventListener('pointerdown', (event) => this.down(event), { signal });
    host.addEventListener('pointermove', (event) => this.move(event), { signal });
    host.addEventListener('pointerup', (event) => this.up(event, true), { signal });
    host.addEventListener('pointercancel', (event) => this.up(event, false), { signal });
    host.addEventListener('pointerleave', () => this.meaning.hover(null), { signal });
    host.addEventListener('wheel', (event) => this.wheel(event), { signal, passive: false });
    host.addEventListener('dblclick', (event) => this.meaning.goIn(this.pressed(event)), { signal });
    host.addEventListener('keydown', (event) => this.key(event), { signal });
  }

  stop(): void {
    this.listening.abort();
  }

  private point(event: MouseEvent): ScreenPoint {
    const box = this.host.getBoundingClientRect();
    return { x: event.clientX - box.left, y: event.clientY - box.top };
  }

  private pressed(event: MouseEvent): PressedPoint {
    return { ...this.point(event), isTouch: this.isTouch };
  }

  private down(event: PointerEvent): void {
    if (event.button !== 0) return;
    this.isTouch = event.pointerType === 'touch';
    this.host.setPointerCapture(event.pointerId);
    if (this.pointers.size === 0) {
      this.travelled = 0;
      this.wasPinch = false;
    }
    this.pointers.set(event.pointerId, this.point(event));
    if (this.pointers.size > 1) this.wasPinch = true;
  }

  private move(event: PointerEvent): void {
    const at = this.point(event);
    const before = this.pointers.get(event.pointerId);
    const camera = this.camera();
    if (!before || !camera) {
      if (event.pointerType !== 'touch') this.meaning.hover(at);
      return;
    }
    this.travelled += Math.hypot(at.x - before.x, at.y - before.y);
    const other = [...this.pointers].find(([id]) => id !== event.pointerId)?.[1];
    this.pointers.set(event.pointerId, at);
    if (other) {
      // Two fingers: their distance zooms about their middle, their middle drags.
      const spread = Math.hypot(before.x - other.x, before.y - other.y);
      const factor = spread > 0 ? Math.hypot(at.x - other.x, at.y - other.y) / spread : 1;
      camera.panBy((at.x - before.x) / 2, (at.y - before.y) / 2);
      camera.zoomAt((at.x + other.x) / 2, (at.y + other.y) / 2, factor);
    } else if (this.travelled >= DRAG_FROM) {
      camera.panBy(at.x - before.x, at.y - before.y);
    } else {
      return;
    }
    this.meaning.moved();
  }

  private up(event: PointerEvent, isDone: boolean): void {
    if (!this.pointers.delete(event.pointerId)) return;
    if (isDone && this.pointers.size === 0 && this.travelled < DRAG_FROM && !this.wasPinch) {
      this.meaning.click({ ...this.pressed(event), isExtended: event.shiftKey });
    }
  }

  private wheel(event: WheelEvent): void {
    const camera = this.camera();
    if (!camera) return;
    event.preventDefault();
    const lines = event.deltaMode === WheelEvent.DOM_DELTA_LINE ? 16 : 1;
    const speed = event.ctrlKey ? 0.01 : 0.0016;
    const at = this.point(event);
    camera.zoomAt(at.x, at.y, Math.exp(-event.deltaY * lines * speed));
    this.meaning.moved();
  }

  private key(event: KeyboardEvent): void {
    const camera = this.camera();
    if (!camera || event.ctrlKey || event.metaKey || event.altKey) return;
    const zoom = (factor: number) => camera.zoomAt(camera.width / 2, camera.height / 2, factor);
    const actions: Record<string, () => void> = {
      ArrowLeft: () => camera.panBy(KEY_PAN, 0),
      ArrowRight: () => camera.panBy(-KEY_PAN, 0),
      ArrowUp: () => camera.panBy(0, KEY_PAN),
      ArrowDown: () => camera.panBy(0, -KEY_PAN),
      '+': () => zoom(KEY_ZOOM),
      '=': () => zoom(KEY_ZOOM),
      '-': () => zoom(1 / KEY_ZOOM),
      '0': () => this.meaning.reset(),
      Enter: () => this.meaning.goIn(null),
      Escape: () => this.meaning.goOut(),
    };
    const action = actions[event.key];
    if (!action) return;
    event.preventDefault();
    action();
    this.meaning.moved();
  }
}
