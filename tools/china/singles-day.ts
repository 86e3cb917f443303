import { nationalSettings } from './national-settings.ts';

/** Provinces over which the storm lies. */
const MIDDLE = ['Henan', 'Hubei', 'Hunan', 'Anhui', 'Jiangxi', 'Shaanxi'];

/** The promotion of 11.11. */
const ELEVEN_ELEVEN = {
  code: 'D11',
  name: 'Singles’ Day',
  release_at: '2026-11-11T00:00',
  day_factor: 1.6,
  presale_days: 3,
  presale_dip: 0.1,
  burst_share: 0.3,
  burst_h: 2,
  tail_days: 5,
  tail_factor: 1.25,
  pre_positioned_share: 0.3,
  source:
    'Day factor: 1.51 (2024) to 1.87 (2023) times a normal day (en.people.cn, 13 November of both years); window factor 1.2 to 1.4 (same). Pre-sale, burst, tail and pre-positioned stock: assumption.',
};

/** The storm of the day after. */
const SNOW = {
  code: 'SNOW-MIDDLE',
  name: 'Heavy snow over the middle provinces',
  kind: 'heavy-snow',
  from: '2026-11-12T00:00',
  to: '2026-11-13T12:00',
  regions: MIDDLE,
  source: 'Place and time: assumption.',
};

/** What heavy snow does. */
const SNOW_EFFECTS = {
  'heavy-snow': {
    expressway_speed: 0.88,
    rural_speed: 0.6,
    closes_rural: true,
    courier_rate: 0.6,
    source:
      'Speed on expressways: heavy snow at a free-flow speed of 55 mi/h (Highway Capacity Manual, 7th ed., Exhibit 11-21). Rural roads, which close, and couriers: assumption.',
  },
};

/** The national carrier over 11.11. @param isSnowing whether the storm comes too */
export function singlesDaySettings(parcelsPerDay: number, hubSortCost: number, isSnowing: boolean) {
  const base = nationalSettings(parcelsPerDay, hubSortCost);
  const network = 'The network of china-national';
  return {
    ...base,
    title: isSnowing ? 'Singles’ Day in the snow' : 'Singles’ Day',
    description: isSnowing
      ? `${network} over 11.11, and heavy snow over six middle provinces from the 12th at 00:00 to the 13th at noon: trucks are slower, rural roads are closed, couriers take longer. The control desk finds new ways for what is held up. Compare it with singles-day.`
      : `${network} over 11.11: orders are put off for three days and released at midnight, a part of them from stock that was brought near before; the days after are above normal. Measured are the parcels of the 11th and 12th. Set demand.promotions=[] for the same days without it.`,
    starts_at: '2026-11-08T00:00:00+08:00',
    run: { ...base.run, warm_up_days: 3, measured_days: 2, cap_days: 5, seed: 1111 },
    demand: { ...base.demand, promotions: [ELEVEN_ELEVEN] },
    weather: isSnowing ? [SNOW] : [],
    weather_effects: SNOW_EFFECTS,
    routing: {
      policy: 'reactive',
      overload_h: 12,
      source: 'assumption: half an hour from what the control desk sees to what facilities do',
    },
  };
}

/** Experiment that tells the three apart: the same days without a promotion, with it, and with the storm as well. */
export function singlesDayExperiment() {
  return {
    $schema: '../../../public/experiment.schema.json',
    version: 1,
    kind: 'experiment',
    title: 'What 11.11 does, and what a snowstorm does on top of it',
    description:
      'The same November days of the same network three times: without a promotion, with it, and with heavy snow over the middle provinces from the 12th on. All three have the same luck, so that a difference is that of the promotion or the storm. Measured are the parcels of the 11th. A replication is about eight million parcels.',
    scenario: '..',
    set: ['run.measured_days=1', 'run.cap_days=4'],
    replications: 5,
    responses: [
      { kpi: 'transit_time', better: 'lower' },
      { kpi: 'service_level', better: 'higher' },
      { kpi: 'unfinished', better: 'lower' },
      { kpi: 'cost_total', better: 'lower' },
    ],
    alternatives: [
      { name: 'no promotion', set: ['demand.promotions=[]'] },
      { name: '11.11' },
      { name: '11.11 and snow', set: [`weather=${JSON.stringify([SNOW])}`] },
    ],
    comparison: { pairs: 'all' },
  };
}
