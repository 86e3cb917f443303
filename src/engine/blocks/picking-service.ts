import { grown } from '../subject-store.ts';
import type { BlockPlace } from './block.ts';
import { LineService } from './line-service.ts';
import type { PickedLine } from './picked-line.ts';
import type { ServiceOptions } from './service.ts';
import { ServiceTime } from './service-time.ts';

export interface PickingServiceOptions extends Omit<ServiceOptions, 'order' | 'ranks' | 'measures'> {
  readonly line: PickedLine;
}

/**
 * Identical servers that pick whom they serve next by something else than the order of arrival; nobody's service is
 * interrupted. Apart from `Service`, whose line stays of one shape. The service time is drawn on arrival, by key, so
 * that it is the same whoever comes first.
 */
export class PickingService extends LineService {
  readonly #line: PickedLine;
  readonly #time: ServiceTime;
  /** Service time of each who waits, µs. */
  #work = new Float64Array(0);
  #servers: number;
  #serving = 0;

  constructor(place: BlockPlace, options: PickingServiceOptions) {
    super(place, options);
    this.#line = options.line;
    this.#time = new ServiceTime(place.subjects, options.times);
    this.#servers = options.servers;
    this.#updateLevels();
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

  /** Changes the number of servers on duty; nobody's service is interrupted. */
  setCapacity(servers: number): void {
    this.probe.occupancy.observe(this.sim.now[0]);
    this.#servers = servers;
    this.#updateLevels();
    this.start();
  }

  enter(subject: number): void {
    if (!this.admit(subject)) return;
    if (subject >= this.#work.length) this.#work = grown(this.#work, this.subjects.capacity);
    this.#work[subject] = this.#time.draw(subject);
    this.#line.push(subject, this.#work[subject]);
    this.#updateLevels();
    this.start();
  }

  protected override end(subject: number): void {
    this.probe.occupancy.observe(this.sim.now[0]);
    this.#serving--;
    this.#updateLevels();
    this.leave(subject);
  }

  protected override get canStart(): boolean {
    return this.#line.count > 0 && this.#serving < this.#servers;
  }

  protected override startWaiting(): void {
    const now = this.sim.now[0];
    while (this.#serving < this.#servers && this.#line.count > 0) {
      const subject = this.#line.shift();
      this.started(subject);
      this.#serving++;
      this.endAt(now + this.#work[subject], subject);
    }
    this.#updateLevels();
  }

  #updateLevels(): void {
    const { occupancy } = this.probe;
    occupancy.waiting = this.#line.count;
    occupancy.serving = this.#serving;
    occupancy.available = Math.max(this.#servers, this.#serving);
  }
}
