import type { Time } from '../../../engine/clock.ts';
import { Occupancy } from '../../../engine/stats/occupancy.ts';
import { Tally } from '../../../engine/stats/tally.ts';

/** Load factors are tallied as whole ten-thousandths. */
const LOAD_SCALE = 10_000;

/** A trailer that has left, for tables. */
export interface TrailerDeparture {
  /** Index of the direction. */
  readonly direction: number;
  /** Ordinal of the departure and its instant by the timetable, µs. */
  readonly ordinal: number;
  readonly planned: Time;
  /** When it left, µs: before the planned instant where it was full and another could follow. */
  readonly leftAt: Time;
  /** Which of the departure's trailers, from 0 in the order of sealing. */
  readonly trailer: number;
  /** Index of its door among those of the direction. */
  readonly door: number;
  readonly parcels: number;
  readonly weightG: number;
  readonly cubeUnits: number;
  /** Greatest of the shares of parcels, weight and cube. */
  readonly loadFactor: number;
  readonly sealedBy: 'full' | 'time';
}

/** What the outbound doors of one hub measure together, from the start or the last `reset`. */
export class OutboundFigures {
  /** Doors: serving with an open trailer, waiting with a sealed one, available all. */
  readonly doors = new Occupancy();
  trailersLeft = 0;
  /** Of these, sealed because they were full. */
  leftFull = 0;
  parcelsLeft = 0;
  /** Load factors of those that left, ten-thousandths. */
  readonly load = new Tally();

  left(trailer: TrailerDeparture): void {
    this.trailersLeft++;
    if (trailer.sealedBy === 'full') this.leftFull++;
    this.parcelsLeft += trailer.parcels;
    this.load.add(Math.round(trailer.loadFactor * LOAD_SCALE));
  }

  reset(now: Time): void {
    this.doors.reset(now);
    this.trailersLeft = 0;
    this.leftFull = 0;
    this.parcelsLeft = 0;
    this.load.reset();
  }
}
