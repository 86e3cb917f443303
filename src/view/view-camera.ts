/** Rectangle in world units, y pointing down. */
export interface WorldRect {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

interface Glide {
  readonly from: { readonly x: number; readonly y: number; readonly zoom: number };
  readonly to: { readonly x: number; readonly y: number; readonly zoom: number };
  readonly startMs: number;
  readonly durationMs: number;
}

/** Space left free at the edges of the screen when something is fitted into it, pixels. */
export interface Insets {
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
  readonly left: number;
}

/** What the screen shows of the world: a center and a zoom (CSS pixels per world unit), kept within bounds. */
export class ViewCamera {
  x = 0;
  y = 0;
  zoom = 1;
  width = 1;
  height = 1;
  /** The zoom at which the home rectangle fills the screen. */
  homeZoom = 1;
  insets: Insets = { top: 0, right: 0, bottom: 0, left: 0 };
  /** Height of a sheet over the bottom that comes and goes, pixels: home stays, but what one goes to lies above it. */
  sheet = 0;
  private home: WorldRect = { x: 0, y: 0, width: 1, height: 1 };
  private closest = 1;
  private glide: Glide | null = null;

  /** What shaders turn world units into device pixels by: scale, then where the origin lies. */
  viewUniform(dpr: number): readonly [number, number, number] {
    const scale = this.zoom * dpr;
    return [scale, (this.width / 2) * dpr - this.x * scale, (this.height / 2) * dpr - this.y * scale];
  }

  get isGliding(): boolean {
    return this.glide !== null;
  }

  /**
   * Sets what {@link reset} shows and how near one may go. A rectangle without any extent stands for one of
   * `pointSpan` world units around it.
   */
  setHome(rect: WorldRect, pointSpan: number, closestFactor: number): void {
    const least = Math.max(rect.width, rect.height) > 0 ? 1e-3 : pointSpan;
    const width = Math.max(rect.width, least);
    const height = Math.max(rect.height, least);
    this.home = {
      x: rect.x + rect.width / 2 - width / 2,
      y: rect.y + rect.height / 2 - height / 2,
      width,
      height,
    };
    this.closest = closestFactor;
    this.refit();
    this.reset();
  }

  resize(width: number, height: number): void {
    const relative = this.zoom / this.homeZoom;
    const goesHome = this.glide !== null && this.isHomeZoom(this.glide.to.zoom);
    const wasHome = this.glide === null && this.isHomeZoom(this.zoom);
    this.width = Math.max(1, width);
    this.height = Math.max(1, height);
    this.refit();
    if (wasHome) this.reset();
    else this.zoom = relative * this.homeZoom;
    // A move under way ends where it was bound for: home is now elsewhere, anything else is not.
    if (goesHome && this.glide !== null) this.glide = { ...this.glide, to: this.homeView() };
    this.clamp();
  }

  reset(): void {
    const home = this.homeView();
    this.glide = null;
    this.x = home.x;
    this.y = home.y;
    this.zoom = home.zoom;
  }

  /** Center and zoom at which the home rectangle fills what the insets leave free. */
  homeView(): { x: number; y: number; zoom: number } {
    const { left, right, top, bottom } = this.insets;
    return {
      x: this.home.x + this.home.width / 2 + (right - left) / 2 / this.homeZoom,
      y: this.home.y + this.home.height / 2 + (bottom - top) / 2 / this.homeZoom,
      zoom: this.homeZoom,
    };
  }

  /** Width and height of what insets and sheet leave free, pixels. */
  get free(): { readonly width: number; readonly height: number } {
    const { left, right, top } = this.insets;
    return {
      width: Math.max(40, this.width - left - right),
      height: Math.max(40, this.height - top - this.coveredBelow),
    };
  }

  /** Center at which a world point lies in the middle of what insets and sheet leave free. */
  centerFor(worldX: number, worldY: number, zoom: number): { x: number; y: number } {
    const shift = this.shiftAt(zoom);
    return { x: worldX + shift.x, y: worldY + shift.y };
  }

  /** Where a move under way ends, or else where the camera stands. */
  get destination(): { readonly x: number; readonly y: number; readonly zoom: number } {
    return this.glide?.to ?? this;
  }

  toScreenX(worldX: number): number {
    return (worldX - this.x) * this.zoom + this.width / 2;
  }

  toScreenY(worldY: number): number {
    return (worldY - this.y) * this.zoom + this.height / 2;
  }

  toWorldX(screenX: number): number {
    return (screenX - this.width / 2) / this.zoom + this.x;
  }

  toWorldY(screenY: number): number {
    return (screenY - this.height / 2) / this.zoom + this.y;
  }

