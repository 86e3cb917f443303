import type { JsonObject } from '../json-value.ts';
import { formatTimes, formatWeekdays } from '../timetable-text.ts';
import { formatChutes } from './chute-text.ts';
import type { HubScenario } from './hub-scenario.ts';

/** The tables of a hub as their files write them, references as codes; `source`, which no run reads, is not kept. */
export interface HubRows {
  readonly inbound: readonly JsonObject[];
  readonly outbound: readonly JsonObject[];
  /** A row for all sorters as one for each. */
  readonly sort_plan: readonly JsonObject[];
}

/** Rows in the order of the tables, by column; the shares of directions sum to 1. */
export function hubRows({ settings, inbound, directions, plan }: HubScenario): HubRows {
  const { sorts, sorters } = settings.hub;
  return {
    inbound: inbound.map((one) => ({
      code: one.code,
      origin: one.origin,
      arrivals: formatTimes(one.arrivalsS),
      weekdays: formatWeekdays(one.runsOn),
      parcels: one.parcels,
      parcels_cv: one.parcelsCv,
      late_mean_min: one.lateMeanMin,
      bagged_share: one.baggedShare,
      through_share: one.throughShare,
    })),
    outbound: directions.map((one) => ({
      code: one.code,
      name: one.name,
      share: one.share,
      departures: formatTimes(one.departuresS),
      weekdays: formatWeekdays(one.runsOn),
      doors: one.doors,
      trailers_per_departure: one.trailersPerDeparture,
      trailer_parcels: one.trailerParcels,
      trailer_weight_kg: one.trailerWeightKg,
      trailer_cube_m3: one.trailerCubeM3,
    })),
    sort_plan: plan.map((row) => ({
      sort: sorts[row.sort]?.code ?? '*',
      sorter: sorters[row.sorter].code,
      direction: directions[row.direction].code,
      chutes: formatChutes(row.chutes),
      next_sorter: sorters[row.nextSorter]?.code ?? '',
    })),
  };
}
