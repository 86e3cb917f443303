import { describe, expect, it } from 'vitest';
import { ProfileArrivals } from '../../../src/engine/blocks/arrival-process.ts';
import { DemandRates } from '../../../src/model/demand/demand-rates.ts';
import { forecastError } from '../../../src/model/demand/forecast-error.ts';
import { openDemand } from '../../../src/model/demand/open-demand.ts';
import {
  Commitments,
  isCold,
  isFragile,
  KIND,
  KindDraws,
  serviceClassOf,
} from '../../../src/model/demand/parcel-kind.ts';
import { LocalTime } from '../../../src/model/network/local-time.ts';
import { Luck } from '../../../src/model/network/luck.ts';
import type { NetworkScenario } from '../../../src/scenario/network/network-scenario.ts';
import { type NetworkDraft, network } from '../../builders/network-draft.ts';
import { type NamedRow, runNetwork, table } from '../../builders/network-tables.ts';
import { MASTER_SEED } from '../../seeds.ts';
import { expectMeans, REPLICATIONS } from './against-expectation.ts';

const DAY = 86_400;
const HOUR = 3600;

const replications = Array.from({ length: REPLICATIONS }, (_, replication) => replication);

const PROMOTION = {
  code: '11-11',
  name: "Singles' Day",
  release_at: '2026-11-10T00:00',
  day_factor: 3,
  presale_days: 1,
  presale_dip: 0.2,
  burst_share: 0.4,
  burst_h: 2,
  tail_days: 1,
  tail_factor: 1.5,
};

/** Four towns in two regions, which all send to all. */
const TOWNS: NetworkDraft = {
  settings: {
    starts_at: '2026-11-08T00:00:00+08:00',
    run: { warm_up_days: 0, measured_days: 1, cap_days: 0.001 },
    demand: { parcels_per_day: 2000, hour_shares: Array.from({ length: 24 }, (_, h) => (h < 6 ? 0 : 1)) },
  },
  facilities: [0, 1, 2, 3].map((i) => ({
    code: `S${i}`,
    kind: 'station',
    lon: 110 + 2 * i,
    region: i < 2 ? 'East' : 'West',
  })),
  zones: [0, 1, 2, 3].map((i) => ({
    code: `Z${i}`,
    station: `S${i}`,
    population: 100 * (i + 1),
    sellerWeight: 4 - i,
  })),
  lanes: [],
};

function towns(demand: object, more: Partial<NetworkDraft> = {}, run: object = {}): NetworkScenario {
  const { settings } = TOWNS;
  return network({
    ...TOWNS,
    ...more,
    settings: {
      ...settings,
      run: { ...settings?.run, ...run },
      demand: { ...settings?.demand, ...demand },
    },
  });
}

/** Every parcel that one replication creates. */
function parcels(scenario: NetworkScenario, replication = 0): NamedRow[] {
  const options = { seed: MASTER_SEED.demand, replication, scans: 'none', checksEveryEvent: false } as const;
  return table(runNetwork(scenario, options), 'parcels');
}

