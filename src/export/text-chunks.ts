/** Characters gathered before they are handed on. */
const GATHERED = 2 ** 18;

const encoder = new TextEncoder();

/** Gathers text and hands it on as bytes, many lines at a time. */
export class TextChunks {
  #text = '';

  add(text: string): void {
    this.#text += text;
  }

  /** Whether it is time to take what was gathered. */
  get isFull(): boolean {
    return this.#text.length >= GATHERED;
  }

  take(): Uint8Array<ArrayBuffer> {
    const bytes = encoder.encode(this.#text);
    this.#text = '';
    return bytes;
  }
}
