import { Block } from '../../engine/blocks/block.ts';
import { Probe } from '../../engine/blocks/probe.ts';
import { WaitingLine } from '../../engine/blocks/waiting-line.ts';
import { PHASE, tieBase } from '../../engine/phase.ts';
import { compileDistribution } from '../../engine/random/distribution.ts';
import type { KeyedDraws } from '../../engine/random/keyed-draws.ts';
import type { Variate } from '../../engine/random/variate.ts';
import { NONE } from '../../engine/subject-store.ts';
import { distributionSpec } from '../../scenario/distribution-schema.ts';
import type { FacilityState } from '../facility/facility-state.ts';
import { destinationOf } from '../network/destination.ts';
import { MICRO } from '../network/ledger.ts';
import { EVERY_DAY, secondsOfWeek, WeeklyInstants } from '../network/local-time.ts';
import type { NetworkContext } from '../network/network-context.ts';
import { STUCK } from '../network/parcel-store.ts';
import { NO_LANE } from '../policy/plan-graph.ts';

const WAVE = 1;
const ACCEPT = 2;
const BACK = 3;

/**
 * Collection of a station's zones. Orders wait for the next wave; then each parcel is accepted half way through its
 * tour and is at the station at its end. The tour's length belongs to the parcel.
 */
export class Pickup extends Block {
  readonly probe: Probe;
  readonly #context: NetworkContext;
  readonly #facility: FacilityState;
  readonly #line: WaitingLine;
  /** Orders that an embargo holds, older than those in line. */
  readonly #held: WaitingLine;
  readonly #waves: WeeklyInstants;
  readonly #tour: Variate;
  readonly #draws: KeyedDraws;
  readonly #bases: Float64Array;
  readonly #costMicro: number;
  #next = 0;
  #collecting = 0;

  constructor(context: NetworkContext, facility: FacilityState) {
    const { sim, parcels, network, local, luck } = context;
    super({ sim, subjects: parcels, facility: facility.index, name: `${facility.code}.pickup` });
    const { pickup, costs } = network.settings;
    this.probe = new Probe(parcels, 1, 'levels');
    this.#context = context;
    this.#facility = facility;
    this.#line = new WaitingLine(parcels);
    this.#held = new WaitingLine(parcels);
    const waves = [...pickup.waves_h].sort((a, b) => a - b).map((hour) => hour * 3600);
    this.#waves = new WeeklyInstants(local.firstWeek(secondsOfWeek(waves, EVERY_DAY)));
    this.#tour = compileDistribution(distributionSpec(pickup.tour));
    this.#draws = luck.draws('pickup', facility.code);
    this.#costMicro = Math.round(costs.pickup_per_parcel * MICRO);
    this.#bases = Float64Array.of(
      0,
      tieBase(PHASE.departure, facility.index),
      tieBase(PHASE.serviceEnd, facility.index),
      tieBase(PHASE.arrival, facility.index),
    );
  }

  override get holds(): number {
    return this.#line.count + this.#held.count + this.#collecting;
  }

  /** Sets the first wave. Called once, before the run. */
  begin(): void {
    this.#scheduleWave();
  }

  enter(parcel: number): void {
    this.probe.entered(parcel, this.sim.now[0]);
    this.#line.push(parcel, 0);
    this.probe.occupancy.waiting = this.#line.count + this.#held.count;
  }

  override fire(kind: number, parcel: number): void {
    if (kind === WAVE) this.#wave();
    else if (kind === ACCEPT) this.#accept(parcel);
    else if (kind === BACK) this.#back(parcel);
    else super.fire(kind, parcel);
  }

  #wave(): void {
    const now = this.sim.now[0];
    this.#scheduleWave();
    if (this.#context.closures.isClosed(this.facility)) return;
    if (this.#context.network.settings.routing.embargo) this.#hold();
    this.probe.occupancy.observe(now);
    for (let parcel = this.#line.shift(); parcel !== NONE; parcel = this.#line.shift()) {
      this.#collecting++;
      this.probe.started(parcel, now - this.subjects.enteredAt(parcel), now);
      this.#schedule(now + this.#halfTour(parcel, now), ACCEPT, parcel);
    }
    this.probe.occupancy.waiting = this.#held.count;
    this.probe.occupancy.serving = this.#collecting;
  }

  /** Puts aside, in their order, the orders whose destination cannot be reached; those put aside before are asked again. */
  #hold(): void {
    const { parcels, network, plans, routing } = this.#context;
    const held = this.#held.count;
    const asked = held + this.#line.count;
    for (let k = 0; k < asked; k++) {
      // The held ones first: they are older. Each goes behind those asked before it.
      const parcel = (k < held ? this.#held : this.#line).shift();
      const destination = destinationOf(network, parcels, parcel);
      const isHeld = destination !== this.facility && plans.next(this.facility, destination) === NO_LANE;
      const wasHeld = (parcels.flags(parcel) & STUCK.embargo) === STUCK.embargo;
      if (isHeld && !wasHeld) routing.heldByEmbargo++;
      if (isHeld) parcels.mark(parcel, STUCK.embargo);
      else parcels.unmark(parcel, STUCK.embargo);
      (isHeld ? this.#held : this.#line).push(parcel, 0);
    }
  }

  #accept(parcel: number): void {
    const { parcels, ledger, records, totals, lateness } = this.#context;
    const now = this.sim.now[0];
    parcels.setAcceptedAt(parcel, now);
    totals.parcelAccepted(parcel, now);
    lateness.accepted(parcel, this.facility, now);
    ledger.charge('pickup', parcel, this.#costMicro);
    records.scan(parcel, 'accepted', this.facility, now);
    this.#schedule(now + this.#halfTour(parcel, now), BACK, parcel);
  }

  #back(parcel: number): void {
    const { records, lateness } = this.#context;
    const now = this.sim.now[0];
    this.probe.occupancy.observe(now);
    this.probe.occupancy.serving = --this.#collecting;
    this.probe.left(parcel, this.subjects.enteredAt(parcel), now);
    this.#facility.arrived(parcel, now);
    lateness.brought(parcel, this.facility, now);
    records.scan(parcel, 'arrivedAtOrigin', this.facility, now);
    this.next.enter(parcel);
  }

  /** Drawn by key, so the second half finds what the first half drew; each at the pace of the weather in which it begins. */
  #halfTour(parcel: number, now: number): number {
    const clear =
      this.#tour.draw(this.#draws.at(this.subjects.ordinal(parcel), this.subjects.source(parcel), 0)) * 5e5;
    return Math.round(clear / this.#context.facilityWeather.courierRate(this.facility, now));
  }

  #scheduleWave(): void {
    this.#schedule(this.#waves.at(this.#next++), WAVE, NONE);
  }

  #schedule(at: number, kind: number, subject: number): void {
    this.sim.schedule(at, this.#bases[kind], this.facility, this.code + kind, subject);
  }
}
