import { MAX_KEYED_SOURCES } from '../../engine/random/keyed-draws.ts';
import { checkCodesOnce } from '../check-codes.ts';
import { checkDistribution } from '../check-distribution.ts';
import { didYouMean } from '../did-you-mean.ts';
import { quote } from '../found.ts';
import type { Problems } from '../problem.ts';
import { type ReportSetting, reportSettings } from '../setting-fault.ts';
import type { NetworkTables } from './check-network-tables.ts';
import { hoursAfterStart } from './event-span.ts';
import { LocalDays } from './local-days.ts';
import type { NetworkSettings } from './network-schema.ts';
import { networkStart } from './network-start.ts';
import { MOST_KG, MOST_M3 } from './parcel-size.ts';

/** Classes under which the figures of service tell addresses, beside those of service classes. */
const ADDRESS_CLASSES: ReadonlySet<string> = new Set(['door', 'village']);

/** Reports figures of the demand that are each allowed but do not go together. */
export function checkDemand({ demand, starts_at: startsAt }: NetworkSettings, report: ReportSetting): void {
  // Without a start no date has a place.
  if (networkStart(startsAt) !== undefined) {
    checkHolidays(demand.holidays, startsAt, report);
    checkPromotions(demand.promotions, startsAt, report);
  }
  checkSize('weight_kg', demand.weight_kg.lognormal.mean, MOST_KG, report);
  checkSize('cube_m3', demand.cube_m3.lognormal.mean, MOST_M3, report);
  checkCodesOnce('demand.promotions', demand.promotions, report);
  checkCodesOnce('demand.classes', demand.classes, report);
  demand.classes.forEach(({ code }, index) => {
    if (!ADDRESS_CLASSES.has(code)) return;
    report(`demand.classes[${index}].code`, quote(code), 'another code', 'figures of addresses are named so');
  });
  if (demand.returns !== undefined) checkDistribution('demand.returns.after', demand.returns.after, report);
}

function checkSize(name: 'weight_kg' | 'cube_m3', mean: number, most: number, report: ReportSetting): void {
  if (mean <= most) return;
  report(
    `demand.${name}.lognormal.mean`,
    `${mean}`,
    `at most ${most}, the most that a parcel has`,
    'heavier and larger goods are no parcels',
    'range',
  );
}

function checkHolidays(
  holidays: NetworkSettings['demand']['holidays'],
  startsAt: string,
  report: ReportSetting,
): void {
  const days = new LocalDays(startsAt);
  const dates = new Set<string>();
  holidays.forEach(({ date }, index) => {
    const path = `demand.holidays[${index}].date`;
    if (Number.isNaN(days.ofDate(date)))
      report(path, quote(date), 'a day of the years 1970 to 2199, as in 2026-10-01', '', 'type');
    else if (dates.has(date))
      report(path, `${quote(date)} again`, 'each day once', 'one day has one factor', 'duplicate');
    dates.add(date);
  });
}

function checkPromotions(
  promotions: NetworkSettings['demand']['promotions'],
  startsAt: string,
  report: ReportSetting,
): void {
  const spans = promotions.map(({ release_at: release, presale_days: days }) => {
    const to = hoursAfterStart(release, startsAt);
    return { from: to - days * 24, to };
  });
  promotions.forEach((promotion, index) => {
    const path = `demand.promotions[${index}]`;
    const { release_at: release, presale_dip: dip, presale_days: days, day_factor: factor } = promotion;
    if (Number.isNaN(spans[index].to)) {
      const allowed = 'a local time of the years 1970 to 2199, as in 2026-11-11T00:00';
      report(`${path}.release_at`, quote(release), allowed, '', 'type');
      return;
    }
    if (dip * days > factor - 1 + 1e-9) {
      report(
        `${path}.day_factor`,
        `${factor}, while ${dip} of the volume of ${days} days is put off to it`,
        `at least ${Number((1 + dip * days).toPrecision(6))}`,
        'the release day brings at least what was put off',
      );
    }
    // Most is put off where some pre-sale begins; of those that begin together the last is told.
    const { from } = spans[index];
    const others = promotions.reduce((sum, other, at) => {
      const isBefore = spans[at].from < from || (spans[at].from === from && at < index);
      return isBefore && from < spans[at].to ? sum + other.presale_dip : sum;
    }, 0);
    if (days > 0 && others + dip > 1 + 1e-9) {
      report(
        `${path}.presale_dip`,
        `${dip}, with ${Number(others.toPrecision(6))} put off to others when its pre-sale begins`,
        'at most 1 in all',
        'no more can be put off than there is',
      );
    }
  });
}

