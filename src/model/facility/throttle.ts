import type { Adjustable } from '../../engine/blocks/capacity-schedule.ts';
import { onDuty } from './on-duty.ts';

/** One step of handling, with the servers that its shifts give it. */
interface Throttled {
  readonly target: Adjustable;
  scheduled: number;
}

/** Stands between the shifts of a facility and its servers: while it is closed or slow, fewer are on duty. */
export class Throttle {
  readonly #throttled: Throttled[] = [];
  #share = 1;

  /** What a schedule sets in place of the servers themselves. */
  over(target: Adjustable): Adjustable {
    const throttled = { target, scheduled: 0 };
    this.#throttled.push(throttled);
    return {
      setCapacity: (capacity) => {
        throttled.scheduled = capacity;
        target.setCapacity(onDuty(capacity, this.#share));
      },
    };
  }

  /** @param share of those whom the shifts give, 0 to 1 */
  setShare(share: number): void {
    if (share === this.#share) return;
    this.#share = share;
    for (const { target, scheduled } of this.#throttled) target.setCapacity(onDuty(scheduled, share));
  }
}
