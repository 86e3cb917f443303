import { normalUpperTail } from '../../src/engine/math/normal-distribution.ts';
import { ln } from '../../src/engine/math/transcendental.ts';
import type { Task } from '../../src/scenario/hub/hub-schema.ts';
import { busiestHour } from './arrival-curve.ts';
import type { SizedSort } from './inbound.ts';
import { RULES } from './sizing-rules.ts';

/** People who work at one task in a sort. */
export interface SizedCrew {
  readonly sort: SizedSort['code'];
  readonly task: Task;
  /** What the number follows from, as a reader checks it. */
  readonly work: string;
  /** People that the busiest hour keeps busy at their full rate. */
  readonly busy: number;
  /** On the list, those who will be missing included. */
  readonly people: number;
}

/** Weight and cube of parcels, lognormal, and from where on they go by hand. */
export const PARCELS = {
  weight_kg: { mean: 1.4, cv: 1.2, over: 30 },
  cube_m3: { mean: 0.013, cv: 1, over: 0.08 },
} as const;

/** Share of a lognormal quantity above a limit. */
export function shareAbove({ mean, cv, over }: { mean: number; cv: number; over: number }): number {
  const variance = ln(1 + cv * cv);
  return normalUpperTail((ln(over / mean) + variance / 2) / Math.sqrt(variance));
}

/** Share of parcels too heavy or too large for a tray, as if the two were independent. */
function irregularShare(): number {
  const { weight_kg: weight, cube_m3: cube } = PARCELS;
  return 1 - (1 - shareAbove(weight)) * (1 - shareAbove(cube));
}

/** The crews of a sort: each for its busiest hour. @param infeeds of all zones, each of which is staffed */
export function crewsOf(sort: SizedSort, infeeds: number): SizedCrew[] {
  const peak = busiestHour(sort.curve, sort.parcels);
  const { unloading, container, loading, coding, irregulars } = RULES;
  const perLoader = loading.containers_per_worker_per_hour * container.parcels * container.fill;
  const oddShare = irregularShare();
  const rejected = coding.no_read_share ** coding.max_laps + coding.rejected_share;
  const crew = (task: Task, work: string, busy: number): SizedCrew => ({
    sort: sort.code,
    task,
    work,
    busy,
    people: listed(busy / RULES.nameplate.value),
  });
  const staffed = Math.min(infeeds, Math.ceil(peak / (RULES.nameplate.value * RULES.infeed.rate_per_hour)));
  return [
    crew(
      'unload',
      `parcels of the busiest hour / ${unloading.parcels_per_worker_per_hour}`,
      peak / unloading.parcels_per_worker_per_hour,
    ),
    {
      sort: sort.code,
      task: 'induct',
      work: `parcels of the busiest hour / ${RULES.infeed.rate_per_hour}, one person an infeed`,
      busy: peak / RULES.infeed.rate_per_hour,
      people: listed(staffed),
    },
    atLeast(
      coding.people,
      crew(
        'code',
        `${(100 * rejected).toFixed(2)} % of them are rejected / ${coding.rate_per_hour} and ${(100 * oddShare).toFixed(2)} % too heavy or large / ${irregulars.rate_per_hour}, at least ${coding.people} people`,
        (peak * rejected) / coding.rate_per_hour + (peak * oddShare) / irregulars.rate_per_hour,
      ),
    ),
    crew('load', `parcels of the busiest hour / ${perLoader} in containers`, peak / perLoader),
  ];
}

function atLeast(people: number, crew: SizedCrew): SizedCrew {
  return { ...crew, people: Math.max(people, crew.people) };
}

/** So many that as many are there as are needed. */
function listed(needed: number): number {
  return Math.ceil(needed / (1 - RULES.absence.value));
}
