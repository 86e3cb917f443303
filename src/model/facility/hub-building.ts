import { NONE } from '../../engine/subject-store.ts';
import type { HubBlock } from '../../scenario/hub/hub-schema.ts';
import { isFragile } from '../demand/parcel-kind.ts';
import type { Dock } from '../linehaul/dock.ts';
import { destinationOf } from '../network/destination.ts';
import { MICRO } from '../network/ledger.ts';
import type { NetworkContext } from '../network/network-context.ts';
import { STUCK } from '../network/parcel-store.ts';
import { NO_LANE } from '../policy/plan-graph.ts';
import { HubJournal, type JournalTrace } from '../sorting/books/hub-journal.ts';
import { Intake } from '../sorting/intake.ts';
import { MARK, PieceStore } from '../sorting/piece-store.ts';
import { SortingCenter } from '../sorting/sorting-center.ts';
import { STAGE, type Stage } from '../sorting/stage.ts';
import type { FacilityState } from './facility-state.ts';
import { LaneDirection } from './lane-direction.ts';
import type { Onward } from './onward.ts';

/** Parcels of one trip that nothing led on for when they came to the gate. */
interface TurnedAway {
  /** Of the trailer. */
  readonly origin: number;
  readonly ordinal: number;
  readonly parcels: readonly number[];
}

/** What embeds a sorting center in a network. */
export interface HubBuildingOptions {
  readonly block: HubBlock;
  /** Dock per lane of the network, filled before the run. */
  readonly docks: ReadonlyMap<number, Dock>;
  /** Where parcels go that were sorted to a lane whose vehicles they do not fit, or that has closed. */
  readonly onward: Onward;
  /** Expected parcels per day on each lane of the network. */
  readonly expected: Float64Array;
}

/**
 * A hub of a network as a sorting center: trips become trailers at its gate, lanes its directions. A parcel is a piece
 * while it is inside; the network's own books (facility, ledger, scans) are kept as pieces go from stage to stage.
 */
export class HubBuilding implements JournalTrace {
  readonly center: SortingCenter;
  readonly lanes: readonly number[];
  readonly #context: NetworkContext;
  readonly #state: FacilityState;
  readonly #docks: ReadonlyMap<number, Dock>;
  readonly #pieces = new PieceStore();
  readonly #directions: readonly LaneDirection[];
  readonly #directionOf = new Map<number, number>();
  readonly #origins = new Map<number, number>();
  readonly #costMicro: number;
  readonly #intake: Intake;
  /** By trip, in order of arrival. */
  readonly #turnedAway: TurnedAway[] = [];

