import { doorsBusy } from './doors.ts';
import type { SizedHub } from './size-hub.ts';
import { RULES } from './sizing-rules.ts';

/** One line of the sizing: what, how many, and how that was reckoned. */
export interface SizingLine {
  readonly what: string;
  readonly value: number;
  readonly formula: string;
}

/** What the rules come to for a volume, line by line with the formula and its numbers. */
export function figuresOf(hub: SizedHub): SizingLine[] {
  const { machines, sorts, peakPerHour, doors, directions } = hub;
  const {
    nameplate,
    doors_busy: doorsBusyShare,
    infeed,
    loop,
    recirculation: q,
    spare_chutes: spare,
  } = RULES;
  const peak = Math.round(peakPerHour);
  const zones = machines.loops * loop.zones;
  return [
    ...sorts.map(({ code, parcels, trailers, trailerParcels }) => ({
      what: `trailers of the ${code} sort`,
      value: trailers,
      formula: `${parcels} parcels in trailers of ${trailerParcels}`,
    })),
    {
      what: 'parcels of the busiest hour',
      value: peak,
      formula: `${sorts.map(({ code, parcels, curve }) => `${code}: ${parcels} / ${(curve.to - curve.from) / 60} h x 1 / (1 - ${curve.ramp})`).join(', ')}; the larger`,
    },
    {
      what: 'rate of a cross-section, parcels/h',
      value: Math.round(machines.sectionRate),
      formula: `3600 x ${loop.speed_m_per_s} m/s / ${loop.pitch_m} m`,
    },
    {
      what: 'uses of a tray in a lap',
      value: rounded(machines.reuse, 3),
      formula: `z / (1 + z q / (1 - q)) with z = ${loop.zones} zones and q = ${q.value} of the passes in vain`,
    },
    {
      what: 'loops',
      value: machines.loops,
      formula: `ceil(${peak} / (${nameplate.value} x ${Math.round(machines.sectionRate)} x ${rounded(machines.reuse, 3)}))`,
    },
    {
      what: 'infeeds of each zone',
      value: machines.infeeds,
      formula: `ceil(${peak} / ${zones} zones / (${nameplate.value} x ${infeed.rate_per_hour}))`,
    },
    {
      what: 'chutes of each bank',
      value: machines.chutes,
      formula: `ceil(${directions.length} directions x ${1 + spare.value})`,
    },
    {
      what: 'inbound doors',
      value: doors,
      formula: `busy in the busiest hour ${sorts.map((sort) => `${sort.code} ${rounded(doorsBusy(sort), 1)}`).join(', ')}; the larger / ${doorsBusyShare.value}, in whole ${zones}s: as many a zone`,
    },
    {
      what: 'outbound doors',
      value: directions.reduce((sum, direction) => sum + direction.doors, 0),
      formula: `a direction: ceil(its parcels of the busiest hour / (${nameplate.value} x what a door takes)), at least 1`,
    },
    ...hub.crews.map(({ sort, task, people, work, busy }) => ({
      what: `people of the ${sort} sort: ${TASK_WORDS[task]}`,
      value: people,
      formula:
        task === 'induct'
          ? `${work}: ${rounded(busy, 1)} busy / ${nameplate.value}, at most the infeeds, / (1 - ${RULES.absence.value})`
          : `${work}: ${rounded(busy, 1)} busy / ${nameplate.value} / (1 - ${RULES.absence.value})`,
    })),
  ];
}

const TASK_WORDS = {
  unload: 'unload',
  induct: 'staff infeeds',
  code: 'type in labels and carry what fits no tray',
  sort: 'sort by hand',
  load: 'load',
} as const;

function rounded(value: number, digits: number): number {
  return Number(value.toFixed(digits));
}
