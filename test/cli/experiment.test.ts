import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { parseStrictCsv } from '../export/strict-csv.ts';
import { createFolder, fixture, runProgram, startProgram } from './program.ts';

const RESPONSES = [{ kpi: 'time_in_system', place: 'exit', better: 'lower' }];

/** A folder with the scenario `mm1` and an experiment on it. */
function createExperiment(content: object): string {
  const folder = createFolder();
  cpSync(fixture('mm1'), path.join(folder, 'mm1.json'));
  mkdirSync(path.join(folder, 'experiments'));
  const file = path.join(folder, 'experiments', 'test.json');
  const written = {
    version: 1,
    kind: 'experiment',
    title: 'Test',
    scenario: '../mm1.json',
    responses: RESPONSES,
  };
  writeFileSync(file, JSON.stringify({ ...written, ...content }));
  return file;
}

/** The text of every table. */
function tablesOf(out: string): Record<string, string> {
  const names = readdirSync(out).filter((name) => name.endsWith('.csv'));
  return Object.fromEntries(names.map((name) => [name, readFileSync(path.join(out, name), 'utf8')]));
}

function rowsOf(out: string, table: string): Record<string, string>[] {
  const [header, ...rows] = parseStrictCsv(readFileSync(path.join(out, `${table}.csv`), 'utf8'));
  return rows.map((row) => Object.fromEntries(header.map((name, at) => [name, row[at]])));
}

const SPEEDS = {
  replications: 12,
  alternatives: [
    { name: 'today' },
    { name: 'faster', set: ['blocks.counter.service.exponential.mean_s=3.8'] },
    { name: 'slower', set: ['blocks.counter.service.exponential.mean_s*=1.05'] },
  ],
};

