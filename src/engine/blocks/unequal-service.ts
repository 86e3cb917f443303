import { NONE } from '../subject-store.ts';
import type { BlockPlace } from './block.ts';
import { LineService } from './line-service.ts';
import { RankedLine } from './ranked-line.ts';
import type { ServiceOptions } from './service.ts';
import { ServiceTime } from './service-time.ts';

export interface UnequalServiceOptions extends ServiceOptions {
  /** Speed of each server, above 0: what takes a server of speed 1 an hour takes one of speed 2 half of it. */
  readonly speeds: readonly number[];
}

/**
 * A line in front of servers of different speeds. Whoever starts takes the fastest that is free, of equals the first,
 * and stays with it to the end.
 */
export class UnequalService extends LineService {
  readonly #line: RankedLine;
  readonly #time: ServiceTime;
  /** Speeds, falling, and who is served at each; NONE where it is free. */
  readonly #speeds: Float64Array;
  readonly #inHand: Int32Array;
  #serving = 0;

  constructor(place: BlockPlace, options: UnequalServiceOptions) {
    super(place, options);
    this.#line = new RankedLine(place.subjects, options);
    this.#time = new ServiceTime(place.subjects, options.times);
    this.#speeds = Float64Array.from(options.speeds).sort().reverse();
    this.#inHand = new Int32Array(options.speeds.length).fill(NONE);
    this.probe.occupancy.available = options.speeds.length;
  }

  get waiting(): number {
    return this.#line.count;
  }

  get serving(): number {
    return this.#serving;
  }

  override get holds(): number {
    return this.#line.count + this.#serving;
  }

  enter(subject: number): void {
    if (!this.admit(subject)) return;
    this.#line.push(subject);
    this.probe.occupancy.waiting = this.#line.count;
    this.start();
  }

  protected override end(server: number): void {
    const { probe } = this;
    const subject = this.#inHand[server];
    probe.occupancy.observe(this.sim.now[0]);
    this.#inHand[server] = NONE;
    this.#serving--;
    probe.occupancy.serving = this.#serving;
    this.leave(subject);
  }

  protected override get canStart(): boolean {
    return this.#line.count > 0 && this.#serving < this.#speeds.length;
  }

  protected override startWaiting(): void {
    const { probe } = this;
    const now = this.sim.now[0];
    for (let server = 0; server < this.#speeds.length && this.#line.count > 0; server++) {
      if (this.#inHand[server] !== NONE) continue;
      const subject = this.#line.shift();
      this.started(subject);
      this.#inHand[server] = subject;
      this.#serving++;
      const lasts = Math.round(this.#time.draw(subject) / this.#speeds[server]);
      this.endAt(now + lasts, server);
    }
    probe.occupancy.waiting = this.#line.count;
    probe.occupancy.serving = this.#serving;
  }
}
