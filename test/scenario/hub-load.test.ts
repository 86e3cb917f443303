import fc from 'fast-check';
import { zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import type { HubScenario } from '../../src/scenario/hub/hub-scenario.ts';
import { loadScenario } from '../../src/scenario/load-scenario.ts';
import { formatProblem, Problems } from '../../src/scenario/problem.ts';
import { readZip } from '../../src/scenario/read-zip.ts';
import type { Scenario } from '../../src/scenario/scenario.ts';
import { differencesBetween } from '../../src/scenario/scenario-difference.ts';
import type { HeldFiles } from '../../src/scenario/scenario-files.ts';
import { hubFiles, hubScenario, SMALL_HUB, SMALL_SORT_PLAN } from '../builders/hub-scenario.ts';

const encoder = new TextEncoder();
const decoder = new TextDecoder();
const written = hubFiles({ sortPlan: SMALL_SORT_PLAN });

function loaded(files: HeldFiles, ...overrides: string[]): Scenario {
  const { scenario, problems } = loadScenario(files, overrides, 'hub');
  expect(problems.list.map(formatProblem)).toEqual([]);
  return scenario!;
}

function hubOf(files: HeldFiles, ...overrides: string[]): HubScenario {
  const scenario = loaded(files, ...overrides);
  if (scenario.kind !== 'hub') throw new Error('no hub');
  return scenario.hub;
}

/** Rows of a table without quotes; a number is a number. */
function rowsOf(files: HeldFiles, name: string): Record<string, string | number>[] {
  const [header, ...lines] = decoder.decode(files.get(name)).trim().split('\n');
  const names = header.split(',');
  return lines.map((line) =>
    Object.fromEntries(
      line
        .split(',')
        .map((cell, at): [string, string | number] => [
          names[at],
          String(Number(cell)) === cell ? Number(cell) : cell,
        ])
        .filter(([, cell]) => cell !== ''),
    ),
  );
}

function inlined(files: HeldFiles): HeldFiles {
  const { tables: _, ...settings } = JSON.parse(decoder.decode(files.get('scenario.json')));
  const names = ['inbound', 'outbound', 'sort_plan'].filter((name) => files.has(`${name}.csv`));
  const inline = Object.fromEntries(names.map((name) => [name, rowsOf(files, `${name}.csv`)]));
  return new Map([['one.json', encoder.encode(JSON.stringify({ ...settings, inline }))]]);
}

describe('a sound hub', () => {
  it('has its tables resolved: times as seconds, shares that sum to 1, chutes from 0', () => {
    const hub = hubOf(written);
    expect(hub.inbound.map(({ code, origin, parcels }) => [code, origin, parcels])).toEqual([
      ['NORTH', 'Northtown', 600],
      ['EAST', 'Eastville', 800],
      ['SOUTH', 'Southport', 500],
    ]);
    expect(hub.inbound[0].arrivalsS).toEqual([66_600, 72_000, 79_200]);
    expect(hub.inbound[0]).toMatchObject({ lateMeanMin: 10, baggedShare: 0.1, throughShare: 0.05 });
    expect(hub.directions.map(({ share }) => share)).toEqual([0.4, 0.3, 0.2, 0.1]);
    expect(hub.directions[0]).toMatchObject({ departuresS: [7200, 18_000], trailersPerDeparture: 2 });
    expect(hub.directions[0].runsOn).toEqual([true, true, true, true, true, true, true]);
    expect(hub.plan).toEqual([
      { sort: 0, sorter: 0, direction: 0, chutes: [0, 1, 2], nextSorter: -1 },
      { sort: 0, sorter: 0, direction: 1, chutes: [3, 4, 5], nextSorter: -1 },
      { sort: 0, sorter: 0, direction: 2, chutes: [6, 7, 11], nextSorter: -1 },
      { sort: -1, sorter: 0, direction: 3, chutes: [8, 9, 10], nextSorter: -1 },
    ]);
    expect(hub).toMatchObject({ utcOffsetMinutes: 480, startWeekday: 0, startSecondOfDay: 64_800 });
  });

  it('spreads its chutes by volume without a sort plan, and is simulated down to its trays', () => {
    const hub = hubOf(hubFiles());
    expect(hub.plan).toEqual([]);
    expect(hub.settings.hub.detail).toBe('trays');
    expect(hubOf(hubFiles({ hub: { detail: 'rates' } })).settings.hub.detail).toBe('rates');
  });

  it('has a row of its sort plan for each sorter fed by doors where one is written for all', () => {
    const [loop] = SMALL_HUB.hub.sorters;
    const sorters = [
      loop,
      { ...loop, code: 'SEC', fed_by: 'LOOP-1' },
      { code: 'HAND', type: 'manual' as const, chutes: 4 },
    ];
    const people = {
      crews: [
        ...SMALL_HUB.hub.people.crews,
        { code: 'SORT', tasks: ['sort' as const], people: 1, from: '18:00', to: '30:00' },
      ],
    };
    const sortPlan =
      'sort,sorter,direction,chutes,next_sorter\n*,*,WEST,1,\n*,*,HILL,2,\n*,*,LAKE,3,\n' +
      '*,HAND,CAPE,4,\n*,LOOP-1,CAPE,4-5,SEC\n*,SEC,CAPE,12,\n';
    const { plan } = hubScenario({ hub: { sorters, people }, sortPlan });
    expect(plan.map(({ sorter, direction, nextSorter }) => [sorter, direction, nextSorter])).toEqual([
      [0, 0, -1],
      [2, 0, -1],
      [0, 1, -1],
      [2, 1, -1],
      [0, 2, -1],
      [2, 2, -1],
      [2, 3, -1],
      [0, 3, 1],
      [1, 3, -1],
    ]);
  });
});

describe('the hash of a hub', () => {
  it('is the same for CSV, inline tables, an archive, and defaults written out', () => {
    for (const files of [written, hubFiles()]) {
      const { hash } = loaded(files);
      const zip = zipSync(Object.fromEntries([...files].map(([name, bytes]) => [`my-hub/${name}`, bytes])));
      expect(loaded(readZip('hub.zip', zip, new Problems())!).hash).toBe(hash);
      expect(loaded(inlined(files)).hash).toBe(hash);
      expect(loaded(files, 'hub.detail=trays', 'hub.scan.no_read_share=0.01', '$schema=x').hash).toBe(hash);
    }
  });

  it('is another for another setting, cell or sort plan', () => {
    const hashes = [
      loaded(written),
      loaded(written, 'hub.detail=rates'),
      loaded(written, 'hub.yard.spaces=11'),
      loaded(written, 'inbound[code=NORTH].parcels=601'),
      loaded(written, 'sort_plan[direction=WEST].chutes=1-2'),
      loaded(hubFiles()),
    ].map(({ hash }) => hash);
    expect(new Set(hashes).size).toBe(hashes.length);
  });
});

describe('overrides of a hub', () => {
  it('change settings by path and by code, parts that are left out too, and cells, wherever the tables stand', () => {
    const overrides = [
      'run.seed=7',
      'hub.inbound_doors.count=30',
      'hub.sorters[code=LOOP-1].speed_m_per_s=2.5',
      'hub.people.crews[code=LOAD].people*=2',
      'hub.coding.parcels_per_worker_per_hour=250',
      'hub.outbound.seal_before_min=15',
      'parcels.per_bag=30',
      'volume_factor=1.2',
      'inbound[code=NORTH].parcels*=1.5',
      'inbound[code=NORTH].late_mean_min=0',
      'outbound[code=CAPE].doors+=1',
      'sort_plan[direction=LAKE].chutes=7-8',
    ];
    for (const files of [written, inlined(written)]) {
      const { settings, inbound, directions, plan } = hubOf(files, ...overrides);
      expect(settings.run.seed).toBe(7);
      expect(settings.hub.inbound_doors.count).toBe(30);
      expect(settings.hub.sorters[0]).toMatchObject({ speed_m_per_s: 2.5 });
      expect(settings.hub.people.crews[3].people).toBe(20);
      expect(settings.hub.coding.parcels_per_worker_per_hour).toBe(250);
      expect(settings.hub.outbound).toMatchObject({ seal_before_min: 15, sort_cutoff_min: 90 });
      expect(settings).toMatchObject({ volume_factor: 1.2, parcels: { per_bag: 30 } });
      expect(inbound[0]).toMatchObject({ parcels: 900, lateMeanMin: 0 });
      expect(directions[3].doors).toBe(2);
      expect(plan[2].chutes).toEqual([6, 7]);
    }
  });

  it('that lead nowhere are told, with what they may have meant', () => {
    const { problems } = loadScenario(
      written,
      [
        'hub.inbond_doors.count=3',
        'hub.sorters[code=LOOP-9].decks=2',
        'inbound[code=NRTH].parcels=1',
        'inbound[code=NORTH].parcles=1',
      ],
      'hub',
    );
    const lines = problems.list.map(formatProblem);
    expect(lines.map((line) => line.slice(0, line.indexOf(': found')))).toEqual([
      '--set:hub.inbond_doors',
      '--set:hub.sorters[code=LOOP-9]',
      '--set:inbound[code=NRTH].parcels',
      '--set:inbound[code=NORTH].parcles',
    ]);
    expect(lines[0]).toContain('did you mean "inbound_doors"?');
    expect(lines[2]).toContain('did you mean "NORTH"?');
  });
});

describe('the differences of two hubs', () => {
  it('are named as overrides name them', () => {
    const found = differencesBetween(
      loaded(written),
      loaded(
        written,
        'hub.sorters[code=LOOP-1].speed_m_per_s=2.5',
        'inbound[code=EAST].arrivals=19:00 21:30',
        'hub.people.crews[code=LOAD].people=12',
        'sort_plan[direction=LAKE].chutes=7-8',
      ),
    );
    expect(found.map(({ path, from, to }) => [path, from, to])).toEqual([
      ['inbound[code=EAST].arrivals', '19:00 21:00', '19:00 21:30'],
      ['sort_plan[2].chutes', '7-8 12', '7-8'],
      ['hub.sorters[code=LOOP-1].speed_m_per_s', 2, 2.5],
      ['hub.people.crews[code=LOAD].people', 10, 12],
    ]);
    expect(differencesBetween(loaded(written), loaded(inlined(written)))).toEqual([]);
  });
});

describe('any mutation of a hub', () => {
  it('of a value in its settings is refused with a place, or read as it is written', () => {
    const settings = JSON.parse(decoder.decode(written.get('scenario.json')));
    const places = leavesOf(settings);
    const put = fc.oneof(
      fc.constantFrom(null, true, '', '*', 'doors', 'LOOP-1', '24:00', '48:00', -1, 0, 0.5, 1, 2, 1e9, 1e308),
      // As a file holds it: JSON knows no negative zero.
      fc.jsonValue({ maxDepth: 1 }).map((value) => JSON.parse(JSON.stringify(value))),
    );
    fc.assert(
      fc.property(fc.constantFrom(...places), put, (path, value) => {
        const changed = changedAt(settings, path, value);
        const files = new Map([...written, ['scenario.json', encoder.encode(JSON.stringify(changed))]]);
        const { scenario, problems } = loadScenario(files, [], 'hub');
        expect(scenario === undefined).toBe(problems.hasErrors);
        for (const { found, allowed, file } of problems.list) {
          expect(found !== '' && allowed !== '').toBe(true);
          expect(files.has(file)).toBe(true);
        }
        if (scenario?.kind !== 'hub') return;
        expect(valueAt(scenario.hub.settings, path)).toEqual(value);
        expect(loadScenario(files, [], 'again').scenario?.hash).toBe(scenario.hash);
      }),
      { numRuns: 1000 },
    );
  });

  it('of a character in its tables is refused with a place or accepted with every row', () => {
    const names = ['inbound.csv', 'outbound.csv', 'sort_plan.csv'];
    const mutation = fc.record({
      name: fc.constantFrom(...names),
      at: fc.nat(400),
      put: fc.constantFrom('', ',', '"', '\n', ';', '0', '9', '-', '*', ' ', 'q', '.'),
    });
    fc.assert(
      fc.property(mutation, ({ name, at, put }) => {
        const text = decoder.decode(written.get(name));
        const spot = at % text.length;
        const changed = encoder.encode(text.slice(0, spot) + put + text.slice(spot + 1));
        const { scenario, problems } = loadScenario(new Map([...written, [name, changed]]), [], 'hub');
        expect(scenario === undefined).toBe(problems.hasErrors);
        for (const { place } of problems.list)
          expect('row' in place ? place.row >= 1 : place.path !== '').toBe(true);
        if (scenario?.kind !== 'hub') return;
        const { inbound, directions, plan } = scenario.hub;
        expect([inbound.length, directions.length, plan.length]).toEqual([3, 4, 4]);
        const total = directions.reduce((sum, { share }) => sum + share, 0);
        expect(Math.abs(total - 1)).toBeLessThan(1e-12);
      }),
      { numRuns: 1000 },
    );
  });
});

type Path = readonly (string | number)[];

/** Paths of every value that is neither an object nor a list. */
function leavesOf(value: unknown, path: Path = []): Path[] {
  if (typeof value !== 'object' || value === null) return [path];
  return Object.entries(value).flatMap(([key, inner]) =>
    leavesOf(inner, [...path, Array.isArray(value) ? Number(key) : key]),
  );
}

function changedAt(parent: unknown, [step, ...rest]: Path, value: unknown): unknown {
  if (step === undefined) return value;
  const copy = structuredClone(parent) as Record<string | number, unknown>;
  copy[step] = changedAt(copy[step], rest, value);
  return copy;
}

function valueAt(value: unknown, path: Path): unknown {
  return path.reduce((here, step) => (here as Record<string | number, unknown>)[step], value);
}