describe('arrivals of a zone', () => {
  it('come in every stretch of a promotion as often as its integral says', () => {
    const scenario = towns({ promotions: [PROMOTION] }, {}, { measured_days: 4 });
    const local = new LocalTime(scenario.startWeekday, scenario.startSecondOfDay);
    const { profile } = new DemandRates(scenario, openDemand(scenario), local).of(0);
    // A normal day, the day before, the burst, the night after it, the rest of the day, the tail, and a normal day.
    const cutsS = [0, DAY, 2 * DAY, 2 * DAY + 2 * HOUR, 2 * DAY + 6 * HOUR, 3 * DAY, 4 * DAY];
    const counts = replications.map((replication) => {
      const stream = new Luck(MASTER_SEED.demand, replication).stream('demand/Z0');
      const arrivals = new ProfileArrivals(profile, stream);
      const found = cutsS.map(() => 0);
      for (let at = arrivals.at(); Number.isFinite(at); at = arrivals.at()) {
        found[cutsS.findLastIndex((cutS) => at >= cutS * 1e6)]++;
      }
      return found;
    });
    const stretches = cutsS.slice(1).map((toS, at) => [at, cutsS[at], toS] as const);
    const exact = stretches.map(([, fromS, toS]) => profile.cumulative(toS) - profile.cumulative(fromS));
    // Of the 800 of a mean day: all; less the fifth put off; two fifths of the extra; nothing at night; the rest; the tail.
    [800, 640, 640, 0, 800 + 960, 1200].forEach((volume, at) => {
      expect(exact[at]).toBeCloseTo(volume, 6);
    });
    const there = stretches.filter(([at]) => exact[at] > 0);
    expect(counts.every((found) => found[3] === 0)).toBe(true);
    expectMeans(
      there.map(([at]) => counts.map((found) => found[at])),
      there.map(([at]) => exact[at]),
    );
  });

  it('are as many in spread as in mean: independent from one stretch to the next', () => {
    const scenario = towns({ holidays: [{ date: '2026-11-08', factor: 0.9 }] });
    const local = new LocalTime(scenario.startWeekday, scenario.startSecondOfDay);
    const { profile } = new DemandRates(scenario, openDemand(scenario), local).of(0);
    // 18 hours with parcels in each of 200 replications: counts of a Poisson law have their mean as variance.
    const perHour = (800 * 0.9) / 18;
    let sum = 0;
    let n = 0;
    for (let replication = 0; replication < 200; replication++) {
      const arrivals = new ProfileArrivals(
        profile,
        new Luck(MASTER_SEED.demand, replication).stream('hours'),
      );
      const found = new Array<number>(24).fill(0);
      for (let at = arrivals.at(); at < DAY * 1e6; at = arrivals.at()) found[Math.floor(at / 3.6e9)]++;
      for (const count of found.slice(6)) {
        sum += (count - perHour) ** 2 / perHour;
        n++;
      }
    }
    // A sum of n squares over their mean: about normal, with mean n and variance 2 n + n / mean.
    expect(Math.abs(sum - n)).toBeLessThan(4 * Math.sqrt(n * (2 + 1 / perHour)));
  });
});

