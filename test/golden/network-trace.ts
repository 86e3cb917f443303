import type { NetworkScenario } from '../../src/scenario/network/network-scenario.ts';
import { type FinishedNetwork, table } from '../builders/network-tables.ts';

const WEEKDAYS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];

/** Local wall time of a simulated instant: `Mon 1 17:00:00`, with the ordinal of the day from 1. */
function wallTime(scenario: NetworkScenario, instant: number): string {
  const us = instant + scenario.startSecondOfDay * 1e6;
  const day = Math.floor(us / 8.64e10);
  const part = (unit: number, span: number) => String(Math.floor(us / unit) % span).padStart(2, '0');
  const fraction = us % 1e6 === 0 ? '' : `.${String(us % 1e6).padStart(6, '0')}`;
  const weekday = WEEKDAYS[(scenario.startWeekday + day) % 7];
  return `${weekday} ${day + 1} ${part(3.6e9, 24)}:${part(6e7, 60)}:${part(1e6, 60)}${fraction}`;
}

interface Line {
  readonly time: number;
  readonly what: string;
  readonly parcels: readonly string[];
}

/**
 * What happened to the cohort, one line per instant, step and place, with the trips that carried anything. The last
 * line is the digest of all executed events.
 */
export function networkTrace(scenario: NetworkScenario, run: FinishedNetwork): string {
  const cohort = new Set(
    table(run, 'parcels')
      .filter(({ cohort }) => cohort)
      .map(({ parcel }) => parcel),
  );
  const lines: Line[] = [];
  for (const { parcel, created } of table(run, 'parcels').sort(
    (a, b) => Number(a.created) - Number(b.created),
  ))
    if (cohort.has(parcel)) lines.push({ time: Number(created), what: 'ordered', parcels: [String(parcel)] });
  for (const { parcel, event, facility, time } of table(run, 'scans')) {
    if (!cohort.has(parcel)) continue;
    const what = `${event} ${facility}`;
    const same = lines.findLast((line) => line.time === Number(time) && line.what === what);
    if (same === undefined) lines.push({ time: Number(time), what, parcels: [String(parcel)] });
    else lines[lines.indexOf(same)] = { ...same, parcels: [...same.parcels, String(parcel)] };
  }
  for (const { lane, trip, departed, arrived, parcels, left_behind } of table(run, 'trips')) {
    if (parcels === 0) continue;
    const of = `trip ${lane} #${trip}`;
    lines.push({
      time: Number(departed),
      what: `${of} departs with ${parcels}, leaving ${left_behind}`,
      parcels: [],
    });
    if (arrived !== null) lines.push({ time: Number(arrived), what: `${of} arrives`, parcels: [] });
  }
  const sorted = lines.map((line, i) => ({ ...line, i })).sort((a, b) => a.time - b.time || a.i - b.i);
  const text = sorted.map(
    ({ time, what, parcels }) => `${wallTime(scenario, time)}  ${[what, ...parcels].join('  ')}`,
  );
  return [...text, `digest ${run.outcome.digest}`, ''].join('\n');
}
