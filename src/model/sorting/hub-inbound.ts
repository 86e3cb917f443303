import { MINUTE, type Time } from '../../engine/clock.ts';
import { PHASE, tieBase } from '../../engine/phase.ts';
import { compileDistribution } from '../../engine/random/distribution.ts';
import type { KeyedDraws } from '../../engine/random/keyed-draws.ts';
import { uniform53 } from '../../engine/random/uniform.ts';
import type { Variate } from '../../engine/random/variate.ts';
import type { EventHandler } from '../../engine/simulation.ts';
import { NONE } from '../../engine/subject-store.ts';
import type { HubScenario, HubInbound as WrittenInbound } from '../../scenario/hub/hub-scenario.ts';
import { secondsOfWeek, WeeklyInstants } from '../network/local-time.ts';
import { CUBE_UNITS_PER_M3 } from '../network/parcel-store.ts';
import { hashIdentity, isChosen } from '../row-choice.ts';
import type { RowChoice, RunOptions } from '../run.ts';
import { SourceNumbers } from '../source-numbers.ts';
import type { HubContext } from './hub-context.ts';
import type { TrailerStore } from './inbound/trailer-store.ts';
import { Intake } from './intake.ts';
import type { OutboundDirection } from './outbound/outbound-port.ts';
import { MARK } from './piece-store.ts';

const DUE = 0;
const ARRIVE = 1;
/** Ordinals of one trailer's parcels: trailer k of an origin has those from k × this on, so that each keeps its luck. */
const ORDINALS_PER_TRAILER = 2 ** 16;

/** Draws of what belongs to one parcel. */
interface ParcelDraws {
  readonly direction: KeyedDraws;
  readonly weight: KeyedDraws;
  readonly cube: KeyedDraws;
}

/** Where trailers come to: the yard of a hub. */
export interface Gate {
  arrive(trailer: number): void;
}

/**
 * The trailers of a hub alone: each comes by its timetable, late by an exponential time, with a number of parcels that
 * spreads around its mean; each parcel has its direction, weight and cube by key. Bags lie before loose parcels.
 */
export class HubInbound implements EventHandler {
  readonly name: string;
  readonly #context: HubContext;
  readonly #hub: HubScenario;
  readonly #trailers: TrailerStore;
  readonly #intake: Intake;
  readonly #gate: Gate;
  readonly #code: number;
  readonly #base: number;
  readonly #rows: { readonly parcels: RowChoice; readonly scans: RowChoice };
  readonly #due: readonly WeeklyInstants[];
  readonly #spread: readonly (Variate | null)[];
  readonly #late: KeyedDraws;
  readonly #aboard: KeyedDraws;
  readonly #draws: ParcelDraws;
  readonly #weight: Variate;
  readonly #cube: Variate;
  readonly #until: Float64Array;
  /** Source number of each inbound row, and back. */
  readonly sourceOf: Uint16Array;
  readonly #rowOf = new Map<number, number>();
  /** Trailers begun per row: those that are due next. */
  readonly #next: Int32Array;
  /** Trailers that came to the gate. */
  arrived = 0;