describe('generated volumes by pair of zones', () => {
  const od = [
    { from: 0, to: 1, volume: 3 },
    { from: 0, to: 3, volume: 1 },
    { from: 2, to: 0, volume: 2 },
    { from: 2, to: 2, volume: 2 },
  ];
  // No pair so small that its mean would need more parcels to be known.
  const zones = TOWNS.zones.map((zone, i) => ({
    ...zone,
    population: 300 + 100 * i,
    sellerWeight: 6 - i,
  }));
  const many = { parcels_per_day: 4000 };
  const cases = [
    ['the gravity model', towns(many, { zones })],
    ['shares of regions', towns({ ...many, region_shares: { East: 2, West: 3 } }, { zones })],
    ['an origin-destination table', towns(many, { zones, tables: { od } })],
  ] as const;

  it.each(cases)('equal the expectation of %s', (_, scenario) => {
    const demand = openDemand(scenario);
    const pairs = scenario.zones.flatMap((_from, from) =>
      scenario.zones.map((_to, to) => [from, to] as const),
    );
    const exact = pairs.map(([from, to]) => demand.flowPerDay(from, to));
    const counts = replications.map((replication) => {
      const found = new Map<string, number>();
      for (const { origin, destination } of parcels(scenario, replication)) {
        const pair = `${origin} ${destination}`;
        found.set(pair, (found.get(pair) ?? 0) + 1);
      }
      return pairs.map(
        ([from, to]) => found.get(`${scenario.zones[from].code} ${scenario.zones[to].code}`) ?? 0,
      );
    });
    expect(exact.reduce((sum, one) => sum + one, 0)).toBeCloseTo(4000, 6);
    const sent = pairs.map((_pair, at) => at).filter((at) => exact[at] > 0);
    const none = pairs.map((_pair, at) => at).filter((at) => exact[at] === 0);
    expect(counts.every((found) => none.every((at) => found[at] === 0))).toBe(true);
    expectMeans(
      sent.map((at) => counts.map((found) => found[at])),
      sent.map((at) => exact[at]),
    );
  });

  it('are those of the table: each pair its share of the parcels per day', () => {
    const demand = openDemand(towns({}, { tables: { od } }));
    expect(od.map(({ from, to }) => demand.flowPerDay(from, to))).toEqual([750, 250, 500, 500]);
    expect([0, 1, 2, 3].map((zone) => demand.sentPerDay(zone))).toEqual([1000, 0, 1000, 0]);
    expect([0, 1, 2, 3].map((zone) => demand.receivedPerDay(zone))).toEqual([500, 750, 500, 250]);
  });

  it('are found among many destinations, in whatever order zones and pairs stand, and are 0 elsewhere', () => {
    const zones = Array.from({ length: 23 }, (_, at) => ({ code: `Z${(at * 7) % 23}`, station: 'S' }));
    const volume = (from: number, to: number) => ((from * 5 + to * 3) % 4) * (from + 1);
    const od = zones.flatMap((_, from) => zones.map((_, to) => ({ from, to, volume: volume(from, to) })));
    const facilities = [{ code: 'S', kind: 'station' as const }];
    const demand = openDemand(
      network({
        facilities,
        zones,
        lanes: [],
        tables: { od: od.reverse() },
        settings: { demand: { parcels_per_day: 1 } },
      }),
    );
    const total = od.reduce((sum, pair) => sum + pair.volume, 0);
    for (const pair of od) expect(demand.flowPerDay(pair.from, pair.to)).toBeCloseTo(pair.volume / total, 12);
  });

  it('follow the shares of regions, within a region the seller weights', () => {
    const demand = openDemand(towns({ region_shares: { East: 1, West: 3 } }));
    // East sends 500 by weights 4 and 3, West 1500 by 2 and 1.
    [(500 * 4) / 7, (500 * 3) / 7, 1000, 500].forEach((sent, zone) => {
      expect(demand.sentPerDay(zone)).toBeCloseTo(sent, 9);
    });
  });
});

describe('stock near the consumers', () => {
  it('stays in its region', () => {
    const stocked = { ...PROMOTION, release_at: '2026-11-08T00:00', presale_dip: 0, pre_positioned_share: 1 };
    // Nobody sells in the West, and what is sent from there is stock.
    const zones = TOWNS.zones.map((zone, i) => ({ ...zone, sellerWeight: i < 2 ? 1 : 0 }));
    const rows = parcels(towns({ promotions: [stocked] }, { zones }));
    const fromWest = rows.filter(({ origin }) => origin === 'Z2' || origin === 'Z3');
    expect(fromWest.length).toBeGreaterThan(1000);
    expect(fromWest.every(({ destination }) => destination === 'Z2' || destination === 'Z3')).toBe(true);
  });
});

describe('a promotion at another time', () => {
  it('leaves every parcel before it as it was, and the luck of all others', () => {
    const runs = [{}, { promotions: [{ ...PROMOTION, presale_dip: 0 }] }].map(
      (demand) => new Map(parcels(towns(demand, {}, { measured_days: 3 })).map((row) => [row.parcel, row])),
    );
    const [without, having] = runs;
    expect(having.size).toBeGreaterThan(without.size + 3000);
    let before = 0;
    for (const [parcel, row] of without) {
      const other = having.get(parcel);
      expect(other?.destination).toBe(row.destination);
      expect(other?.weight_kg).toBe(row.weight_kg);
      if ((row.created as number) < 2 * DAY * 1e6) {
        // The one is a week that repeats, the other a calendar: their sums round differently.
        expect(Math.abs((other?.created as number) - (row.created as number))).toBeLessThanOrEqual(2);
        before++;
      }
    }
    expect(before).toBeGreaterThan(3000);
  });
});