describe('waybill experiment', () => {
  it('writes the same bytes with one worker and with two', async () => {
    const file = createExperiment(SPEEDS);
    const outs = ['1', '2'].map((workers) => [workers, path.join(path.dirname(file), workers)]);
    for (const [workers, out] of outs) {
      const { code } = await runProgram('experiment', file, '--workers', workers, '--quiet', '--out', out);
      expect(code).toBe(0);
    }
    const [one, two] = outs.map(([, out]) => tablesOf(out));
    expect(Object.keys(one)).toEqual([
      'comparison.csv',
      'design.csv',
      'inputs.csv',
      'replications.csv',
      'summary.csv',
    ]);
    expect(two).toEqual(one);
  });

  it('compares alternatives in a plain sentence, and lists what differs in their inputs', async () => {
    const file = createExperiment(SPEEDS);
    const out = path.join(path.dirname(file), 'out');
    const { stdout } = await runProgram('experiment', file, '--quiet', '--out', out);
    expect(stdout).toMatch(
      /faster lowers time in system by [\d.]+ s ± [\d.]+ s against today, for the better; this is more than chance at 95 %/,
    );
    expect(rowsOf(out, 'inputs').map(({ point, path: place, from, to }) => [point, place, from, to])).toEqual(
      [
        ['faster', 'blocks.counter.service.exponential.mean_s', '4', '3.8'],
        ['slower', 'blocks.counter.service.exponential.mean_s', '4', '4.2'],
      ],
    );
    const pairs = rowsOf(out, 'comparison');
    expect(pairs.map(({ a, b }) => `${a} ${b}`)).toEqual(['today faster', 'today slower', 'faster slower']);
    for (const { half_width: joint, own_half_width: own } of pairs) {
      expect(Number(joint)).toBeGreaterThan(Number(own));
    }
  });

  it('goes on from what was finished when it is stopped, to the bytes of an uninterrupted one', async () => {
    const file = createExperiment({ ...SPEEDS, set: ['run.horizon_s=400000'] });
    const [whole, stopped] = ['whole', 'stopped'].map((name) => path.join(path.dirname(file), name));
    await runProgram('experiment', file, '--quiet', '--out', whole);
    const unfinished = path.join(stopped, '.waybill-unfinished');
    const isUnderWay = () =>
      existsSync(unfinished) &&
      readdirSync(unfinished, { recursive: true }).some((name) => String(name).endsWith('.result'));
    const first = startProgram(['experiment', file, '--workers', '1', '--out', stopped]);
    while (!isUnderWay()) await wait(5);
    first.kill('SIGINT');
    const { code, stderr } = await first.ended;
    expect(code).toBe(1);
    expect(stderr).toMatch(/\d+ replications are kept in .*: the same command goes on from them/);
    expect(tablesOf(stopped)).toEqual({});
    // Killed without a word, it loses no more than what was under way.
    const second = startProgram(['experiment', file, '--workers', '2', '--out', stopped]);
    await wait(400);
    second.kill('SIGKILL');
    await second.ended;
    const last = await runProgram('experiment', file, '--workers', '2', '--out', stopped);
    expect(last.code).toBe(0);
    expect(last.stderr).toMatch(/going on from \d+ replications that were finished before/);
    expect(tablesOf(stopped)).toEqual(tablesOf(whole));
    expect(existsSync(unfinished)).toBe(false);
  });

  it('adds replications until the precision is reached, the same number with any number of workers', async () => {
    const file = createExperiment({
      replications: { relative_half_width: 0.06, at_most: 100 },
      alternatives: [
        { name: 'today' },
        { name: 'faster', set: ['blocks.counter.service.exponential.mean_s=3'] },
      ],
    });
    const counts: string[] = [];
    for (const workers of ['1', '2', '3']) {
      const out = path.join(path.dirname(file), workers);
      await runProgram('experiment', file, '--quiet', '--workers', workers, '--out', out);
      counts.push(JSON.stringify(rowsOf(out, 'design').map(({ replications }) => Number(replications))));
      for (const row of rowsOf(out, 'summary')) {
        if (row.kpi !== 'time_in_system' || row.place !== 'exit') continue;
        expect(Number(row.half_width) / Number(row.mean)).toBeLessThanOrEqual(0.06 / 1.06);
      }
    }
    expect(new Set(counts).size).toBe(1);
    const [first, second] = JSON.parse(counts[0]) as number[];
    expect(first).toBe(second);
    expect(first).toBeGreaterThan(10);
    expect(first).toBeLessThan(100);
  });

  it('cuts the warm-up that MSER-5 finds in a pilot, and says so in run.json', async () => {
    const file = createExperiment({
      // Ten thousand seconds of work are waiting when the counter opens.
      set: [
        'run.horizon_s=200000',
        'run.warm_up_s=0',
        'blocks.counter.service.exponential.mean_s=3',
        'blocks.backlog={"type":"source","at_s":[0],"batch_size":{"constant":{"value":3000}},"to":"counter"}',
      ],
      replications: 10,
      warm_up: { mser5: { pilot_replications: 5, every_s: 200 } },
      alternatives: [{ name: 'today' }],
    });
    const out = path.join(path.dirname(file), 'out');
    const { stdout, stderr, code } = await runProgram('experiment', file, '--quiet', '--out', out);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toMatch(/warm-up by MSER-5 over 5 replications: [\d,]+ s cut/);
    const { warm_up: warmUp } = JSON.parse(readFileSync(path.join(out, 'run.json'), 'utf8'));
    // 9,000 s of work, done at 40 % of the time that arrivals leave: about 22,500 s.
    expect(warmUp.is_trusted).toBe(true);
    expect(warmUp.cut_s).toBeGreaterThan(15_000);
    expect(warmUp.cut_s).toBeLessThan(30_000);
    const cut = rowsOf(out, 'warmup').filter(({ is_cut: isCut }) => isCut === 'true');
    expect(Number(cut.at(-1)?.time_s)).toBeLessThan(warmUp.cut_s);
    const figure = rowsOf(out, 'summary').find(
      ({ kpi, place }) => kpi === 'time_in_system' && place === 'exit',
    );
    // Without the backlog 1 / (1/3 - 1/5) = 7.5 s; with it, were it not cut, hundreds.
    expect(Math.abs(Number(figure?.mean) - 7.5)).toBeLessThan(1);
  });

  it('tells effects of factors, and their interaction, from a full factorial', async () => {
    const file = createExperiment({
      replications: 10,
      factors: [
        { name: 'clerks', path: 'blocks.counter.servers', low: 1, high: 2 },
        {
          name: 'service',
          path: 'blocks.counter.service.exponential.mean_s',
          change: 'multiply',
          low: 0.75,
          high: 1,
        },
      ],
      design: { full_factorial: {} },
    });
    const out = path.join(path.dirname(file), 'out');
    const { code } = await runProgram('experiment', file, '--quiet', '--out', out, '--also', 'parquet');
    expect(code).toBe(0);
    expect(
      rowsOf(out, 'design').map(({ factor_clerks: clerks, factor_service: service }) => [clerks, service]),
    ).toEqual([
      ['1', '0.75'],
      ['2', '0.75'],
      ['1', '1'],
      ['2', '1'],
    ]);
    const effects = Object.fromEntries(
      rowsOf(out, 'effects').map((row) => [row.effect, Number(row.estimate)]),
    );
    expect(effects.clerks).toBeLessThan(0);
    expect(effects.service).toBeGreaterThan(0);
    expect(effects['clerks × service']).toBeLessThan(0);
    expect(existsSync(path.join(out, 'effects.parquet'))).toBe(true);
  });

  it('drops alternatives as soon as they cannot be the best, and prints at which stage', async () => {
    const speeds = [4, 3.5, 3].map((mean) => ({
      name: `${mean} s`,
      set: [`blocks.counter.service.exponential.mean_s=${mean}`],
    }));
    const file = createExperiment({
      alternatives: speeds,
      selection: { kpi: 'time_in_system', place: 'exit', best: 'lowest', indifference_zone: 0.5 },
    });
    const out = path.join(path.dirname(file), 'out');
    const { stdout } = await runProgram('experiment', file, '--quiet', '--out', out);
    expect(stdout).toMatch(/4 s +dropped at stage \d+/);
    expect(stdout).toMatch(/3 s is selected at stage \d+/);
    expect(rowsOf(out, 'selection').map(({ state }) => state)).toEqual(['dropped', 'dropped', 'selected']);
  });

  it('reports what no scenario can do, with its place, and runs nothing', async () => {
    const file = createExperiment({
      responses: [{ kpi: 'time_in_sistem', place: 'exit' }],
      alternatives: [{ name: 'today' }, { name: 'typo', set: ['blocks.counter.serverz=2'] }],
    });
    const { code, stdout, stderr } = await runProgram('experiment', file);
    expect(code).toBe(2);
    expect(stdout).toBe('');
    expect(stderr).toMatch(
      /unknown key "serverz".*with the changes of "typo" in .*test\.json, alternatives\[1\]\.set/,
    );
    const again = createExperiment({
      responses: [{ kpi: 'time_in_sistem', place: 'exit' }],
      alternatives: [{ name: 'today' }],
    });
    expect((await runProgram('experiment', again)).stderr).toMatch(
      /responses\[0\]\.kpi: found the figure "time_in_sistem".*did you mean .*time_in_system/i,
    );
  });
});
