import type { SortPlanRow } from '../../../scenario/hub/hub-scenario.ts';
import type { HubBlock, WrittenMachine } from '../../../scenario/hub/hub-schema.ts';
import type { LimitAccount } from '../books/limit-account.ts';
import type { HubContext } from '../hub-context.ts';
import { mostSorters } from '../inbound/door-zones.ts';
import { type Chutes, chuteCount, TO_SORTER } from '../outbound/chutes.ts';
import type { OutboundDirection } from '../outbound/outbound-port.ts';
import { ManualSort } from './manual-sort.ts';
import { RateSorter } from './rate-sorter.ts';
import { type PlannedSorter, SortPlan } from './sort-plan.ts';
import type { Sorter } from './sorter.ts';
import { SorterDesk } from './sorter-desk.ts';
import { type SorterLayout, sorterLayout, stretchesOf } from './sorter-layout.ts';
import { TraySorter } from './tray-sorter.ts';

/** What the sorters of a hub stand among. */
export interface HallParts {
  readonly detail: 'trays' | 'rates';
  readonly directions: readonly OutboundDirection[];
  readonly chutes: Chutes;
  readonly account: LimitAccount;
  /** Relative volume per direction, for a plan that is spread by volume. */
  readonly shares: readonly number[];
  /** The written sort plan; empty: spread by volume. */
  readonly plan: readonly SortPlanRow[];
  /** Takes what comes to a reject chute. */
  readonly reject: (piece: number) => void;
  /** A zone that doors lead to has room again. */
  readonly roomAgain: (zone: number) => void;
}

/** One sorter with its desk, and its place among the chutes, infeeds and zones of the hub. */
export interface PlacedSorter {
  readonly sorter: Sorter;
  readonly desk: SorterDesk;
  /** Undefined for a manual sort. */
  readonly layout: SorterLayout | undefined;
  /** Index of the sorter that leads here; -1 where doors do. */
  readonly fedBy: number;
  readonly firstChute: number;
  readonly firstInfeed: number;
  readonly firstZone: number;
}

/**
 * All sorters of a hub with their desks, and the sort plan in force: pieces enter at a zone, counted over all sorters, and
 * leave through the chutes; a chute may lead to a secondary sorter.
 */
export class SorterHall {
  readonly placed: readonly PlacedSorter[];
  /** Sorter and zone there of each zone of the hub. */
  readonly zones: readonly { readonly placed: number; readonly zone: number }[];
  readonly #context: HubContext;
  readonly #parts: HallParts;
  /** Per sort. */
  readonly #plans: readonly SortPlan[];
  #plan: SortPlan;
  /** Per chute: the sorter that it leads to, or led to last, so that what still waits there can go on; -1 for none. */
  readonly #leadsTo: Int32Array;
  /** Per sorter: those chutes. */
  #feeders: readonly (readonly number[])[] = [];

  constructor(context: HubContext, parts: HallParts) {
    this.#context = context;
    this.#parts = parts;
    this.#leadsTo = new Int32Array(parts.chutes.count).fill(-1);
    this.placed = this.#place(context.block.sorters);
    this.zones = this.placed.flatMap(({ sorter }, placed) =>
      Array.from({ length: sorter.zones }, (_, zone) => ({ placed, zone })),
    );
    this.#plans = this.#makePlans();
    this.#plan = this.#plans[0];
    parts.chutes.transfer = (chute, piece) => this.#transfer(chute, piece);
  }

  /** The plan in force. */
  get plan(): SortPlan {
    return this.#plan;
  }

  /** Sorters in the order of the scenario. */
  get sorters(): readonly Sorter[] {
    return this.placed.map(({ sorter }) => sorter);
  }

  /** The sorter of a code, as a list of one; none where there is none. */
  named(code: string | undefined): readonly PlacedSorter[] {
    return this.placed.filter(({ sorter }) => sorter.code === code);
  }

  /** Whether a line of a zone has room. */
  hasRoom(zone: number): boolean {
    const { placed, zone: there } = this.zones[zone];
    return this.placed[placed].sorter.hasRoom(there);
  }

  /** A piece goes onto the belt of a zone that has room. */
  enter(zone: number, piece: number): void {
    const { placed, zone: there } = this.zones[zone];
    this.placed[placed].sorter.enter(there, piece);
  }

  /** Parcels sent in another direction than their label says. */
  get missorted(): number {
    return this.placed.reduce((sum, { desk }) => sum + desk.missorted, 0);
  }

  /** Share of the pieces on sorters that go round because a chute had no room. */
  get turnedAwayShare(): number {
    let turnedAway = 0;
    let aboard = 0;
    for (const { desk } of this.placed) {
      turnedAway += desk.turnedAway;
      aboard += desk.aboard;
    }
    return turnedAway === 0 ? 0 : turnedAway / aboard;
  }

  /** Infeeds that bring or hold a piece now, and those that are staffed. */
  get infeedsNow(): { readonly serving: number; readonly available: number } {
    let serving = 0;
    let available = 0;
    for (const { figures } of this.sorters) {
      serving += figures.infeeds.serving + figures.infeeds.waiting;
      available += figures.infeeds.available;
    }
    return { serving, available };
  }

  /**
   * Parcels per hour that the sorters fed by doors are designed for: speed / pitch, once for each stretch of chutes between
   * induction zones, because trays that are freed there are used again.
   */
  get designRatePerHour(): number {
    return this.placed.reduce((sum, { layout, fedBy }) => {
      if (fedBy >= 0 || layout === undefined) return sum;
      return sum + layout.designRatePerHour * stretchesOf(layout).length;
    }, 0);
  }