  constructor(
    context: HubContext,
    hub: HubScenario,
    to: {
      readonly trailers: TrailerStore;
      readonly directions: readonly OutboundDirection[];
      readonly gate: Gate;
      readonly rows: Pick<RunOptions, 'parcels' | 'scans'>;
    },
  ) {
    const { sim, luck, code, local, facility } = context;
    this.name = `${code}.inbound`;
    this.#context = context;
    this.#hub = hub;
    this.#trailers = to.trailers;
    this.#intake = new Intake(context, to.directions);
    this.#gate = to.gate;
    this.#rows = to.rows;
    this.#code = sim.register(this);
    this.#base = tieBase(PHASE.arrival, facility);
    this.#due = hub.inbound.map(
      ({ arrivalsS, runsOn }) => new WeeklyInstants(local.firstWeek(secondsOfWeek(arrivalsS, runsOn))),
    );
    this.#spread = hub.inbound.map(({ parcelsCv }) =>
      parcelsCv === 0 ? null : compileDistribution({ kind: 'gamma', mean: 1, cv: parcelsCv }),
    );
    this.#late = luck.draws('late', code);
    this.#aboard = luck.draws('aboard', code);
    const draws = (purpose: string) => luck.draws(purpose, code);
    this.#draws = { direction: draws('direction'), weight: draws('weight'), cube: draws('cube') };
    const { weight_kg: weight, cube_m3: cube } = hub.settings.parcels;
    this.#weight = compileDistribution({ kind: 'lognormal', ...weight.lognormal });
    this.#cube = compileDistribution({ kind: 'lognormal', ...cube.lognormal });
    this.#until = cumulated(hub.directions.map(({ share }) => share));
    this.sourceOf = new Uint16Array(hub.inbound.length);
    this.#next = new Int32Array(hub.inbound.length);
    const numbers = new SourceNumbers();
    hub.inbound.forEach(({ code: origin }, row) => {
      this.sourceOf[row] = numbers.add(origin);
      this.#rowOf.set(this.sourceOf[row], row);
    });
  }

  /** Puts the first trailer of every origin on the calendar. Called once, before the run. */
  begin(): void {
    for (let row = 0; row < this.#hub.inbound.length; row++) this.#scheduleDue(row);
  }

  fire(kind: number, subject: number): void {
    if (kind === DUE) this.#fallsDue(subject);
    else this.#comes(subject);
  }

  /** The inbound row behind a source number. */
  origin(source: number): WrittenInbound {
    return this.#hub.inbound[this.#rowOf.get(source)!];
  }

  /** Identity of a piece as tables print it: origin, trailer and parcel there. */
  pieceName(piece: number): string {
    const trailer = Math.floor(this.#context.pieces.ordinal(piece) / ORDINALS_PER_TRAILER);
    return `${this.origin(this.#context.pieces.source(piece)).code}#${trailer}-${this.#context.pieces.ordinal(piece) % ORDINALS_PER_TRAILER}`;
  }

  /** Gives a parcel that came out of a bag what belongs to it. */
  describeFrom(piece: number, bag: number): void {
    const { pieces } = this.#context;
    const trailer = Math.floor(pieces.ordinal(piece) / ORDINALS_PER_TRAILER);
    const row = this.#rowOf.get(pieces.source(piece))!;
    this.describe(piece, this.#due[row].at(trailer), pieces.createdAt(bag));
    const identity = hashIdentity(pieces.source(piece), pieces.ordinal(piece));
    this.#choose(piece, identity);
  }

  /** Gives a parcel what belongs to it. @param due when its trailer is due at the gate, µs */
  describe(piece: number, due: Time, arrived: Time): void {
    const { pieces } = this.#context;
    const ordinal = pieces.ordinal(piece);
    const source = pieces.source(piece);
    const grams = this.#weight.draw(this.#draws.weight.at(ordinal, source, 0)) * 1000;
    const cube = this.#cube.draw(this.#draws.cube.at(ordinal, source, 0)) * CUBE_UNITS_PER_M3;
    pieces.weightG[piece] = Math.max(1, Math.round(grams));
    pieces.cubeUnits[piece] = Math.max(1, Math.round(cube));
    this.#address(piece, due, arrived);
    this.#intake.measure(piece);
  }

  /** A trailer is due: it is on its way, and the next one of its row goes on the calendar. */
  #fallsDue(row: number): void {
    const { sim } = this.#context;
    const k = this.#next[row]++;
    const mean = this.#hub.inbound[row].lateMeanMin * MINUTE;
    // One variate of mean 1 serves every row.
    const late = mean === 0 ? 0 : Math.round(mean * LATENESS.draw(this.#late.at(k, this.sourceOf[row], 0)));
    const trailer = this.#trailers.create(row, k, sim.now[0]);
    sim.schedule(sim.now[0] + late, this.#base, this.#context.facility, this.#code + ARRIVE, trailer);
    this.#scheduleDue(row);
  }

  #scheduleDue(row: number): void {
    const at = this.#due[row].at(this.#next[row]);
    this.#context.sim.schedule(at, this.#base, this.#context.facility, this.#code + DUE, row);
  }

  #comes(trailer: number): void {
    this.arrived++;
    this.#fill(trailer);
    this.#gate.arrive(trailer);
  }

  /** Bags that are opened here, bags that pass through, then loose parcels. */
  #fill(trailer: number): void {
    const row = this.#trailers.origin[trailer];
    const k = this.#trailers.ordinal[trailer];
    const { parcels, baggedShare, throughShare } = this.#hub.inbound[row];
    const factor = this.#spread[row]?.draw(this.#aboard.at(k, this.sourceOf[row], 0)) ?? 1;
    const wanted = Math.round(parcels * this.#hub.settings.volume_factor * factor);
    const count = Math.min(ORDINALS_PER_TRAILER - 1, Math.max(1, wanted));
    const perBag = this.#hub.settings.parcels.per_bag;
    const through = Math.round((count * throughShare) / perBag);
    const opened = Math.round((count * baggedShare) / perBag);
    let at = k * ORDINALS_PER_TRAILER;
    const end = at + count;
    for (let bag = 0; bag < through + opened && at + perBag <= end; bag++, at += perBag) {
      this.#bag(trailer, at, perBag, bag < through);
    }
    for (; at < end; at++) this.#loose(trailer, at);
  }

  #bag(trailer: number, ordinal: number, parcels: number, isThrough: boolean): void {
    const piece = this.#piece(trailer, ordinal);
    const { pieces } = this.#context;
    const { mean } = this.#hub.settings.parcels.weight_kg.lognormal;
    const { mean: cube } = this.#hub.settings.parcels.cube_m3.lognormal;
    pieces.parcels[piece] = parcels;
    pieces.marks[piece] |= MARK.bag | (isThrough ? MARK.through : 0);
    pieces.weightG[piece] = Math.round(parcels * mean * 1000);
    pieces.cubeUnits[piece] = Math.round(parcels * cube * CUBE_UNITS_PER_M3);
    this.#address(piece, this.#trailers.dueAt[trailer], this.#context.sim.now[0]);
    this.#trailers.push(trailer, piece);
  }

  #loose(trailer: number, ordinal: number): void {
    const piece = this.#piece(trailer, ordinal);
    this.describe(piece, this.#trailers.dueAt[trailer], this.#context.sim.now[0]);
    this.#trailers.push(trailer, piece);
  }

  #piece(trailer: number, ordinal: number): number {
    const { pieces, sim } = this.#context;
    const source = this.sourceOf[this.#trailers.origin[trailer]];
    const piece = pieces.create(source, ordinal, 0, sim.now[0]);
    pieces.parcel[piece] = NONE;
    this.#choose(piece, hashIdentity(source, ordinal));
    return piece;
  }

  #choose(piece: number, identity: number): void {
    const { marks } = this.#context.pieces;
    if (isChosen(this.#rows.parcels, identity)) marks[piece] |= MARK.parcelRow;
    if (isChosen(this.#rows.scans, identity)) marks[piece] |= MARK.scanRows;
  }

  /** Draws the direction and finds the departure that it is planned for. */
  #address(piece: number, due: Time, arrived: Time): void {
    const { pieces } = this.#context;
    const u = uniform53(this.#draws.direction.at(pieces.ordinal(piece), pieces.source(piece), 0));
    this.#intake.address(piece, firstAbove(this.#until, u), due, arrived);
  }
}

const LATENESS = compileDistribution({ kind: 'exponential', mean: 1 });

function cumulated(shares: readonly number[]): Float64Array {
  const until = new Float64Array(shares.length);
  let sum = 0;
  shares.forEach((share, i) => {
    sum += share;
    until[i] = sum;
  });
  // Rounding must not leave a gap below 1: the last direction with volume takes it.
  for (let i = shares.length - 1; i >= 0; i--) {
    until[i] = 1;
    if (shares[i] > 0) break;
  }
  return until;
}

/** First index whose cumulated share lies above u. */
function firstAbove(until: Float64Array, u: number): number {
  let low = 0;
  let high = until.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (until[middle] > u) high = middle;
    else low = middle + 1;
  }
  return low;
}
