import type { Time } from '../../../engine/clock.ts';
import type { Circulation } from './circulation.ts';

/** A dock that waits for vehicles. */
export interface Asker {
  /** Of its lane: orders those who ask at one instant. */
  readonly code: string;
  granted(): void;
}

interface Ask {
  readonly by: Asker;
  readonly vehicles: number;
  readonly askedAt: Time;
}

/** Vehicles that have come and can leave again from an instant on. */
interface Turning {
  readonly readyAt: Time;
  readonly vehicles: number;
}

/** Idle vehicles of one type at one facility, and the docks there that wait for some: who asked first is served first. */
export class VehiclePool {
  readonly facility: number;
  readonly type: number;
  /** Which of them go on empty; null where none do. */
  readonly circulation: Circulation | null;
  available: number;
  /** Whether the pool is looked at later in this instant. */
  isDue = false;
  readonly #lookLater: (pool: VehiclePool) => void;
  readonly #asks: Ask[] = [];
  /** Turnarounds are equally long, so what came first is ready first. */
  readonly #turning: Turning[] = [];

  constructor(
    place: { readonly facility: number; readonly type: number },
    stock: number,
    circulation: Circulation | null,
    lookLater: (pool: VehiclePool) => void,
  ) {
    this.facility = place.facility;
    this.type = place.type;
    this.available = stock;
    this.circulation = circulation;
    this.#lookLater = lookLater;
  }

  /** Vehicles here that are idle or being turned round. */
  get present(): number {
    return this.#turning.reduce((sum, { vehicles }) => sum + vehicles, this.available);
  }

  get hasAsks(): boolean {
    return this.#asks.length > 0;
  }

  /** A dock asks for vehicles; it is told when they are its own, at this instant at the earliest. */
  ask(by: Asker, vehicles: number, now: Time): void {
    let at = this.#asks.length;
    while (at > 0 && this.#asks[at - 1].askedAt === now && this.#asks[at - 1].by.code > by.code) at--;
    this.#asks.splice(at, 0, { by, vehicles, askedAt: now });
    this.#lookLater(this);
  }

  /** It asks no longer. */
  withdraw(by: Asker): void {
    const at = this.#asks.findIndex((ask) => ask.by === by);
    if (at >= 0) this.#asks.splice(at, 1);
    this.#lookLater(this);
  }

  /** Vehicles that were granted and did not leave. */
  giveBack(vehicles: number): void {
    this.available += vehicles;
    this.#lookLater(this);
  }

  /** Vehicles have come and are turned round. */
  came(vehicles: number, readyAt: Time): void {
    this.#turning.push({ readyAt, vehicles });
  }

  /** Those that came first among the turning can leave again. */
  ready(): void {
    const { vehicles } = this.#turning.shift()!;
    this.available += vehicles;
    this.circulation?.freed(vehicles);
    this.#lookLater(this);
  }

  /** Serves those who asked while vehicles last; one that needs more than there are keeps those behind it waiting. */
  serve(): void {
    for (let first = this.#asks[0]; first !== undefined; first = this.#asks[0]) {
      if (first.vehicles > this.available) return;
      this.#asks.shift();
      this.available -= first.vehicles;
      first.by.granted();
    }
  }
}
