import { Block, type Inlet } from '../../engine/blocks/block.ts';
import { Probe } from '../../engine/blocks/probe.ts';
import { DAY } from '../../engine/clock.ts';
import { PHASE, tieBase } from '../../engine/phase.ts';
import { NONE } from '../../engine/subject-store.ts';
import { type OpenFile, sourceOf } from '../../scenario/byte-source.ts';
import { type OrderFault, OrderReader } from '../../scenario/network/order-reader.ts';
import type { OrderTable } from '../../scenario/network/order-table.ts';
import { orderTerms } from '../../scenario/network/order-terms.ts';
import { daysOfDemand } from '../../scenario/network/run-days.ts';
import type { NetworkContext } from '../network/network-context.ts';
import { KindDraws } from './parcel-kind.ts';
import { creationFlags, type ParcelChoices, setSize, TraitDraws } from './trait-draws.ts';
import { ORDER_SOURCE } from './zone-sources.ts';

const PLACE = 1;

/**
 * Real orders as a source: each becomes a parcel at its own instant, at the station of its zone. The table is read one
 * row ahead of the clock, from the first order of the run on. What a row leaves open is drawn by key.
 */
export class OrderArrivals extends Block {
  readonly probe: Probe;
  readonly #context: NetworkContext;
  readonly #table: OrderTable;
  readonly #open: OpenFile;
  readonly #choices: ParcelChoices;
  /** Where orders go that come to a zone. */
  readonly #inlets: readonly Inlet[];
  readonly #traits: TraitDraws;
  readonly #kinds: KindDraws;
  readonly #bases: Float64Array;
  readonly #end: number;
  #reader: OrderReader | undefined;
  /** The order that is placed next. */
  readonly #ahead = { from: 0, to: 0, weightKg: 0, cubeM3: 0, serviceClass: 0, ordinal: 0 };

  /** @param inlets by zone */
  constructor(
    context: NetworkContext,
    table: OrderTable,
    options: ParcelChoices & { readonly open: OpenFile; readonly inlets: readonly Inlet[] },
  ) {
    const { sim, parcels, network, luck } = context;
    super({ sim, subjects: parcels, facility: 0, name: 'orders' });
    const { run } = network.settings;
    this.probe = new Probe(parcels, 1, 'levels');
    this.#context = context;
    this.#table = table;
    this.#open = options.open;
    this.#choices = options;
    this.#inlets = options.inlets;
    this.#traits = new TraitDraws(context, ORDER_SOURCE);
    this.#kinds = new KindDraws(network.settings, luck, ORDER_SOURCE);
    this.#bases = Float64Array.from(network.facilities, (_, index) => tieBase(PHASE.arrival, index));
    this.#end = Math.round(daysOfDemand(run) * DAY);
  }

  /** Puts the instant of the first order on the calendar. Called once, before the run; reads nothing yet. */
  begin(): void {
    this.sim.schedule(this.#table.firstAt, this.#bases[0], 0, this.code + PLACE, NONE);
  }

  enter(parcel: number): void {
    throw this.sim.violation(`nothing can enter the source ${this.name}`, parcel);
  }

  override fire(kind: number, parcel: number): void {
    if (kind !== PLACE) super.fire(kind, parcel);
    if (this.#reader === undefined) {
      // The first order is read at its instant, and placed at it by an event of its own: the tie is its station's.
      this.#reader = this.#openReader();
      this.#scheduleNext();
      return;
    }
    const { from, to, weightKg, cubeM3, serviceClass, ordinal } = this.#ahead;
    this.#scheduleNext();
    this.#place(from, to, ordinal, { weightKg, cubeM3, serviceClass });
  }

  #place(
    from: number,
    to: number,
    ordinal: number,
    has: { readonly weightKg: number; readonly cubeM3: number; readonly serviceClass: number },
  ): void {
    const { parcels, network, sources, origins, totals } = this.#context;
    const zone = network.zones[to];
    const now = this.sim.now[0];
    this.emitted++;
    const parcel = parcels.create(sources.orders, ordinal, this.#kinds.of(ordinal, has.serviceClass), now);
    origins.set(parcel, from);
    parcels.setToZone(parcel, to);
    parcels.setPlace(parcel, network.zones[from].station);
    const weightKg = Number.isNaN(has.weightKg) ? this.#traits.weight(ordinal) : has.weightKg;
    const cubeM3 = Number.isNaN(has.cubeM3) ? this.#traits.cube(ordinal) : has.cubeM3;
    setSize(parcels, parcel, weightKg, cubeM3);
    parcels.setFlags(
      parcel,
      creationFlags(parcels, parcel, this.#choices, {
        isRural: this.#traits.isRural(ordinal, zone),
        canBeMeasured: true,
      }),
    );
    this.probe.passed(parcel, now);
    totals.parcelCreated(parcel);
    this.#inlets[from].enter(parcel);
  }

  #scheduleNext(): void {
    let order = this.#reader!.next();
    while (order !== undefined && order.at < 0) order = this.#reader!.next();
    if (order === undefined || order.at >= this.#end) return;
    const { at, from, to, weightKg, cubeM3, serviceClass, ordinal } = order;
    if (at < this.sim.now[0]) throw changed(this.#table);
    Object.assign(this.#ahead, { from, to, weightKg, cubeM3, serviceClass, ordinal });
    const { station } = this.#context.network.zones[from];
    this.sim.schedule(at, this.#bases[station], station, this.code + PLACE, NONE);
  }

  #openReader(): OrderReader {
    const { name, file, skipsBadRows } = this.#table;
    const tell = ({ isOfRow }: OrderFault) => {
      // All rows were read without a fault when the scenario was opened.
      if (!skipsBadRows || !isOfRow) throw changed({ name });
    };
    const { zones, settings } = this.#context.network;
    const codes = zones.map(({ code }) => code);
    return new OrderReader(sourceOf(file, this.#open), orderTerms(codes, settings), tell, () => false);
  }
}

function changed({ name }: Pick<OrderTable, 'name'>): Error {
  return new Error(`${name} is not what it was when the scenario was opened`);
}
