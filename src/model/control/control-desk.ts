import { HOUR, MINUTE, repeatAt, type Time } from '../../engine/clock.ts';
import { PHASE, tieBase } from '../../engine/phase.ts';
import type { EventHandler } from '../../engine/simulation.ts';
import type { Facility } from '../facility/facility.ts';
import type { NetworkContext } from '../network/network-context.ts';
import type { LoadPlan } from '../policy/load-plan.ts';
import type { PlanConditions } from '../policy/plan-graph.ts';
import type { Planner } from '../policy/planner.ts';

const REVIEW = 0;
const TELL = 1;

/** Most multiples of `overload_h` by which an overloaded hub counts as slower. */
const MOST_OVERLOAD = 8;

/** The desk asks a forecast for every third hour, which is how often weather is forecast. */
const OUTLOOK_STEP = 3 * HOUR;

/** A plan on its way to the facilities. */
interface Decision {
  readonly plan: LoadPlan;
  readonly at: Time;
}

/**
 * The control desk of the carrier. It sees what is closed as it happens, and looks at backlogs, weather and, where it is
 * forecast-aware, forecasts every so often. What it sees makes a new load plan, which facilities go by once its message
 * has reached them; it never touches them otherwise.
 */
export class ControlDesk implements EventHandler {
  readonly name = 'control-desk';
  readonly #context: NetworkContext;
  readonly #planner: Planner;
  readonly #facilities: readonly Facility[];
  /** Mean parcels per hour that each facility handles by the plan. */
  readonly #expectedPerHour: Float64Array;
  readonly #code: number;
  readonly #delay: Time;
  readonly #reviewS: number;
  readonly #overloadH: number;
  readonly #barred: Uint8Array;
  readonly #delayS: Float64Array;
  readonly #decisions: Decision[] = [];
  #decided: LoadPlan;
  #reviews = 0;

  constructor(
    context: NetworkContext,
    planner: Planner,
    facilities: readonly Facility[],
    expectedPerHour: Float64Array,
  ) {
    const { routing } = context.network.settings;
    this.#context = context;
    this.#planner = planner;
    this.#facilities = facilities;
    this.#expectedPerHour = expectedPerHour;
    this.#delay = Math.round(routing.decision_delay_min * MINUTE);
    this.#reviewS = routing.review_every_h * 3600;
    this.#overloadH = routing.overload_h ?? Number.POSITIVE_INFINITY;
    this.#barred = new Uint8Array(planner.graph.lanes);
    this.#delayS = new Float64Array(planner.graph.facilities);
    this.#decided = planner.base;
    this.#code = context.sim.register(this);
  }

  /** Puts the first look on the calendar. Called once, before the run. */
  begin(): void {
    this.#awaitReview();
  }

  fire(kind: number, subject: number): void {
    if (kind === TELL) this.#tell(subject);
    else {
      this.#awaitReview();
      this.look();
    }
  }

  /** Something has closed or opened, or it is time to look: decides anew where the best plan is another one. */
  look(): void {
    const plan = this.#planner.plan(this.#seen());
    if (plan === this.#decided) return;
    this.#decided = plan;
    const { sim } = this.#context;
    const at = sim.now[0] + this.#delay;
    this.#decisions.push({ plan, at });
    for (const { index } of this.#facilities)
      sim.schedule(at, tieBase(PHASE.capacityUp, index), index, this.#code + TELL, index);
  }

  /** The message of the decision taken last, of those that have arrived by now. */
  #tell(facility: number): void {
    const now = this.#context.sim.now[0];
    const decisions = this.#decisions;
    while (decisions.length > 1 && decisions[1].at <= now) decisions.shift();
    this.#facilities[facility].follow(decisions[0].plan);
  }

  #awaitReview(): void {
    const at = repeatAt(0, this.#reviewS, ++this.#reviews);
    this.#context.sim.schedule(at, tieBase(PHASE.observe, 0), 0, this.#code + REVIEW, 0);
  }

  #seen(): PlanConditions {
    const isBarred = this.#seeLanes();
    const isLate = this.#seeBacklogs();
    return { barred: isBarred ? this.#barred : null, delayS: isLate ? this.#delayS : null };
  }

  #seeLanes(): boolean {
    const { closures, weather, sim, network } = this.#context;
    const now = sim.now[0];
    const looksAhead = network.settings.routing.policy === 'forecast-aware';
    let any = false;
    for (let lane = 0; lane < this.#barred.length; lane++) {
      const isBarred =
        closures.isLaneClosed(lane) ||
        weather.isClosed(lane, now) ||
        (looksAhead && this.#willClose(lane, now));
      this.#barred[lane] = isBarred ? 1 : 0;
      any ||= isBarred;
    }
    return any;
  }

  /** Whether a lane is forecast to be closed at some time ahead, as far as the desk looks. */
  #willClose(lane: number, now: Time): boolean {
    const { forecast, network } = this.#context;
    const end = now + network.settings.forecast.horizon_h * HOUR;
    for (let at = now + OUTLOOK_STEP; at <= end; at += OUTLOOK_STEP)
      if (forecast.willBeClosed(lane, at, now)) return true;
    return false;
  }

  #seeBacklogs(): boolean {
    if (this.#overloadH === Number.POSITIVE_INFINITY) return false;
    const { network, sim, closures } = this.#context;
    const now = sim.now[0];
    let any = false;
    for (const { index, state } of this.#facilities) {
      this.#delayS[index] = 0;
      if (network.facilities[index].kind !== 'hub' || closures.isClosed(index)) continue;
      const perHour = Math.max(state.throughputPerHour(now), this.#expectedPerHour[index]);
      const multiples = Math.floor(state.backlog.level / perHour / this.#overloadH);
      if (!(multiples >= 1)) continue;
      this.#delayS[index] = Math.round(Math.min(MOST_OVERLOAD, multiples) * this.#overloadH * 3600);
      any = true;
    }
    return any;
  }
}