/** Each zone is a source of parcels, an order table another, and the returns of each one more. */
function checkSources(
  zones: NonNullable<NetworkTables['zones']>,
  hasOrders: boolean,
  hasReturns: boolean,
  problems: Problems,
): void {
  const most = (hasReturns ? MAX_KEYED_SOURCES / 2 : MAX_KEYED_SOURCES) - (hasOrders ? 1 : 0);
  if (zones.rows <= most) return;
  const besides = [...(hasOrders ? ['an order table'] : []), ...(hasReturns ? ['returns'] : [])];
  problems.error('limit', zones.file, zones.place(most, 'code'), {
    found: `${zones.rows} zones`,
    allowed: `at most ${most}${besides.length === 0 ? '' : `, with ${besides.join(' and ')}`}`,
    hint: 'one zone may stand for several',
  });
}

/** Reports where the demand does not fit the tables. */
export function checkDemandTables(
  { demand, tables: names }: NetworkSettings,
  tables: NetworkTables,
  file: string,
  problems: Problems,
): void {
  const report = reportSettings(file, problems);
  if (demand.region_shares !== undefined) {
    if (tables.od !== undefined || names.orders !== undefined) {
      const other = tables.od === undefined ? 'tables.orders' : 'the table od';
      const allowed = `either regions here or ${other}`;
      report(
        'demand.region_shares',
        `shares of regions beside ${other}`,
        allowed,
        'it says who sends how much',
      );
    } else checkRegionShares(demand.region_shares, tables, report);
  }
  if (names.orders !== undefined && tables.od !== undefined) {
    report(
      'tables.orders',
      'an order table beside the table od',
      'one of them',
      'real orders say who sends to whom',
    );
  }
  if (tables.zones === undefined) return;
  checkSources(tables.zones, names.orders !== undefined, demand.returns !== undefined, problems);
  // Parcels are named by their source: two sources must not have one name.
  const codes = new Set(tables.zones.column('code'));
  const taken = [
    ...(names.orders === undefined ? [] : ['order']),
    ...(demand.returns === undefined ? [] : [...codes].map((code) => `${code}r`)),
    ...(names.orders === undefined || demand.returns === undefined ? [] : ['orderr']),
  ];
  for (const name of taken) {
    if (!codes.has(name)) continue;
    const row = tables.zones.column('code').indexOf(name);
    problems.error('rule', tables.zones.file, tables.zones.place(row, 'code'), {
      found: `the zone ${quote(name)}`,
      allowed: 'another code',
      hint: 'orders of a table or returns are named so',
    });
  }
}

function checkRegionShares(
  shares: Readonly<Record<string, number>>,
  { facilities, zones }: NetworkTables,
  report: ReportSetting,
): void {
  if (facilities === undefined || zones === undefined) return;
  const regions = facilities.column('region');
  const regionOf = new Map(facilities.column('code').map((code, row) => [code, regions[row]]));
  const senders = new Set<string>();
  zones.column('station').forEach((station, row) => {
    const region = regionOf.get(station);
    if (region !== undefined && zones.column('seller_weight')[row] > 0) senders.add(region);
  });
  const path = (region: string) => `demand.region_shares[${JSON.stringify(region)}]`;
  const named = Object.keys(shares);
  for (const region of named) {
    if (shares[region] === 0 || senders.has(region)) continue;
    report(
      path(region),
      `a share of the region ${quote(region)}, where no zone has a seller_weight above 0`,
      'regions of the facilities in which somebody sends',
      didYouMean(
        region,
        [...senders].filter((one) => !named.includes(one)),
      ),
      'reference',
    );
  }
  for (const region of [...senders].sort((a, b) => (a < b ? -1 : 1))) {
    if (shares[region] !== undefined) continue;
    report(
      'demand.region_shares',
      `no share of the region ${quote(region)}, where zones have a seller_weight`,
      'a share for each region in which somebody sends',
      'write 0 where nothing is sent',
      'missing',
    );
  }
  if (named.every((region) => !(shares[region] > 0)))
    report(
      'demand.region_shares',
      'shares that are all 0',
      'at least one above 0',
      'there would be no demand',
    );
}