  /** How far one has come nearer since {@link reset}, in doublings of the zoom; negative when further away. */
  get doublings(): number {
    return Math.log2(this.zoom / this.homeZoom);
  }

  /**
   * How large marks are drawn against those on a desktop: 1 from 800 to 1300 pixels on the shorter side, down to one
   * half on a phone, up to 1.6 on a wall, which is seen from further away.
   */
  get markScale(): number {
    const shorter = Math.min(this.width, this.height);
    return Math.min(1, Math.max(0.5, shorter / 800)) * Math.min(1.6, Math.max(1, shorter / 1300));
  }

  /** Moves the world by screen pixels, as a drag does. */
  panBy(dx: number, dy: number): void {
    this.glide = null;
    this.x -= dx / this.zoom;
    this.y -= dy / this.zoom;
    this.clamp();
  }

  /** Zooms by a factor; the world point under (screenX, screenY) stays where it is, bounds permitting. */
  zoomAt(screenX: number, screenY: number, factor: number): void {
    this.glide = null;
    const worldX = this.toWorldX(screenX);
    const worldY = this.toWorldY(screenY);
    this.zoom = this.clampZoom(this.zoom * factor);
    this.x = worldX - (screenX - this.width / 2) / this.zoom;
    this.y = worldY - (screenY - this.height / 2) / this.zoom;
    this.clamp();
  }

  /** The zoom nearest to one asked for that is allowed. */
  clampZoom(zoom: number): number {
    return Math.min(this.homeZoom * this.closest, Math.max(this.homeZoom * 0.7, zoom));
  }

  /** Starts a move that {@link step} carries out; a duration of 0 jumps. */
  glideTo(x: number, y: number, zoom: number, startMs: number, durationMs: number): void {
    const to = { x, y, zoom: this.clampZoom(zoom) };
    if (durationMs > 0) {
      this.glide = { from: { x: this.x, y: this.y, zoom: this.zoom }, to, startMs, durationMs };
      return;
    }
    this.glide = null;
    Object.assign(this, to);
    this.clamp();
  }

  /** Advances a glide to the wall-clock instant given. @returns whether the view changed. */
  step(nowMs: number): boolean {
    const glide = this.glide;
    if (!glide) return false;
    const share = Math.min(1, Math.max(0, (nowMs - glide.startMs) / glide.durationMs));
    const eased = 1 - (1 - share) ** 3;
    this.zoom = glide.from.zoom * (glide.to.zoom / glide.from.zoom) ** eased;
    // The center moves with the reciprocal of the zoom, so that the target travels straight over the screen.
    const span = 1 / glide.to.zoom - 1 / glide.from.zoom;
    const along = Math.abs(span) > 1e-12 ? (1 / this.zoom - 1 / glide.from.zoom) / span : eased;
    this.x = glide.from.x + (glide.to.x - glide.from.x) * along;
    this.y = glide.from.y + (glide.to.y - glide.from.y) * along;
    this.clamp();
    if (share >= 1) this.glide = null;
    return true;
  }

  private get coveredBelow(): number {
    return Math.max(this.insets.bottom, this.sheet);
  }

  /** From the middle of what is free to that of the screen, world units. */
  private shiftAt(zoom: number): { x: number; y: number } {
    const { left, right, top } = this.insets;
    return { x: (right - left) / 2 / zoom, y: (this.coveredBelow - top) / 2 / zoom };
  }

  private isHomeZoom(zoom: number): boolean {
    return Math.abs(zoom / this.homeZoom - 1) < 1e-6;
  }

  private refit(): void {
    const { left, right, top, bottom } = this.insets;
    const margin = 0.05 * Math.min(this.width, this.height);
    const width = Math.max(40, this.width - left - right - 2 * margin);
    const height = Math.max(40, this.height - top - bottom - 2 * margin);
    this.homeZoom = Math.min(width / this.home.width, height / this.home.height);
  }

  /**
   * The center never leaves the home rectangle, so the world cannot be lost; but for what insets ask: beside a large
   * one, a flat world lies off the center, and what lies at the rim of the world is brought into what is free.
   */
  private clamp(): void {
    this.zoom = this.clampZoom(this.zoom);
    const { x, y, width, height } = this.home;
    const atHome = this.homeView();
    const shift = this.shiftAt(this.zoom);
    const within = (at: number, from: number, span: number, home: number, beyond: number) =>
      Math.min(
        Math.max(from + span + Math.max(0, beyond), home),
        Math.max(Math.min(from + Math.min(0, beyond), home), at),
      );
    this.x = within(this.x, x, width, atHome.x, shift.x);
    this.y = within(this.y, y, height, atHome.y, shift.y);
  }
}
