import { fromSeconds, type Time } from '../../../engine/clock.ts';
import { InvariantError } from '../../../engine/invariant-error.ts';
import { compileDistribution } from '../../../engine/random/distribution.ts';
import { GivenValues } from '../../../engine/random/given-values.ts';
import type { KeyedDraws } from '../../../engine/random/keyed-draws.ts';
import type { Variate } from '../../../engine/random/variate.ts';
import { distributionSpec, type WrittenDistribution } from '../../../scenario/distribution-schema.ts';
import type { HubContext } from '../hub-context.ts';
import type { TrailerStore } from './trailer-store.ts';

/** How long something takes for a trailer, by the key of its origin's code and its ordinal there. */
export class TrailerTime {
  readonly #variate: Variate;
  readonly #draws: readonly KeyedDraws[];

  /** @param origins codes by index */
  constructor(
    { luck, code }: Pick<HubContext, 'luck' | 'code'>,
    purpose: string,
    written: WrittenDistribution,
    origins: readonly string[],
  ) {
    this.#variate = compileDistribution(distributionSpec(written));
    this.#draws = origins.map((origin) => luck.draws(`${purpose} ${origin}`, code));
  }

  /** Its duration, µs. @throws InvariantError where a negative one is drawn */
  of({ origin, ordinal }: TrailerStore, trailer: number): Time {
    const k = ordinal[trailer];
    const variate = this.#variate;
    const seconds =
      variate instanceof GivenValues ? variate.at(k) : variate.draw(this.#draws[origin[trailer]].at(k, 0, 0));
    if (!(seconds >= 0)) throw new InvariantError(`a duration of ${seconds} s was drawn`);
    return fromSeconds(seconds);
  }
}
