import { type ArrivalProcess, ProfileArrivals } from '../../src/engine/blocks/arrival-process.ts';
import { Source } from '../../src/engine/blocks/source.ts';
import { DAY } from '../../src/engine/clock.ts';
import type { RateProfile } from '../../src/engine/random/rate-profile.ts';
import { GravityDemand } from '../../src/model/demand/gravity.ts';
import { ParcelTraits } from '../../src/model/demand/parcel-traits.ts';
import { Note } from '../../src/model/facility/handling.ts';
import type { Dock } from '../../src/model/linehaul/dock.ts';
import { compileNetwork } from '../../src/model/network/compile-network.ts';
import type { NetworkContext } from '../../src/model/network/network-context.ts';
import type { NetworkLane } from '../../src/scenario/network/network-scenario.ts';
import type { SettingsDraft } from './network-draft.ts';
import { oneWay } from './network-one-way.ts';

/** What lies between one town and another, and who sends. */
export interface PoissonDockOptions {
  readonly lane: Partial<NetworkLane>;
  /** Parcels that a vehicle takes. */
  readonly places: number;
  readonly rate: RateProfile;
  readonly settings?: SettingsDraft;
  readonly seed: number | string;
  readonly replication: number;
}

/** A compiled network whose parcels come to the dock one by one, and the dock. */
export interface PoissonDock {
  readonly context: NetworkContext;
  readonly dock: Dock;
}

/**
 * One town sends to another, and its parcels come straight to the dock of the lane between them as a Poisson process:
 * theories of docks speak of arrivals there, while the network's own parcels come in waves, with the pickups.
 */
export function poissonDock(options: PoissonDockOptions): PoissonDock {
  const written = oneWay({
    // The town's own customers order next to nothing.
    demand: { parcels_per_day: 1e-6 },
    vehicles: [
      {
        code: 'van',
        parcels: options.places,
        weight_kg: 1e6,
        cube_m3: 1e6,
        speed_km_per_h: 60,
        cost_per_km: 0,
        cost_per_trip: 0,
      },
    ],
    ...options.settings,
  });
  const scenario = { ...written, lanes: written.lanes.map((lane) => ({ ...lane, ...options.lane })) };
  const run = {
    seed: options.seed,
    replication: options.replication,
    records: { write: () => {} },
    parcels: 'none' as const,
    scans: 'none' as const,
    checksEveryEvent: false,
  };
  const cohort = { from: 0, to: DAY };
  const { context, docks, facilities } = compileNetwork(scenario, run, cohort);
  const [dock] = docks;
  const { sim, parcels, sources, luck } = context;
  const place = (name: string) => ({ sim, subjects: parcels, facility: 0, name });
  const arrivals: ArrivalProcess = new ProfileArrivals(options.rate, luck.stream('to the dock'));
  const source = new Source(place('arrivals'), { source: sources.numberOf[0], arrivals, klass: 0 });
  const demand = new GravityDemand(scenario);
  const traits = new ParcelTraits(context, 0, { demand, cohort, rows: run });
  const { state } = facilities[0];
  const entered = new Note(place('entered'), (parcel, now) => {
    state.arrived(parcel, now);
    state.sorted(now);
  });
  source.next = traits;
  traits.next = entered;
  entered.next = dock;
  source.begin();
  return { context, dock };
}
