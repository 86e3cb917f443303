import { readStored, store } from './browser-store.ts';

/** Colors as the system wants them, or as the user chose. */
export type SchemeChoice = 'system' | 'light' | 'dark';

interface Stored {
  readonly scheme?: SchemeChoice;
  readonly panelWidth?: number;
}

const SCHEMES: readonly SchemeChoice[] = ['system', 'light', 'dark'];

/** What a user sets once and finds again. */
export class Preferences {
  choice = $state<SchemeChoice>('system');
  /** Width of the panel at the left, CSS pixels. */
  panelWidth = $state(380);
  #systemIsDark = $state(false);

  constructor() {
    const stored = readStored<Stored>('preferences');
    if (stored?.scheme !== undefined && SCHEMES.includes(stored.scheme)) this.choice = stored.scheme;
    if (typeof stored?.panelWidth === 'number') this.setPanelWidth(stored.panelWidth);
    const dark = matchMedia('(prefers-color-scheme: dark)');
    this.#systemIsDark = dark.matches;
    dark.addEventListener('change', () => {
      this.#systemIsDark = dark.matches;
    });
    this.#show();
  }

  /** The scheme in force. */
  get scheme(): 'light' | 'dark' {
    if (this.choice !== 'system') return this.choice;
    return this.#systemIsDark ? 'dark' : 'light';
  }

  /** System, light, dark, and again. */
  nextScheme(): void {
    this.choice = SCHEMES[(SCHEMES.indexOf(this.choice) + 1) % SCHEMES.length];
    this.#show();
    this.#keep();
  }

  /** Kept between what a list needs and what leaves room for the world. */
  setPanelWidth(width: number): void {
    this.panelWidth = Math.round(Math.min(760, Math.max(280, width)));
  }

  keepPanelWidth(): void {
    this.#keep();
  }

  #show(): void {
    const root = document.documentElement;
    if (this.choice === 'system') delete root.dataset.scheme;
    else root.dataset.scheme = this.choice;
  }

  #keep(): void {
    store('preferences', { scheme: this.choice, panelWidth: this.panelWidth } satisfies Stored);
  }
}