  constructor(context: NetworkContext, state: FacilityState, options: HubBuildingOptions) {
    const { network, sim, luck, local } = context;
    const { block } = options;
    this.#context = context;
    this.#state = state;
    this.#docks = options.docks;
    this.lanes = network.lanes.flatMap(({ from }, lane) => (from === state.index ? [lane] : []));
    this.lanes.forEach((lane, index) => {
      this.#directionOf.set(lane, index);
    });
    const origins = network.lanes.flatMap(({ to }, lane) => (to === state.index ? [lane] : []));
    origins.forEach((lane, index) => {
      this.#origins.set(lane, index);
    });
    this.#costMicro = Math.round(network.settings.costs.hub_sort_per_parcel * MICRO);
    const journal = new HubJournal(this.#pieces, this.lanes.length);
    const hub = {
      sim,
      facility: state.index,
      code: state.code,
      block,
      pieces: this.#pieces,
      luck,
      local,
      journal,
    };
    let directions: LaneDirection[] = [];
    this.center = new SortingCenter(hub, {
      detail: block.detail ?? 'rates',
      directions: (units) => {
        directions = this.lanes.map(
          (lane, index) =>
            new LaneDirection(hub, context, units, {
              index,
              lane,
              dock: () => options.docks.get(lane)!,
              goesElsewhere: (parcel) => this.#goesElsewhere(parcel, lane),
              reroute: (parcel) => options.onward.rerouted(parcel),
              misfit: (parcel) => options.onward.enter(parcel),
            }),
        );
        return directions;
      },
      shares: this.lanes.map((lane) => options.expected[lane]),
      origins: origins.map((lane) => network.facilities[network.lanes[lane].from].code),
      plan: [],
      // Through-bags pass the building by: all that comes in is loose.
      fillLoose: () => {
        throw sim.violation('a bag in a network');
      },
      emptied: () => {},
    });
    this.#directions = directions;
    this.#intake = new Intake(hub, directions);
    journal.trace = this;
  }

  /** Names of the directions and origins, for the eye. */
  get names() {
    const { network } = this.#context;
    const { facilities, lanes } = network;
    return {
      name: facilities[this.#state.index].name,
      origins: [...this.#origins.keys()].map((lane) => facilities[lanes[lane].from].name),
      directions: this.lanes.map((lane) => {
        const to = facilities[lanes[lane].to];
        return { code: to.code, name: to.name };
      }),
    };
  }

  /** Parcels inside. */
  get holds(): number {
    return this.center.context.journal.inHub;
  }

  /** Parcels that are stranded at the gate. */
  get turnedAway(): number {
    return this.#turnedAway.reduce((sum, { parcels }) => sum + parcels.length, 0);
  }

  begin(): void {
    for (const [index, lane] of this.lanes.entries()) {
      const direction = this.#directions[index];
      this.#docks.get(lane)!.departed = (ordinal, hasRolled) => direction.departed(ordinal, hasRolled);
      direction.begin();
    }
    this.center.begin();
  }

  /** A trip comes to the gate; its parcels have arrived at the facility. */
  arrive(trip: number): void {
    const { trips, parcels, sim } = this.#context;
    const { trailers, yard } = this.center;
    const lane = trips.lane[trip];
    const from = { origin: this.#origins.get(lane)!, ordinal: trips.ordinal[trip] };
    const due = LaneDirection.due(this.#context, lane, trips.departedAt[trip]);
    const trailer = trailers.create(from.origin, from.ordinal, due);
    const away: number[] = [];
    for (let parcel = trips.head[trip]; parcel !== NONE; ) {
      const next = parcels.link(parcel);
      parcels.setLink(parcel, NONE);
      if (this.#isLedOn(parcel)) trailers.push(trailer, this.#pieceOf(parcel, due));
      else {
        this.#state.backlog.add(-1, sim.now[0]);
        away.push(parcel);
      }
      parcel = next;
    }
    this.#turnAway({ ...from, parcels: away });
    yard.arrive(trailer);
  }

  /** The plan has changed: who was turned away comes to the gate again, where something leads on now. */
  retry(): void {
    const now = this.#context.sim.now[0];
    const { trailers, yard } = this.center;
    for (const { origin, ordinal, parcels } of this.#turnedAway.splice(0)) {
      for (const parcel of parcels) this.#state.unstrand(parcel);
      const comes = parcels.filter((parcel) => this.#isLedOn(parcel));
      this.#turnAway({ origin, ordinal, parcels: parcels.filter((parcel) => !this.#isLedOn(parcel)) });
      if (comes.length === 0) continue;
      const trailer = trailers.create(origin, ordinal, now);
      for (const parcel of comes) {
        this.#state.backlog.add(1, now);
        trailers.push(trailer, this.#pieceOf(parcel, now));
      }
      yard.arrive(trailer);
    }
  }

  moved(piece: number, stage: Stage, now: number, from: Stage): void {
    const parcel = this.#pieces.parcel[piece];
    const { records, ledger } = this.#context;
    if (stage === STAGE.sort) records.scan(parcel, 'inducted', this.#state.index, now);
    // Into a chute, or past all chutes by hand.
    if (from < STAGE.chute && stage >= STAGE.chute) {
      this.#state.sorted(now);
      ledger.charge('hub_sort', parcel, this.#costMicro);
    }
  }

  left(): void {}

  /** The lane that a parcel takes by the plan in force; NO_LANE where none leads on. */
  #next(parcel: number): number {
    const { parcels, network, plans } = this.#context;
    return plans.next(this.#state.index, destinationOf(network, parcels, parcel));
  }

  /** Whether a lane leads on whose vehicles a parcel fits. */
  #isLedOn(parcel: number): boolean {
    const lane = this.#next(parcel);
    return lane !== NO_LANE && this.#docks.get(lane)!.fits(parcel);
  }

  #turnAway(load: TurnedAway): void {
    if (load.parcels.length === 0) return;
    this.#turnedAway.push(load);
    for (const parcel of load.parcels)
      this.#state.strand(parcel, this.#next(parcel) === NO_LANE ? STUCK.noPath : STUCK.tooLarge);
  }

  #pieceOf(parcel: number, due: number): number {
    const { parcels, network, plan, plans, routing, sim } = this.#context;
    const destination = destinationOf(network, parcels, parcel);
    const lane = plans.next(this.#state.index, destination);
    if (plans.at(this.#state.index) !== plan && lane !== plan.next(this.#state.index, destination))
      routing.diverted++;
    const pieces = this.#pieces;
    const now = sim.now[0];
    const piece = pieces.create(parcels.source(parcel), parcels.ordinal(parcel), 0, now);
    pieces.parcel[piece] = parcel;
    pieces.visit[piece] = parcels.legs(parcel);
    pieces.weightG[piece] = parcels.weightG(parcel);
    pieces.cubeUnits[piece] = parcels.cubeUnits(parcel);
    this.#intake.address(piece, this.#directionOf.get(lane)!, due, now);
    this.#intake.measure(piece);
    // What is fragile does not go over the sorter.
    if (isFragile(parcels.klass(parcel))) pieces.marks[piece] |= MARK.irregular;
    return piece;
  }

  /** Whether the plan has changed since a parcel was sent to a lane on which nothing leaves now. */
  #goesElsewhere(parcel: number, lane: number): boolean {
    const { weather, sim } = this.#context;
    if (!this.#docks.get(lane)!.isBarred && !weather.isClosed(lane, sim.now[0])) return false;
    const next = this.#next(parcel);
    return next !== NO_LANE && next !== lane;
  }
}
