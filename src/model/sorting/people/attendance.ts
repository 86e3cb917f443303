import type { KeyedDraws } from '../../../engine/random/keyed-draws.ts';
import { uniform53 } from '../../../engine/random/uniform.ts';
import type { WrittenCrew } from '../../../scenario/hub/hub-schema.ts';
import type { Luck } from '../../network/luck.ts';

/** Shifts of the days before the scenario have draws as well; ordinals of draws begin at 0. */
const DAYS_BEFORE = 7;

/**
 * Who of a crew comes. A person's luck is named by hub, crew, person and local day: neither another crew nor more people
 * in this one change it.
 */
export class Attendance {
  readonly #crew: WrittenCrew;
  readonly #draws: KeyedDraws;

  /** @param hub code of the sorting center */
  constructor(crew: WrittenCrew, luck: Luck, hub: string) {
    this.#crew = crew;
    this.#draws = luck.draws('absence', `${hub}/${crew.code}`);
  }

  /** Whether a person, from 0, is missing at the shift that begins on a local day. */
  isAbsent(person: number, day: number): boolean {
    const share = this.#crew.absence_share;
    return share > 0 && uniform53(this.#draws.at(person, 0, day + DAYS_BEFORE)) < share;
  }

  /** People who come on a local day. */
  present(day: number): number {
    const { people, absence_share: share } = this.#crew;
    if (share === 0) return people;
    let count = 0;
    for (let person = 0; person < people; person++) if (!this.isAbsent(person, day)) count++;
    return count;
  }

  /** Share of the full rate at which the crew works on a local day: below 1 while temporary staff learn. */
  productivity(day: number): number {
    const { learning, from_day: firstDay } = this.#crew;
    if (learning.length === 0) return 1;
    return learning[Math.min(learning.length - 1, Math.max(0, day - firstDay))];
  }
}
