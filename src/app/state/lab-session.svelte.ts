import type { EngineClient } from '../../worker/browser/engine-client.ts';
import { afterCheck, type LabRecords, readRecords } from '../lab/question-record.ts';
import { forget, readStored, store } from './browser-store.ts';

/** The exercise of the open scenario: what the student came to, kept in the browser by scenario. */
export class LabSession {
  records = $state.raw<LabRecords>({});
  /** Whether the card is open; undefined until the student decides. */
  choice = $state<boolean | undefined>(readStored<boolean>('lab.open'));
  /** Height of the open card, CSS pixels. */
  height = $state(0);
  /** Counts how often an exercise was taken up or begun anew: its fields then hold what is kept. */
  turn = $state(0);
  readonly #engine: EngineClient;
  #id = '';

  constructor(engine: EngineClient) {
    this.#engine = engine;
  }

  /** Takes up the exercise of a scenario where an earlier visit left it. @param id of the scenario */
  open(id: string): void {
    if (id === this.#id) return;
    this.#id = id;
    this.turn++;
    this.records = readRecords(readStored(this.#place));
  }

  show(isOpen: boolean): void {
    this.choice = isOpen;
    store('lab.open', isOpen);
  }

  /**
   * Has an answer checked and keeps what came of it.
   * @returns whether there was anything to hold it against @throws RunError where the worker fails
   */
  async check(
    key: number,
    question: { readonly ordinal: number; readonly ask: string },
    given: { readonly text: string; readonly value: number },
  ): Promise<boolean> {
    const id = this.#id;
    const { ordinal, ask } = question;
    const checked = await this.#engine.checkAnswer(key, { ordinal, value: given.value });
    if (checked === undefined) return false;
    // Another scenario may have been opened meanwhile.
    if (id === this.#id)
      this.#keep({ ...this.records, [ask]: afterCheck(this.records[ask], given.text, checked) });
    return true;
  }

  /** Shows the right answer of a question that was tried. */
  showAnswer(ask: string): void {
    const record = this.records[ask];
    if (record !== undefined) this.#keep({ ...this.records, [ask]: { ...record, isShown: true } });
  }

  startOver(): void {
    this.turn++;
    this.records = {};
    forget(this.#place);
  }

  get #place(): string {
    return `lab.${this.#id}`;
  }

  #keep(records: LabRecords): void {
    this.records = records;
    store(this.#place, records);
  }
}
