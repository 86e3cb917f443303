import { didYouMean } from '../did-you-mean.ts';
import { listed, quote } from '../found.ts';
import type { Place, Problems } from '../problem.ts';
import type { Table } from '../read-table.ts';
import { toldCells } from '../told-cells.ts';
import type { NetworkTables } from './check-network-tables.ts';
import type { NetworkSettings } from './network-schema.ts';
import type { CLIMATE_COLUMNS, WEATHER_COLUMNS } from './network-tables.ts';

/** Shares are written with few digits; their sum may be off by what adding them loses. */
const ROUNDING = 1e-9;

/**
 * Reports weather that does not fit the network: regions that no facility lies in, a climate that is more than always,
 * rows that are there twice or out of order, a climate that is described and never told.
 * @param settings undefined where they could not be read
 */
export function checkWeather(
  settings: NetworkSettings | undefined,
  tables: NetworkTables,
  file: string,
  problems: Problems,
): void {
  const { facilities, climate_shares: climate, observed_weather: observed } = tables;
  const regions =
    facilities === undefined
      ? undefined
      : new Set(facilities.column('region').filter((region) => region !== ''));
  const reportRegion = (where: string, place: Place, region: string): void => {
    if (regions === undefined || regions.has(region)) return;
    problems.error('reference', where, place, {
      found: `${quote(region)}, in which no facility lies`,
      allowed:
        regions.size === 0 ? 'a region: no facility has one' : `a region of the facilities${few(regions)}`,
      hint: problems.isFull ? '' : didYouMean(region, regions),
    });
  };
  settings?.weather.forEach((event, i) => {
    event.regions?.forEach((region, k) => {
      reportRegion(file, { path: `weather[${i}].regions[${k}]` }, region);
    });
  });
  const reportRegions = (
    table: { readonly file: string; place(row: number, column: 'region'): Place },
    named: readonly string[],
  ): void => {
    const isTold = toldCells(table.file, problems);
    named.forEach((region, row) => {
      const place = table.place(row, 'region');
      if (!isTold(place)) reportRegion(table.file, place, region);
    });
  };
  if (climate !== undefined) reportRegions(climate, climate.column('region'));
  if (observed !== undefined) reportRegions(observed, observed.column('region'));
  if (climate !== undefined) checkClimate(climate, problems);
  if (observed !== undefined) checkObserved(observed, problems);
  const hasShares = settings?.tables.climate_shares ?? settings?.inline?.climate_shares;
  if (settings?.climate !== undefined && hasShares === undefined) {
    problems.error(
      'missing',
      file,
      { path: 'climate' },
      {
        found: 'a climate without a table of shares',
        allowed: 'tables.climate_shares or inline.climate_shares beside it',
        hint: 'it says how often each kind of weather occurs, by region and month',
      },
    );
  }
}

function few(regions: ReadonlySet<string>): string {
  return regions.size <= 8 ? `: ${listed([...regions], 8)}` : '';
}

/** Each kind once, and all kinds of a month together at most always. */
function checkClimate(climate: Table<typeof CLIMATE_COLUMNS>, problems: Problems): void {
  const isTold = toldCells(climate.file, problems);
  const [region, month, regime, share] = [
    climate.column('region'),
    climate.column('month'),
    climate.column('regime'),
    climate.column('share'),
  ];
  const seen = new Set<string>();
  const sums = new Map<string, number>();
  for (let row = 0; row < climate.rows; row++) {
    const isFaulty = (['region', 'month', 'regime', 'share'] as const).some((column) =>
      isTold(climate.place(row, column)),
    );
    if (isFaulty) continue;
    const when = `${quote(region[row])} in month ${month[row]}`;
    const key = `${when} ${regime[row]}`;
    if (seen.has(key)) {
      problems.error('duplicate', climate.file, climate.place(row, 'regime'), {
        found: `${quote(regime[row])} again for ${when}`,
        allowed: 'each kind once for a region and month',
      });
      continue;
    }
    seen.add(key);
    const before = sums.get(when) ?? 0;
    const sum = before + share[row];
    sums.set(when, sum);
    // The row that goes beyond is told, not those after it.
    if (sum <= 1 + ROUNDING || before > 1 + ROUNDING) continue;
    problems.error('rule', climate.file, climate.place(row, 'share'), {
      found: `${share[row]}, which makes ${Number(sum.toFixed(9))} for ${when}`,
      allowed: 'shares of a region and month that sum to at most 1',
      hint: 'what is missing to 1 is clear',
    });
  }
}

const MEASURED = ['temperature_c', 'precipitation_mm_per_h', 'visibility_km', 'wind_m_s'] as const;

/** Rows of each region in order of time, each saying something. */
function checkObserved(observed: Table<typeof WEATHER_COLUMNS>, problems: Problems): void {
  const isTold = toldCells(observed.file, problems);
  const [region, time, regime] = [
    observed.column('region'),
    observed.column('time'),
    observed.column('regime'),
  ];
  const last = new Map<string, number>();
  for (let row = 0; row < observed.rows; row++) {
    if (isTold(observed.place(row, 'region')) || isTold(observed.place(row, 'time'))) continue;
    const before = last.get(region[row]);
    if (before !== undefined && time[row] <= before) {
      problems.error('rule', observed.file, observed.place(row, 'time'), {
        found: `a time that is not after that of the row before it for ${quote(region[row])}`,
        allowed: 'the rows of a region in order of time, each time once',
      });
    } else last.set(region[row], time[row]);
    const isEmpty = MEASURED.every(
      (column) => Number.isNaN(observed.column(column)[row]) && !isTold(observed.place(row, column)),
    );
    if (regime[row] !== '' || !isEmpty || isTold(observed.place(row, 'regime'))) continue;
    problems.error('missing', observed.file, observed.place(row, 'regime'), {
      found: 'neither a regime nor a measurement',
      allowed: 'one of them',
      hint: 'leave the row out: the weather of the row before holds on',
    });
  }
}
