import type { NetworkFacility } from '../../src/scenario/network/network-scenario.ts';
import type { NetworkSettings } from '../../src/scenario/network/network-schema.ts';
import type { Rules } from './sizing-rules.ts';

/** What a facility has to cope with on an expected day, parcels. */
export interface FacilityLoad {
  /** Parcels that arrive on lanes, and leave on them. */
  readonly inbound: number;
  readonly outbound: number;
  /** Largest expected departure to it, and from it. */
  readonly largestIn: number;
  readonly largestOut: number;
  /** Stations: parcels collected, and delivered to the door. */
  readonly collected: number;
  readonly toDoor: number;
}

/** People and machines by the rules. */
export function crewFor(
  facility: NetworkFacility,
  load: FacilityLoad,
  settings: NetworkSettings,
  rules: Rules,
): NetworkFacility {
  const { handling } = settings;
  const planned = (rate: number) => rate * rules.nameplate.value;
  const { share, hours, factor } = rules.hub_peak;
  const peak = (parcels: number) => ((parcels * share) / hours) * factor;
  const within = rules.truck_unload_h.value;
  switch (facility.kind) {
    case 'hub':
      return {
        ...facility,
        unloadWorkers: atLeast(
          2,
          Math.max(peak(load.inbound), load.largestIn / within) / planned(handling.hub_unload.rate_per_hour),
        ),
        infeeds: atLeast(
          1,
          Math.max(peak(load.inbound), load.largestIn / within) / planned(handling.hub_induct.rate_per_hour),
        ),
        sorters: atLeast(1, peak(load.inbound) / planned(handling.hub_sort.rate_per_hour)),
        loadWorkers: atLeast(
          2,
          Math.max(peak(load.outbound), load.largestOut / within) / planned(handling.hub_load.rate_per_hour),
        ),
      };
    case 'station': {
      const { inbound_share, inbound_hours, outbound_share, outbound_hours } = rules.station_peak;
      const rate = Math.max(
        (load.inbound * inbound_share) / inbound_hours,
        (load.collected * outbound_share) / outbound_hours,
      );
      const visits = load.toDoor / (1 - settings.delivery.failure_share);
      return {
        ...facility,
        sortWorkers: atLeast(1, rate / planned(handling.station_sort.rate_per_hour)),
        couriers: atLeast(1, visits / planned(rules.courier_parcels_per_day.value)),
      };
    }
    default: {
      const rate = load.largestIn / rules.station_peak.inbound_hours;
      return { ...facility, sortWorkers: atLeast(1, rate / planned(handling.relay.rate_per_hour)) };
    }
  }
}

function atLeast(least: number, needed: number): number {
  return Math.max(least, Math.ceil(needed));
}
