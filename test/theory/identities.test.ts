import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Program, type Tables } from '../program/program.ts';
import { MASTER_SEED } from '../seeds.ts';
import { exponential, queue, SINK, source } from './flow-parts.ts';
import { IDENTITY_CASE } from './identity-case.ts';
import { type Row, rowOf, rowsOf, simulate } from './simulate.ts';
import type { WrittenFlow } from './theory-case.ts';

const OPTIONS = [
  '--seed',
  `${MASTER_SEED.theory}/${IDENTITY_CASE}`,
  '--replications',
  '5',
  '--parcels',
  'all',
  '--scans',
  'all',
];

/** 400 parcels at a load of 0.9 of three servers, and time for the last to leave: the run ends as empty as it begins. */
const HORIZON_S = 200_000;

const emptyToEmpty = (line: object): WrittenFlow => ({
  blocks: { arrivals: source(exponential(100), 'line', { limit: 400 }), line, out: SINK },
  run: { horizon_s: HORIZON_S, warm_up_s: 0 },
});

const threeServers = (more: object = {}) =>
  queue({ lognormal: { mean_s: 270, cv: 0.7 } }, { servers: 3, ...more });

describe('a run that starts and ends empty', () => {
  let program: Program;
  beforeAll(async () => {
    program = await Program.start();
  });
  afterAll(() => program.stop());

  const lines: readonly (readonly [string, object])[] = [
    ['three servers', threeServers()],
    ['three servers, last in first out', threeServers({ discipline: 'lifo' })],
    [
      'three servers that break down',
      threeServers({
        breakdown: { by: 'clock', time_to_failure: exponential(2000), repair: exponential(300) },
      }),
    ],
    ['groups that may be joined', queue(exponential(400), { group: { at_most: 6, joins: true } })],
    ['a batch by the clock', { type: 'batch', capacity: 7, clock: { every_s: 600 }, to: 'out' }],
  ];

  it.each(lines)('keeps the law of Little and the identity of areas exactly: %s', async (_name, line) => {
    const tables = await simulate(program, emptyToEmpty(line), OPTIONS);
    for (let ordinal = 0; ordinal < 5; ordinal++) {
      const figures = rowsOf(tables.replications).filter((row) => row.replication === `${ordinal}`);
      const value = (kpi: string) => Number(rowOf(figures, { kpi, place: 'line' }).value);
      const parcels = rowsOf(tables.parcels).filter((row) => row.replication === `${ordinal}`);
      expect(parcels.map((row) => row.outcome)).toEqual(Array.from({ length: 400 }, () => 'finished'));
      // Whole microseconds: the area under the number in system is the sum of the sojourn times.
      const area = value('number_in_system') * HORIZON_S;
      const sojourns = parcels.reduce((sum, row) => sum + Number(row.time_in_system_s), 0);
      expect(Math.abs(area / sojourns - 1)).toBeLessThan(1e-12);
      const little = (value('arrivals') / HORIZON_S) * value('time_in_system');
      expect(Math.abs(value('number_in_system') / little - 1)).toBeLessThan(1e-12);
    }
  });

  it('is busy at the same times whoever is served first, for one server', async () => {
    const oneServer = (discipline: string) => queue({ gamma: { mean_s: 90, cv: 0.8 } }, { discipline });
    const fifo = await simulate(program, emptyToEmpty(oneServer('fifo')), OPTIONS);
    const lifo = await simulate(program, emptyToEmpty(oneServer('lifo')), OPTIONS);
    expect(busyPeriods(lifo)).toEqual(busyPeriods(fifo));
    expect(busyPeriods(fifo).length).toBeGreaterThan(100);
    const order = (tables: Tables) => ends(tables).map((row) => row.subject);
    expect(order(lifo)).not.toEqual(order(fifo));
  });

  it('makes a Poisson stream of several Poisson streams', async () => {
    const flow = {
      blocks: {
        slow: source(exponential(700), 'out'),
        medium: source(exponential(300), 'out'),
        fast: source(exponential(100), 'out'),
        out: SINK,
      },
      run: { horizon_s: 2e6, warm_up_s: 0 },
    };
    const tables = await simulate(program, flow, OPTIONS);
    const rate = 1 / 700 + 1 / 300 + 1 / 100;
    const shares: number[] = [];
    for (let ordinal = 0; ordinal < 5; ordinal++) {
      const instants = rowsOf(tables.parcels)
        .filter((row) => row.replication === `${ordinal}`)
        .map((row) => Number(row.created_s))
        .sort((a, b) => a - b);
      instants.forEach((at, i) => void shares.push(Math.exp(-rate * (at - (instants[i - 1] ?? 0)))));
    }
    // Kolmogorov's statistic against the exponential law: 2.8 / sqrt(n) is exceeded three times in 10^7.
    shares.sort((a, b) => a - b);
    const n = shares.length;
    let distance = 0;
    shares.forEach((share, i) => {
      distance = Math.max(distance, share - i / n, (i + 1) / n - share);
    });
    expect(n).toBeGreaterThan(100_000);
    expect(distance * Math.sqrt(n)).toBeLessThan(2.8);
  });
});

function ends(tables: Tables): readonly Row[] {
  return rowsOf(tables.scans).filter(
    (row) => row.replication === '0' && row.block === 'line' && row.step === 'left',
  );
}

/** Starts and ends of the stretches in which somebody is in the line or in service, from the scans. */
function busyPeriods(tables: Tables): string[] {
  const periods: string[] = [];
  let present = 0;
  let since = '';
  for (const { replication, block, step, time_s: at } of rowsOf(tables.scans)) {
    if (block !== 'line' || step === 'started') continue;
    if (step === 'entered' && present++ === 0) since = at;
    if (step === 'left' && --present === 0) periods.push(`${replication}: ${since} to ${at}`);
  }
  return periods;
}
