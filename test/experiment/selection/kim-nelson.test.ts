import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Stream } from '../../../src/engine/random/stream.ts';
import { standardNormal } from '../../../src/engine/random/ziggurat.ts';
import {
  kimNelson,
  kimNelsonConstants,
  type SelectionSettings,
} from '../../../src/experiment/selection/kim-nelson.ts';
import cases from '../../reference/experiment-procedures.json' with { type: 'json' };
import { MASTER_SEED } from '../../seeds.ts';
import { BINOMIAL_ERROR, binomialCdf } from '../interval-coverage/binomial-test.ts';

interface ConstantsCase {
  readonly id: string;
  readonly params: { k: number; n0: number; alpha: number; c: number };
  readonly expected: { eta: number; h2: number };
}
const constantsCases = cases.filter(({ model }) => model === 'KNconstants') as unknown as ConstantsCase[];

const SETTINGS: SelectionSettings = { better: 'higher', confidence: 0.95, indifference: 1, firstStage: 10 };

/** Normal values of standard deviation 2 for each mean, correlated over systems within a replication. */
function createColumns(
  means: readonly number[],
  rows: number,
  stream: Stream,
  correlation = 0.5,
): Float64Array[] {
  const columns = means.map(() => new Float64Array(rows));
  for (let row = 0; row < rows; row++) {
    const shared = Math.sqrt(correlation) * standardNormal(stream);
    for (const [system, mean] of means.entries())
      columns[system][row] = mean + 2 * (shared + Math.sqrt(1 - correlation) * standardNormal(stream));
  }
  return columns;
}

const slippage = (k: number) => Array.from({ length: k }, (_, system) => (system === k - 1 ? 1 : 0));

describe("the constants of Kim and Nelson's procedure", () => {
  // The cases call themselves independent; their error is shared out by Bonferroni, as for common random numbers.
  it.each(constantsCases)('match the published figures of $id', ({ params, expected }) => {
    const { eta, hSquared } = kimNelsonConstants(params.k, params.n0, 1 - params.alpha, 'common');
    expect(Math.abs(eta / expected.eta - 1)).toBeLessThan(1e-9);
    expect(Math.abs(hSquared / expected.h2 - 1)).toBeLessThan(1e-9);
  });

  it('are smaller for independent systems, and the same for two', () => {
    const constants = (k: number, design: 'common' | 'independent') =>
      kimNelsonConstants(k, 10, 0.95, design).eta;
    expect(constants(10, 'independent')).toBeLessThan(constants(10, 'common'));
    expect(constants(2, 'independent')).toBeCloseTo(constants(2, 'common'), 12);
  });
});

