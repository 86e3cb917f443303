import { SECOND } from '../../src/engine/clock.ts';
import { PHASE, tieBase } from '../../src/engine/phase.ts';
import type { HubContext } from '../../src/model/sorting/hub-context.ts';
import type { SortCutoffs } from '../../src/model/sorting/inbound/cutoff-loads.ts';
import { doorRule } from '../../src/model/sorting/inbound/door-rule.ts';
import { InboundDoors } from '../../src/model/sorting/inbound/inbound-doors.ts';
import type { InboundWatch, UnloadHost } from '../../src/model/sorting/inbound/inbound-port.ts';
import { TrailerStore } from '../../src/model/sorting/inbound/trailer-store.ts';
import { Yard } from '../../src/model/sorting/inbound/yard.ts';
import { MARK } from '../../src/model/sorting/piece-store.ts';
import { STAGE } from '../../src/model/sorting/stage.ts';
import type { DoorState } from '../../src/snapshot/floor-snapshot.ts';
import { hubContext } from './hub-context.ts';

/** Pieces of a trailer, in order: so many parcels for a direction, each loose, or all in one bag. */
export interface Load {
  readonly to?: number;
  readonly parcels: number;
  /** `opened` ends here and is opened; `through` passes. */
  readonly bag?: 'opened' | 'through';
  readonly isIrregular?: boolean;
}

export interface InboundTrailer {
  readonly atS: number;
  readonly origin?: number;
  readonly load: readonly Load[];
}

export interface InboundSideOptions {
  readonly block: Parameters<typeof hubContext>[0];
  /** Sort cutoffs of each direction, seconds, rising. */
  readonly cutoffsS?: readonly (readonly number[])[];
  readonly origins?: readonly string[];
  /** Zone of each door; 0 for all when left out. */
  readonly zones?: readonly number[];
  /** Places of each zone; no limit when left out. */
  readonly places?: readonly number[];
  readonly seed?: number;
}

/** What came out of a trailer or a bag. */
export interface Unloaded {
  readonly atS: number;
  readonly door: number;
  readonly source: number;
  readonly ordinal: number;
  readonly parcels: number;
}

/** Yard and inbound doors of one hub, with a host that counts what comes and has as much room as the test says. */
export class InboundSide implements UnloadHost, InboundWatch {
  readonly context: HubContext;
  readonly trailers: TrailerStore;
  readonly yard: Yard;
  readonly doors: InboundDoors;
  readonly unloadedPieces: Unloaded[] = [];
  /** Origin and ordinal, door, docked and empty, seconds; doors counted from 1. */
  readonly emptiedTrailers: [string, number, number, number][] = [];
  /** Changes of doors. */
  readonly turns: { atS: number; door: number; from: DoorState; to: DoorState }[] = [];
  /** Free places per zone; null for no limit. */
  readonly room: number[] | null;
  readonly #zones: readonly number[];
  readonly #origins: readonly string[];
  readonly #cutoffs: readonly SortCutoffs[];
  readonly #created: number[];
  readonly #trailersOf: number[];
  readonly #actions: (() => void)[] = [];
  readonly #code: number;
  /** Parcels of all trailers that have come to the gate. */
  parcelsCome = 0;

