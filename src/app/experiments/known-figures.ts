import type { SummaryRow } from '../../experiment/summarize.ts';
import type { World } from '../engine-port.ts';

/** A figure that can be chosen as a response. */
export type KnownFigure = Pick<SummaryRow, 'kpi' | 'place' | 'class' | 'unit'>;

/** Figures of a network's whole, where no run has told them; classes are told by a run. */
const NETWORK_FIGURES: readonly (readonly [kpi: string, unit: string])[] = [
  ['transit_time', 'h'],
  ['service_level', ''],
  ['within_72h', ''],
  ['cost', ''],
  ['cost_total', ''],
  ['delivered_share', ''],
  ['returned_share', ''],
  ['first_attempt_failed_share', ''],
  ['hub_dwell', 'h'],
  ['courier_utilization', ''],
  ['load_factor', ''],
  ['trips', 'trips'],
  ['rolled', 'parcels'],
  ['vehicle_distance', 'km'],
  ['co2e', 'kg'],
  ['co2e_per_parcel', 'g'],
  ['cost_transport', ''],
  ['cost_sorting', ''],
  ['rolled_share', ''],
  ['stranded', 'parcels'],
];

/** Figures of a hub alone, where no run has told them. */
const HUB_FIGURES: readonly (readonly [kpi: string, unit: string])[] = [
  ['gate_to_chute', 'min'],
  ['dwell', 'h'],
  ['missed', 'parcels'],
  ['sorted', 'parcels'],
  ['departed', 'parcels'],
  ['backlog', 'parcels'],
  ['achieved_rate', 'parcels/h'],
  ['yard_wait', 'min'],
  ['unload_wait', 'min'],
  ['induction_wait', 'min'],
  ['sort_time', 'min'],
  ['chute_wait', 'min'],
  ['load_wait', 'min'],
  ['inbound_door_utilization', ''],
  ['infeed_utilization', ''],
  ['infeed_blocked_share', ''],
  ['tray_utilization', ''],
  ['chute_full_share', ''],
  ['laps', 'laps'],
  ['rejected', 'parcels'],
  ['missorted', 'parcels'],
  ['parcels_per_labor_hour', 'parcels/h'],
  ['cost_per_parcel', ''],
];

const QUEUE_FIGURES = [
  ['time_in_queue', 's'],
  ['time_in_system', 's'],
  ['number_in_queue', 'subjects'],
  ['number_in_system', 'subjects'],
  ['utilization', ''],
  ['loss_share', ''],
] as const;
const FLOW_FIGURES: Readonly<Record<string, readonly (readonly [kpi: string, unit: string])[]>> = {
  sink: [
    ['time_in_system', 's'],
    ['throughput', 'subjects/h'],
  ],
  queue: QUEUE_FIGURES,
  delay: [['time_in_system', 's']],
  split: [['time_in_system', 's']],
  join: [['time_in_system', 's']],
  gate: QUEUE_FIGURES.slice(0, 4),
  seize: QUEUE_FIGURES.slice(0, 4),
  batch: [...QUEUE_FIGURES.slice(0, 4), ['load', 'subjects'], ['headway', 's'], ['full_share', '']],
};

/** The figures of a run where there was one; otherwise those that any run of this scenario has. */
export function knownFigures(summary: readonly SummaryRow[], world: World): KnownFigure[] {
  if (summary.length > 0)
    return summary.map(({ kpi, place, class: ofClass, unit }) => ({ kpi, place, class: ofClass, unit }));
  if (world.kind !== 'flow') {
    const figures = world.kind === 'network' ? NETWORK_FIGURES : HUB_FIGURES;
    return figures.map(([kpi, unit]) => ({ kpi, place: '', class: '', unit }));
  }
  return world.blocks.flatMap(({ name, type }) =>
    (FLOW_FIGURES[type] ?? []).map(([kpi, unit]) => ({ kpi, place: name, class: '', unit })),
  );
}

/** Which value of a figure most people want, by its name; empty where that depends. */
export function usualBetter(kpi: string): 'lower' | 'higher' | '' {
  if (
    /^(transit_time|time_in_|number_in_|cost|co2e|late_share|cold_spoiled|recovery_time|held_|waited_for|empty_km_share|loss|hub_dwell|returned_share|first_attempt_failed|rolled|unfinished|stranded|gate_to_chute|dwell|missed|missorted|rejected|recirculated|backlog|laps|no_read|yard_wait|unload_wait|induction_wait|sort_time|chute_wait|load_wait|chute_full|infeed_blocked)/.test(
      kpi,
    )
  )
    return 'lower';
  return /^(service_level|within_72h|delivered_share|throughput|load_factor|departed|sorted|achieved_rate|parcels_per_labor_hour)/.test(
    kpi,
  )
    ? 'higher'
    : '';
}