describe('Kim and Nelson selection', () => {
  it.each([
    { k: 2, correlation: 0.5, design: 'common' },
    { k: 5, correlation: 0.5, design: 'common' },
    { k: 10, correlation: 0.5, design: 'common' },
    { k: 5, correlation: 0, design: 'independent' },
  ] as const)(
    'selects the best of $k at the edge of the zone as often as promised, $design numbers',
    ({ k, correlation, design }) => {
      const stream = new Stream(MASTER_SEED.coverage, 0, `kim-nelson/${k}/${design}`);
      const experiments = 2000;
      let correct = 0;
      for (let experiment = 0; experiment < experiments; experiment++) {
        const columns = createColumns(slippage(k), 400, stream, correlation);
        const { state, survivors } = kimNelson(columns, { ...SETTINGS, design });
        expect(state).toBe('selected');
        if (survivors[0] === k - 1) correct++;
      }
      // Not significantly fewer than promised. The procedure is conservative: measured 96.7 to 97.6 %.
      expect(binomialCdf(correct, experiments, 0.95), `${correct}`).toBeGreaterThan(BINOMIAL_ERROR);
    },
  );

  it('drops where the lead exceeds the margin, which narrows from stage to stage', () => {
    // Two systems, n0 = 2: eta = ((2 x 0.25)^-2 - 1) / 2 = 1.5, so h^2 = 3.
    const settings: SelectionSettings = {
      better: 'higher',
      confidence: 0.75,
      indifference: 1,
      firstStage: 2,
    };
    expect(kimNelsonConstants(2, 2, 0.75)).toEqual({ eta: 1.5, hSquared: 3 });
    // Leads of 1 and 3: S^2 = 2, h^2 S^2 = 6. Stage 2: lead 2, margin (6 - 2) / 4 = 1.
    const decided = kimNelson(
      [
        [0, 0],
        [1, 3],
      ],
      settings,
    );
    expect(decided).toEqual({
      state: 'selected',
      survivors: [1],
      leader: 1,
      stage: 2,
      rows: 2,
      lastStage: 2,
      dropped: [{ system: 0, stage: 2, rows: 2, by: 1 }],
    });
    // Leads of -1 and 3: S^2 = 8, h^2 S^2 = 24. Stage 2: lead 1, margin 5.5. Stage 3: lead 0.4, margin 3.5.
    const undecided = kimNelson(
      [
        [0, 0, 0],
        [-1, 3, -0.8],
      ],
      settings,
    );
    expect(undecided).toMatchObject({
      state: 'undecided',
      survivors: [0, 1],
      leader: 1,
      stage: 3,
      lastStage: 25,
    });
  });

  it('is decided by the best mean, and the first of equals, when all margins are 0', () => {
    const same = [5, 6, 7, 5, 6, 7, 5, 6, 7, 5];
    const settings: SelectionSettings = { ...SETTINGS, better: 'lower' };
    expect(kimNelson([same, same, same.map((value) => value + 1e-9)], settings)).toMatchObject({
      state: 'selected',
      survivors: [0],
      stage: 10,
      dropped: [
        { system: 2, stage: 10, rows: 10, by: 0 },
        { system: 1, stage: 10, rows: 10, by: 0 },
      ],
    });
  });

  it('waits for its first stage, and names whoever leads so far', () => {
    const columns = [
      [3, 3, 3],
      [1, 2, 3],
    ];
    expect(kimNelson(columns, SETTINGS)).toMatchObject({
      state: 'undecided',
      survivors: [0, 1],
      leader: 0,
      stage: 3,
    });
    expect(kimNelson(columns, SETTINGS).lastStage).toBeNaN();
    expect(kimNelson([[], []], SETTINGS)).toMatchObject({ stage: 0, leader: undefined });
  });

  it('finds the best of a mirror image as the worst', () => {
    const columns = createColumns([0, 0.5, 1, 3], 200, new Stream(MASTER_SEED.coverage, 0, 'mirror'));
    const mirrored = columns.map((column) => column.map((value) => -value));
    expect(kimNelson(mirrored, { ...SETTINGS, better: 'lower' })).toEqual(kimNelson(columns, SETTINGS));
  });

  it('asks no more of systems that are out, and gives the same however often it is asked', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1e6 }), fc.integer({ min: 2, max: 6 }), (seed, k) => {
        const whole = createColumns(slippage(k), 400, new Stream(seed, 0, 'contest'));
        const decided = kimNelson(whole, SETTINGS);
        let length = SETTINGS.firstStage;
        let columns = whole.map((column) => column.subarray(0, length));
        for (let state = kimNelson(columns, SETTINGS); state.state === 'undecided'; length++) {
          const { survivors } = state;
          columns = columns.map((column, system) =>
            survivors.includes(system) ? whole[system].subarray(0, length + 1) : column,
          );
          state = kimNelson(columns, SETTINGS);
          expect(state.stage).toBeLessThanOrEqual(state.lastStage);
        }
        expect(kimNelson(columns, SETTINGS)).toEqual(decided);
      }),
      { numRuns: 50 },
    );
  });

  it('leaves out a replication that failed in a system still in contention', () => {
    const whole = createColumns([0, 0, 1], 100, new Stream(MASTER_SEED.coverage, 0, 'gaps'));
    const at = 5;
    const gapped = whole.map((column) => [...column.subarray(0, at), Number.NaN, ...column.subarray(at)]);
    gapped[0][at] = 7;
    const { rows, dropped, ...selection } = kimNelson(gapped, SETTINGS);
    const { rows: wholeRows, dropped: wholeDropped, ...wholeSelection } = kimNelson(whole, SETTINGS);
    expect(selection).toEqual(wholeSelection);
    // One row more was looked at, and counts for nobody.
    expect(rows).toBe(wholeRows + 1);
    expect(dropped).toEqual(wholeDropped.map((one) => ({ ...one, rows: one.rows + 1 })));
  });

  it('refuses one system, no zone, and a promise that chance would keep', () => {
    const column = [1, 2, 3];
    expect(() => kimNelson([column], SETTINGS)).toThrow(/1 systems/);
    expect(() => kimNelson([column, column], { ...SETTINGS, indifference: 0 })).toThrow(/zone 0/);
    expect(() => kimNelson([column, column], { ...SETTINGS, confidence: 0.5 })).toThrow(/confidence 0\.5/);
    expect(() => kimNelson([column, column], { ...SETTINGS, firstStage: 1 })).toThrow(/first stage of 1/);
  });
});