describe('the error of a forecast', () => {
  it('belongs to the zone and the replication, and leaves the plan as it was', () => {
    const scenario = towns({ forecast_error: { bias: 0.1, cv: 0.3 } });
    const reversed = towns({ forecast_error: { bias: 0.1, cv: 0.3 } }, { zones: TOWNS.zones.toReversed() });
    const factors = (of: NetworkScenario, replication: number) => {
      const factor = forecastError(of, new Luck(MASTER_SEED.demand, replication))!;
      return new Map(of.zones.map(({ code }, zone) => [code, factor(zone)]));
    };
    const one = factors(scenario, 0);
    expect(new Set(one.values()).size).toBe(4);
    expect([...factors(reversed, 0)].sort()).toEqual([...one].sort());
    expect(factors(scenario, 1)).not.toEqual(one);
    expect(openDemand(scenario).sentPerDay(0)).toBe(openDemand(towns({})).sentPerDay(0));
  });

  it('multiplies what comes by 1 + bias on average', () => {
    const scenario = towns({ parcels_per_day: 400, forecast_error: { bias: 0.25, cv: 0.1 } });
    const counts = replications.map((replication) => parcels(scenario, replication).length);
    expectMeans([counts], [500]);
  });
});

describe('the kind of a parcel', () => {
  const serviceClass = (code: string, share: number, commitment_h: number) => ({
    code,
    name: code,
    share,
    commitment_h,
  });
  const kinds = {
    classes: [serviceClass('standard', 3, 72), serviceClass('express', 1, 24)],
    fragile: { share: 0.5 },
    cold: { share: 0.25, spoils_after_h: 30 },
  };

  it('is drawn in the shares of classes, fragile and cold', () => {
    const { settings } = towns(kinds);
    const shares = replications.map((replication) => {
      const draws = new KindDraws(settings, new Luck(MASTER_SEED.demand, replication), 'Z0');
      const drawn = Array.from({ length: 2000 }, (_, ordinal) => draws.of(ordinal));
      const share = (is: (klass: number) => boolean) => drawn.filter(is).length / drawn.length;
      return [
        share((klass) => serviceClassOf(klass) === 0),
        share((klass) => serviceClassOf(klass) === 1),
        share(isFragile),
        share(isCold),
      ];
    });
    expectMeans(
      [0, 1, 2, 3].map((at) => shares.map((found) => found[at])),
      [0.75, 0.25, 0.5, 0.25],
    );
  });

  it('keeps the class that an order names', () => {
    const draws = new KindDraws(towns(kinds).settings, new Luck(MASTER_SEED.demand, 0), 'order');
    for (let ordinal = 0; ordinal < 100; ordinal++) expect(serviceClassOf(draws.of(ordinal, 1))).toBe(1);
  });

  it('says what is promised, and what spoils', () => {
    const commitments = new Commitments(towns(kinds).settings);
    const hours = (us: number) => us / 3.6e9;
    const kind = KIND.fragile | KIND.cold | KIND.isReturn;
    expect([0, 1, 1 | kind].map((klass) => hours(commitments.commitmentUs(klass)))).toEqual([72, 24, 24]);
    expect(hours(commitments.spoilsAfterUs(1 | kind))).toBe(30);
    expect(commitments.spoilsAfterUs(1)).toBe(Number.POSITIVE_INFINITY);
    expect(hours(new Commitments(towns({}).settings).commitmentUs(0))).toBe(72);
  });

  it('changes no other luck', () => {
    const told = (demand: object) =>
      parcels(towns(demand)).map(({ parcel, destination, weight_kg, created }) => [
        parcel,
        destination,
        weight_kg,
        created,
      ]);
    expect(told(kinds)).toEqual(told({}));
  });
});
