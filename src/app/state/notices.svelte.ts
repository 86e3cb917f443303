/** Something the user must know: what happened, and what to do. */
export interface Notice {
  readonly id: number;
  readonly tone: 'info' | 'warn' | 'bad';
  readonly title: string;
  readonly detail: string;
  readonly action?: { readonly label: string; readonly run: () => void };
}

/** Messages that stay until they are closed, and what a screen reader is told. */
export class Notices {
  list = $state.raw<readonly Notice[]>([]);
  /** The latest change of state, in words, for those who listen instead of looking. */
  spoken = $state('');
  #nextId = 1;

  /** Shows a message; the same words are not shown twice. @returns its id */
  add(notice: Omit<Notice, 'id'>): number {
    const known = this.list.find(({ title, detail }) => title === notice.title && detail === notice.detail);
    if (known !== undefined) return known.id;
    const id = this.#nextId++;
    this.list = [...this.list, { ...notice, id }].slice(-4);
    return id;
  }

  close(id: number): void {
    this.list = this.list.filter((notice) => notice.id !== id);
  }

  clear(): void {
    this.list = [];
  }

  say(text: string): void {
    this.spoken = text;
  }
}