  /** What each zone can take, parcels per hour; 0 where doors do not lead. */
  zoneRates(): number[] {
    const { block } = this.#context;
    const byHand = block.sorters.filter(({ type, fed_by: by }) => type === 'manual' && by === 'doors').length;
    return this.zones.map(({ placed, zone }) => {
      const { layout, fedBy } = this.placed[placed];
      if (fedBy >= 0) return 0;
      const written = block.sorters[placed];
      if (written.type === 'manual') {
        return (written.parcels_per_worker_per_hour * mostSorters(block)) / byHand;
      }
      const { zoneStart, infeedRatePerHour } = layout!;
      return infeedRatePerHour
        .subarray(zoneStart[zone], zoneStart[zone + 1])
        .reduce((sum, rate) => sum + rate, 0);
    });
  }

  /** The plan of a sort is in force from now on. */
  putInForce(sort: number): void {
    const { chutes } = this.#parts;
    const plan = this.#plans[sort];
    this.#plan = plan;
    this.placed.forEach(({ firstChute }, index) => {
      plan.targets[index].forEach(({ kind, to }, chute) => {
        const direction = kind === 'direction' ? to : kind === 'sorter' ? TO_SORTER : -1;
        chutes.assign(firstChute + chute, direction);
        if (kind === 'sorter') this.#leadsTo[firstChute + chute] = to;
      });
    });
    this.#feeders = this.placed.map((_, sorter) =>
      Array.from(this.#leadsTo.keys()).filter((chute) => this.#leadsTo[chute] === sorter),
    );
    // What waited for room at one sorter may find it at another.
    for (let chute = 0; chute < chutes.count; chute++) chutes.transferAgain(chute);
  }

  /** Forgets what was measured before now. */
  reset(now: number): void {
    for (const { sorter, desk } of this.placed) {
      sorter.reset(now);
      desk.reset();
    }
  }

  #place(written: HubBlock['sorters']): PlacedSorter[] {
    const placed: PlacedSorter[] = [];
    let firstChute = 0;
    let firstInfeed = 0;
    let firstZone = 0;
    written.forEach((each, index) => {
      const layout = each.type === 'manual' ? undefined : sorterLayout(each);
      const desk = this.#desk(index, layout, { firstChute, firstInfeed, firstZone });
      const sorter = this.#make(each, desk);
      const fedBy = written.findIndex(({ code }) => code === each.fed_by);
      placed.push({ sorter, desk, layout, fedBy, firstChute, firstInfeed, firstZone });
      firstChute += chuteCount(each);
      firstInfeed += sorter.infeeds;
      firstZone += sorter.zones;
    });
    return placed;
  }

  #desk(
    index: number,
    layout: SorterLayout | undefined,
    first: { readonly firstChute: number; readonly firstInfeed: number; readonly firstZone: number },
  ): SorterDesk {
    const { block } = this.#context;
    const { chutes, directions, account, reject } = this.#parts;
    const written = block.sorters[index];
    return new SorterDesk(
      this.#context,
      {
        sorter: index,
        firstChute: first.firstChute,
        firstInfeed: first.firstInfeed,
        chuteSlot: layout?.chuteSlot ?? new Int32Array(0),
        ring: layout?.ring ?? 1,
        missortShare: written.type === 'manual' ? written.missort_share : block.scan.missort_share,
        chutes,
        directions,
        plan: () => this.#plan,
        account,
        reject,
        roomAgain: (zone) => this.#roomAgain(index, first.firstZone + zone),
      },
      layout?.infeedSlot.length ?? 0,
    );
  }

  #make(written: HubBlock['sorters'][number], host: SorterDesk): Sorter {
    const context = this.#context;
    const beltUs = Math.round(context.block.unloading.belt_s * 1e6);
    if (written.type === 'manual') return new ManualSort({ context, written, host, beltUs });
    const options = { context, written: written as WrittenMachine, host, beltUs };
    return this.#parts.detail === 'trays' ? new TraySorter(options) : new RateSorter(options);
  }

  #makePlans(): SortPlan[] {
    const { plan, shares } = this.#parts;
    const { sorts } = this.#context.block;
    const sorters = this.placed.map(
      ({ sorter, layout, fedBy }): PlannedSorter => ({
        fedBy,
        chutes: sorter.chutes,
        stretches: layout === undefined ? [[0, sorter.chutes]] : stretchesOf(layout),
      }),
    );
    if (plan.length === 0) {
      const one = SortPlan.byVolume(sorters, shares);
      return sorts.map(() => one);
    }
    return sorts.map((_, sort) => SortPlan.written(sorters, shares.length, plan, sort));
  }

  /** A line has room again: for doors, or for the chutes of a primary sort. */
  #roomAgain(sorter: number, zone: number): void {
    if (this.placed[sorter].fedBy < 0) this.#parts.roomAgain(zone);
    else for (const chute of this.#feeders[sorter]) this.#parts.chutes.transferAgain(chute);
  }

  /** A piece goes from a chute of a primary sort to the next sorter, where its passes are counted anew. */
  #transfer(chute: number, piece: number): boolean {
    const to = this.#leadsTo[chute];
    if (to < 0) return false;
    const { sorter } = this.placed[to];
    const zone = chute % sorter.zones;
    if (!sorter.hasRoom(zone)) return false;
    this.#context.pieces.laps[piece] = 0;
    sorter.enter(zone, piece);
    return true;
  }
}