  constructor(options: InboundSideOptions) {
    const { cutoffsS = [[1e9]], origins = ['A'] } = options;
    this.context = hubContext(options.block, cutoffsS.length, { seed: options.seed ?? 1 });
    const { block, pieces, sim } = this.context;
    this.#zones = options.zones ?? Array.from({ length: block.inbound_doors.count }, () => 0);
    this.room = options.places === undefined ? null : [...options.places];
    this.#origins = origins;
    this.#created = origins.map(() => 0);
    this.#trailersOf = origins.map(() => 0);
    this.#cutoffs = cutoffsS.map((at) => ({
      cutoffOf: (ordinal) => at[ordinal] * SECOND,
      departurePlannedFor: (due) => at.findIndex((cutoff) => cutoff * SECOND >= due),
    }));
    this.trailers = new TrailerStore(pieces);
    const { trailers } = this;
    const rule = doorRule({ block, pieces, trailers, directions: this.#cutoffs, origins });
    this.yard = new Yard(this.context, { trailers, rule, origins, watch: this });
    this.doors = new InboundDoors(this.context, {
      trailers,
      yard: this.yard,
      origins,
      host: this,
      watch: this,
    });
    this.#code = sim.register({ name: 'test', fire: (_kind, action) => this.#actions[action]() });
  }

  get nowS(): number {
    return this.context.sim.now[0] / SECOND;
  }

  /** Does something at an instant: by default before whatever arrives then, like a shift that begins. */
  at(seconds: number, action: () => void, phase: 'up' | 'arrival' | 'down' = 'up'): this {
    this.#actions.push(action);
    const base = tieBase(
      { up: PHASE.capacityUp, arrival: PHASE.arrival, down: PHASE.capacityDown }[phase],
      this.context.facility,
    );
    const { sim, facility } = this.context;
    sim.schedule(seconds * SECOND, base, facility, this.#code, this.#actions.length - 1);
    return this;
  }

  /** A trailer comes to the gate, punctually. */
  comes({ atS, origin = 0, load }: InboundTrailer): this {
    return this.at(
      atS,
      () => {
        const { sim } = this.context;
        const trailer = this.trailers.create(origin, this.#trailersOf[origin]++, sim.now[0]);
        for (const part of load) this.#push(trailer, origin, part);
        this.yard.arrive(trailer);
      },
      'arrival',
    );
  }

  run(untilS = Number.POSITIVE_INFINITY): this {
    this.context.sim.run(untilS * SECOND);
    return this;
  }

  zoneOf(door: number): number {
    return this.#zones[door];
  }

  hasRoom(door: number): boolean {
    return this.room === null || this.room[this.#zones[door]] > 0;
  }

  /** So many places of a zone come free. */
  freePlaces(zone: number, places: number): void {
    this.room![zone] += places;
    this.doors.roomAgain(zone);
  }

  unloaded(piece: number, door: number): void {
    const { pieces, journal, sim } = this.context;
    const marks = pieces.marks[piece];
    if ((marks & MARK.through) !== 0) journal.move(piece, STAGE.load, sim.now[0]);
    else if ((marks & MARK.irregular) !== 0) journal.move(piece, STAGE.irregular, sim.now[0]);
    else {
      if (this.room !== null && --this.room[this.#zones[door]] < 0) throw new Error('no room for a piece');
      journal.move(piece, STAGE.induct, sim.now[0]);
    }
    this.unloadedPieces.push({
      atS: this.nowS,
      door,
      source: pieces.source(piece),
      ordinal: pieces.ordinal(piece),
      parcels: pieces.parcels[piece],
    });
  }

  fillLoose(piece: number, bag: number): void {
    const { pieces } = this.context;
    const to = pieces.ordinal(piece) % this.#cutoffs.length;
    pieces.direction[piece] = to;
    pieces.sentTo[piece] = to;
    pieces.planned[piece] = this.#cutoffs[to].departurePlannedFor(pieces.createdAt(bag));
    pieces.weightG[piece] = 1000;
    pieces.cubeUnits[piece] = 100;
  }

  emptied(trailer: number, door: number): void {
    const { origin, ordinal, dockedAt } = this.trailers;
    const name = `${this.#origins[origin[trailer]]}${ordinal[trailer]}`;
    this.emptiedTrailers.push([name, door + 1, dockedAt[trailer] / SECOND, this.nowS]);
  }

  onDoor(from: DoorState, to: DoorState, door: number): void {
    this.turns.push({ atS: this.nowS, door, from, to });
  }

  onYard(): void {}

  #push(trailer: number, origin: number, { to = 0, parcels, bag, isIrregular }: Load): void {
    const { pieces, sim } = this.context;
    const count = bag === undefined ? parcels : 1;
    for (let k = 0; k < count; k++) {
      const piece = pieces.create(origin, this.#created[origin], 0, sim.now[0]);
      pieces.parcels[piece] = parcels / count;
      this.#created[origin] += parcels / count;
      pieces.direction[piece] = to;
      pieces.sentTo[piece] = to;
      pieces.planned[piece] = this.#cutoffs[to].departurePlannedFor(sim.now[0]);
      if (bag !== undefined) pieces.marks[piece] |= MARK.bag | (bag === 'through' ? MARK.through : 0);
      if (isIrregular) pieces.marks[piece] |= MARK.irregular;
      this.trailers.push(trailer, piece);
    }
    this.parcelsCome += parcels;
  }
}
