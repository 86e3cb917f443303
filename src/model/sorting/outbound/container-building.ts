import { MINUTE } from '../../../engine/clock.ts';
import { PHASE, tieBase } from '../../../engine/phase.ts';
import type { EventHandler } from '../../../engine/simulation.ts';
import { NONE } from '../../../engine/subject-store.ts';
import { CUBE_UNITS_PER_M3 } from '../../network/parcel-store.ts';
import type { HubContext } from '../hub-context.ts';
import { STAGE } from '../stage.ts';
import type { LoadUnits } from './load-units.ts';
import type { Loading } from './loading.ts';

/** By what a container was closed, in the order of `ContainerBuilding.closedBy`. */
export const CLOSED_BY = ['count', 'weight', 'cube', 'time', 'cutoff', 'plan'] as const;
export type ClosedBy = (typeof CLOSED_BY)[number];

const TIME_UP = 0;

/**
 * The open containers: one at a time for each place (a chute, or the table of a direction). A container is closed by
 * whichever comes first of count, weight, cube and time since its first piece, before its direction's trailers are
 * sealed, and when its chute is given to another direction. Closed, it waits for a loader where it was filled.
 */
export class ContainerBuilding implements EventHandler {
  readonly name: string;
  /** Containers closed so far, or since the last cut. */
  built = 0;
  readonly closedBy = new Float64Array(CLOSED_BY.length);
  /** Told of each container that is closed, before loaders are, with its place; wired once. */
  closed: (place: number, unit: number) => void = () => {};
  readonly #context: HubContext;
  readonly #units: LoadUnits;
  readonly #loading: Loading;
  /** Per place: its open container, and the event that will close it. */
  readonly #open: Int32Array;
  readonly #timer: Float64Array;
  readonly #limits: { readonly parcels: number; readonly weightG: number; readonly cubeUnits: number };
  readonly #span: number;
  readonly #code: number;
  readonly #base: number;

  /** Its containers are closed when a direction of the loaders says so. @param places chutes, then a table per direction */
  constructor(context: HubContext, units: LoadUnits, loading: Loading, places: number) {
    const { containers } = context.block;
    this.name = `${context.code}.containers`;
    this.#context = context;
    this.#units = units;
    this.#loading = loading;
    this.#open = new Int32Array(places).fill(NONE);
    this.#timer = new Float64Array(places).fill(NONE);
    this.#limits = {
      parcels: containers.parcels,
      weightG: Math.round(containers.weight_kg * 1000),
      cubeUnits: Math.round(containers.cube_m3 * CUBE_UNITS_PER_M3),
    };
    this.#span = Math.round(containers.after_min * MINUTE);
    this.#code = context.sim.register(this);
    this.#base = tieBase(PHASE.serviceEnd, context.facility);
    loading.directions.forEach((each, direction) => {
      each.closing = () => this.closeFor(direction);
    });
  }

  /** Parcels in the open container of a place. */
  parcelsAt(place: number): number {
    const unit = this.#open[place];
    return unit === NONE ? 0 : this.#units.parcels[unit];
  }

  /** Puts a piece into the open container of a place; one that does not fit closes it and begins the next. */
  put(place: number, direction: number, piece: number): void {
    const { sim } = this.#context;
    const overflow = this.#open[place] === NONE ? null : this.#overflow(this.#open[place], piece);
    if (overflow !== null) this.close(place, overflow);
    if (this.#open[place] === NONE) {
      this.#open[place] = this.#units.begin(piece, direction, NONE, false, sim.now[0]);
      const at = sim.now[0] + this.#span;
      this.#timer[place] = sim.schedule(at, this.#base, this.#context.facility, this.#code + TIME_UP, place);
    } else {
      this.#units.add(this.#open[place], piece);
    }
    const full = this.#fullBy(this.#open[place]);
    if (full !== null) this.close(place, full);
  }

  /** Closes the open container of a place, if there is one. */
  close(place: number, by: ClosedBy): void {
    const unit = this.#open[place];
    if (unit === NONE) return;
    const { journal, sim } = this.#context;
    this.#open[place] = NONE;
    this.#timer[place] = NONE;
    this.built++;
    this.closedBy[CLOSED_BY.indexOf(by)]++;
    this.#units.move(unit, STAGE.load, journal, sim.now[0]);
    this.closed(place, unit);
    this.#loading.join(unit);
  }

  /** Closes all open containers of a direction: its trailers are about to be sealed. */
  closeFor(direction: number): void {
    const { direction: directions } = this.#units;
    for (let place = 0; place < this.#open.length; place++) {
      const unit = this.#open[place];
      if (unit !== NONE && directions[unit] === direction) this.close(place, 'cutoff');
    }
  }

  fire(_kind: number, place: number): void {
    const { sim } = this.#context;
    if (sim.firingTie !== this.#timer[place]) sim.discard();
    else this.close(place, 'time');
  }

  /** @throws InvariantError where an open container holds more than it has room for */
  check(): void {
    for (const unit of this.#open) {
      if (unit !== NONE && this.#fullBy(unit) !== null) {
        throw this.#context.sim.violation(`${this.name}: an open container is full`);
      }
    }
  }

  reset(): void {
    this.built = 0;
    this.closedBy.fill(0);
  }

  /** What keeps a piece out of a container that has something in it; null where it fits. */
  #overflow(unit: number, piece: number): ClosedBy | null {
    const { parcels, weightG, cubeUnits } = this.#context.pieces;
    const units = this.#units;
    const limits = this.#limits;
    if (units.parcels[unit] + parcels[piece] > limits.parcels) return 'count';
    if (units.weightG[unit] + weightG[piece] > limits.weightG) return 'weight';
    return units.cubeUnits[unit] + cubeUnits[piece] > limits.cubeUnits ? 'cube' : null;
  }

  /** What leaves no room for anything more; a piece larger than a container fills one alone. */
  #fullBy(unit: number): ClosedBy | null {
    const limits = this.#limits;
    if (this.#units.parcels[unit] >= limits.parcels) return 'count';
    if (this.#units.weightG[unit] >= limits.weightG) return 'weight';
    return this.#units.cubeUnits[unit] >= limits.cubeUnits ? 'cube' : null;
  }
}
