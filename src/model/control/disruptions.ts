import { HOUR, type Time } from '../../engine/clock.ts';
import { PHASE, tieBase } from '../../engine/phase.ts';
import type { EventHandler } from '../../engine/simulation.ts';
import { spanOf } from '../../scenario/network/event-span.ts';
import type { NetworkScenario } from '../../scenario/network/network-scenario.ts';
import { SLOWED_SHARE } from '../../scenario/network/routing-schema.ts';
import type { Facility } from '../facility/facility.ts';
import type { Dock } from '../linehaul/dock.ts';
import type { NetworkContext } from '../network/network-context.ts';

const BEGIN = 0;
const END = 1;

/** A disruption with its references resolved, as its scenario orders them. */
export interface Disruption {
  readonly code: string;
  readonly name: string;
  readonly effect: 'closed' | 'slowed';
  /** Index of the facility or lane that is hit; -1 for the other. */
  readonly facility: number;
  readonly lane: number;
  /** Of its capacity; read where it is slowed. */
  readonly share: number;
  /** µs. */
  readonly from: Time;
  readonly to: Time;
}

/** The disruptions of a scenario. */
export function disruptionsOf({ settings, facilities, lanes }: NetworkScenario): Disruption[] {
  return settings.disruptions.map((written) => {
    const { fromH, toH } = spanOf(written, settings.starts_at);
    return {
      code: written.code,
      name: written.name,
      effect: written.effect,
      facility: facilities.findIndex(({ code }) => code === written.facility),
      lane: lanes.findIndex(({ code }) => code === written.lane),
      share: written.capacity_share ?? SLOWED_SHARE,
      from: Math.round(fromH * HOUR),
      to: Math.round(toH * HOUR),
    };
  });
}

/**
 * Closes and slows facilities and lanes for their time. A facility closes with all lanes that lead from it and to it;
 * trips under way go on to where they were going, and wait there at the gate.
 */
export class DisruptionEvents implements EventHandler {
  readonly name = 'disruptions';
  readonly #context: NetworkContext;
  readonly #disruptions: readonly Disruption[];
  readonly #facilities: readonly Facility[];
  readonly #docks: readonly Dock[];
  /** Called after each change. */
  readonly #changed: () => void;
  readonly #code: number;

  constructor(
    context: NetworkContext,
    disruptions: readonly Disruption[],
    hits: {
      readonly facilities: readonly Facility[];
      readonly docks: readonly Dock[];
      readonly changed: () => void;
    },
  ) {
    this.#context = context;
    this.#disruptions = disruptions;
    this.#facilities = hits.facilities;
    this.#docks = hits.docks;
    this.#changed = hits.changed;
    this.#code = context.sim.register(this);
  }

  /** Puts all beginnings and ends on the calendar; what has ended by time 0 never was. Called once, before the run. */
  begin(): void {
    const { sim } = this.#context;
    this.#disruptions.forEach((disruption, index) => {
      if (disruption.to <= 0) return;
      const facility = this.#placeOf(disruption);
      const down = tieBase(PHASE.capacityDown, facility);
      const up = tieBase(PHASE.capacityUp, facility);
      sim.schedule(Math.max(0, disruption.from), down, facility, this.#code + BEGIN, index);
      sim.schedule(disruption.to, up, facility, this.#code + END, index);
    });
  }

  fire(kind: number, index: number): void {
    const disruption = this.#disruptions[index];
    if (disruption.effect === 'slowed') this.#slow(disruption, kind === BEGIN);
    else this.#close(disruption, kind === BEGIN ? 1 : -1);
    this.#changed();
  }

  #placeOf({ facility, lane }: Disruption): number {
    return facility >= 0 ? facility : this.#context.network.lanes[lane].from;
  }

  #slow({ facility, lane, share }: Disruption, begins: boolean): void {
    const { closures } = this.#context;
    const what = facility >= 0 ? 'facility' : 'lane';
    const index = facility >= 0 ? facility : lane;
    if (begins) closures.slow(what, index, share);
    else closures.unslow(what, index, share);
    if (facility >= 0) this.#facilities[facility].slow();
  }

  #close({ facility, lane }: Disruption, reasons: 1 | -1): void {
    const { network, closures, sim } = this.#context;
    if (lane >= 0) {
      this.#closeLane(lane, reasons);
      return;
    }
    const turns = closures.addToFacility(facility, reasons, sim.now[0]);
    network.lanes.forEach(({ from, to }, index) => {
      if (from === facility || to === facility) this.#closeLane(index, reasons);
    });
    if (!turns) return;
    if (reasons === 1) this.#facilities[facility].close();
    else this.#facilities[facility].open();
  }

  #closeLane(lane: number, reasons: 1 | -1): void {
    const { closures, fleet } = this.#context;
    if (!closures.addToLane(lane, reasons)) return;
    if (reasons === 1) this.#docks[lane].bar();
    else {
      this.#docks[lane].unbar();
      fleet?.laneOpened(lane);
    }
  }
}
