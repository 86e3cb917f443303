import type { Task } from '../../../scenario/hub/hub-schema.ts';

/** Whatever people work at. */
export interface Workplace {
  readonly task: Task;
  /**
   * As many people as are on duty here from now on; the piece in hand is finished by whoever is taken away.
   * @param productivity mean share of the full rate, above 0
   */
  setPeople(people: number, productivity: number): void;
  /** Work that waits here, hours of one person. */
  readonly workWaitingH: number;
  /** People busy now. */
  readonly busy: number;
}
