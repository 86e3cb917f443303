import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { timeText } from './clock-times.ts';
import type { SizedHub } from './size-hub.ts';

type Cell = string | number;

/** Shares of a linehaul trailer's parcels in bags: those opened here, and those that pass through. */
const BAGGED = { opened: 0.1, through: 0.05 };
/** Mean lateness by sort, minutes. */
const LATE_MIN = { twilight: 6, night: 10 };

/** Writes the folder of a scenario: the same bytes for the same hub. */
export function writeHub(folder: string, hub: SizedHub, settings: object, readme: string): void {
  mkdirSync(folder, { recursive: true });
  const write = (name: string, text: string) => writeFileSync(path.join(folder, name), text);
  write('scenario.json', `${compactJson(settings)}\n`);
  write('inbound.csv', inboundTable(hub));
  write('outbound.csv', outboundTable(hub));
  write('README.md', readme);
}

/** `inbound.csv`: origins with the times at which their trailers are due. */
function inboundTable({ origins }: SizedHub): string {
  return table(
    'code,origin,arrivals,parcels,parcels_cv,late_mean_min,bagged_share,through_share,source',
    origins.map(({ place, sort, due }) => [
      place.code,
      place.name,
      timesText(due),
      sort.trailerParcels,
      0.15,
      LATE_MIN[sort.code],
      sort.code === 'night' ? BAGGED.opened : 0,
      sort.code === 'night' ? BAGGED.through : 0,
      `sizing: ${due.length} of ${sort.trailers} trailers for the ${sort.code} sort`,
    ]),
  );
}

/** `outbound.csv`: directions with their departures and doors. */
function outboundTable({ directions }: SizedHub): string {
  return table(
    'code,name,share,departures,doors,trailers_per_departure,trailer_parcels,source',
    directions.map(({ place, share, departures, doors, trailersPerDeparture, trailerParcels }) => [
      `${place.code}-OUT`,
      place.name,
      Number((100 * share).toFixed(3)),
      timesText(departures),
      doors,
      trailersPerDeparture,
      trailerParcels,
      `sizing: ${(100 * share).toFixed(2)} % of the parcels`,
    ]),
  );
}

/** Times of a day as tables have them: rising from midnight on. */
function timesText(minutes: readonly number[]): string {
  return minutes
    .map((each) => each % 1440)
    .sort((a, b) => a - b)
    .map((each) => timeText(each))
    .join(' ');
}

function table(header: string, rows: readonly (readonly Cell[])[]): string {
  return `${[header, ...rows.map((row) => row.map(cell).join(','))].join('\n')}\n`;
}

function cell(value: Cell): string {
  const text = String(value);
  return /[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** Two spaces a level; lists and objects of a few plain values on one line. */
function compactJson(value: object): string {
  return JSON.stringify(value, null, 2).replaceAll(/[[{]\n[^[\]{}]{1,100}[\]}]/g, (part) => {
    const line = part.replaceAll(/\n\s*/g, ' ');
    return line.length <= 100 ? line.replace(/^\[ /, '[').replace(/ \]$/, ']') : part;
  });
}
