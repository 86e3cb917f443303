import type { RateProfile } from '../../engine/random/rate-profile.ts';
import type { NetworkScenario } from '../../scenario/network/network-scenario.ts';
import type { LocalTime } from '../network/local-time.ts';
import { CalendarRate, type DemandSteps } from './calendar-rate.ts';
import { DemandCalendar, type DemandWindow, isCalendar } from './demand-calendar.ts';
import type { DemandModel } from './demand-model.ts';
import { demandProfile } from './demand-profile.ts';
import { inOrderOfCodes } from './zone-sources.ts';

/** How fast a zone sends, and how much of it comes from stock near the consumers. */
export interface ZoneRate {
  readonly profile: RateProfile;
  /** Share of parcels at an instant whose stock lies near the consumers. @param atS seconds from the start */
  stockShare(atS: number): number;
}

const NO_STOCK = () => 0;

/** What may change the plan into what comes. */
export interface ActualDemand {
  /** What comes over what was planned, by zone; 1 where left out. */
  readonly factor?: (zone: number) => number;
  /** Stretches in which a zone's demand is multiplied; zones that share the very list share the work. None where left out. */
  readonly windows?: (zone: number) => readonly DemandWindow[];
}

/**
 * The rates of all zones over a run. A scenario whose demand is a week that repeats has a weekly profile; any other has
 * the steps of its calendar, made once for all zones.
 */
export class DemandRates {
  readonly #network: NetworkScenario;
  readonly #demand: DemandModel;
  readonly #local: LocalTime;
  readonly #actual: ActualDemand;
  readonly #population: number;
  readonly #perDay: number;
  readonly #steps = new Map<readonly DemandWindow[], DemandSteps>();
  #calendar: DemandCalendar | undefined;

  constructor(network: NetworkScenario, demand: DemandModel, local: LocalTime, actual: ActualDemand = {}) {
    this.#network = network;
    this.#demand = demand;
    this.#local = local;
    this.#actual = actual;
    const order = inOrderOfCodes(network.zones);
    this.#population = order.reduce((sum, zone) => sum + network.zones[zone].population, 0);
    this.#perDay = order.reduce((sum, zone) => sum + demand.sentPerDay(zone), 0);
  }

  of(zone: number): ZoneRate {
    const { factor = () => 1, windows = () => NO_WINDOWS } = this.#actual;
    const ofZone = windows(zone);
    const perDay = this.#demand.sentPerDay(zone) * factor(zone);
    if (!isCalendar(this.#network) && ofZone.length === 0) {
      const profile = demandProfile(this.#network.settings, this.#local, perDay);
      return { profile, stockShare: NO_STOCK };
    }
    // Stock was brought to where consumers live: of all that is sent, a zone sends its share of the population.
    const stock = (this.#perDay * this.#network.zones[zone].population * factor(zone)) / this.#population;
    const rate = new CalendarRate(this.#stepsWith(ofZone), perDay, stock);
    const hasStock = this.#network.settings.demand.promotions.some((one) => one.pre_positioned_share > 0);
    return { profile: rate, stockShare: hasStock ? (atS) => rate.stockShare(atS) : NO_STOCK };
  }

  #stepsWith(windows: readonly DemandWindow[]): DemandSteps {
    this.#calendar ??= new DemandCalendar(this.#network);
    let steps = this.#steps.get(windows);
    if (steps === undefined) {
      steps = this.#calendar.steps(windows);
      this.#steps.set(windows, steps);
    }
    return steps;
  }
}

const NO_WINDOWS: readonly DemandWindow[] = [];
