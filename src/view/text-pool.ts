import type * as Phaser from 'phaser';

/** How a text is set; sizes in CSS pixels. */
export interface TextStyle {
  readonly size: number;
  readonly weight: 400 | 500 | 600;
  readonly color: string;
  readonly fontFamily: string;
  /** Color of an outline that keeps it legible over lines; none when absent. */
  readonly halo?: string;
}

interface Entry {
  readonly text: Phaser.GameObjects.Text;
  content: string;
  style: TextStyle;
  scale: number;
  lastUsed: number;
}

const KEPT = 400;

/**
 * Texts in screen pixels, kept by key: a text is drawn anew only when its words, style or resolution change. Call
 * {@link begin}, {@link put} what is to be seen, then {@link end}.
 */
export class TextPool {
  private readonly scene: Phaser.Scene;
  private readonly entries = new Map<string, Entry>();
  private readonly widths = new Map<string, number>();
  private readonly ruler = document.createElement('canvas').getContext('2d');
  private turn = 0;
  isShown = true;

  constructor(scene: Phaser.Scene) {
    this.scene = scene;
  }

  /** Width of a text, CSS pixels. */
  width(content: string, style: TextStyle): number {
    const font = `${style.weight} ${style.size}px ${style.fontFamily}`;
    const key = `${font}|${content}`;
    let width = this.widths.get(key);
    if (width === undefined) {
      if (!this.ruler) return content.length * style.size * 0.6;
      this.ruler.font = font;
      width = this.ruler.measureText(content).width;
      this.widths.set(key, width);
    }
    return width;
  }

  begin(): void {
    this.turn++;
  }

  /** Shows a text with its middle at (x, y) in CSS pixels; `anchor` 0 puts its left edge there, 1 its right edge. */
  put(
    key: string,
    content: string,
    style: TextStyle,
    x: number,
    y: number,
    dpr: number,
    anchor = 0.5,
    alpha = 1,
  ): void {
    let entry = this.entries.get(key);
    if (!entry) {
      const text = this.scene.add.text(0, 0, '', {});
      entry = { text, content: '', style, scale: 0, lastUsed: 0 };
      this.entries.set(key, entry);
    }
    if (entry.content !== content || entry.style !== style || entry.scale !== dpr) {
      const halo = style.halo ? { stroke: style.halo, strokeThickness: 3 * dpr } : { strokeThickness: 0 };
      entry.text.setStyle({
        fontFamily: style.fontFamily,
        fontStyle: String(style.weight),
        fontSize: `${style.size * dpr}px`,
        color: style.color,
        padding: { x: 2, y: 2 },
        ...halo,
      });
      entry.text.setText(content);
      entry.content = content;
      entry.style = style;
      entry.scale = dpr;
    }
    entry.lastUsed = this.turn;
    const { text } = entry;
    text.setVisible(this.isShown).setAlpha(alpha);
    // Whole device pixels: a text between them is blurred.
    text.setOrigin(0, 0);
    text.setPosition(Math.round(x * dpr - text.width * anchor), Math.round(y * dpr - text.height / 2));
  }

  end(): void {
    for (const [key, entry] of this.entries) {
      if (entry.lastUsed === this.turn) continue;
      entry.text.setVisible(false);
      if (this.entries.size > KEPT) {
        entry.text.destroy();
        this.entries.delete(key);
      }
    }
  }

  /** Forgets everything drawn and measured: after a change of theme or when a font has arrived. */
  clear(): void {
    for (const { text } of this.entries.values()) text.destroy();
    this.entries.clear();
    this.widths.clear();
  }
}
