import { describe, expect, it } from 'vitest';
import { loadScenario } from '../../src/scenario/load-scenario.ts';
import type { Scenario } from '../../src/scenario/scenario.ts';
import { differencesBetween } from '../../src/scenario/scenario-difference.ts';
import type { ScenarioFiles } from '../../src/scenario/scenario-files.ts';
import { edited, folder, inlined, settingsOf, twoHubs, withSettings } from './network-sample.ts';

function scenarioOf(files: ScenarioFiles, ...overrides: string[]): Scenario {
  const { scenario, problems } = loadScenario(files, overrides, 'x');
  expect(problems.list).toEqual([]);
  return scenario!;
}

const china = folder('scenarios/china-31');
/** A clerk and a line. */
const counter = new Map([
  [
    'scenario.json',
    new TextEncoder().encode(
      JSON.stringify({
        version: 1,
        kind: 'flow',
        title: 'One line',
        run: { horizon_s: 1000, observe_every_s: 3600 },
        blocks: {
          arrivals: { type: 'source', interarrival: { exponential: { mean_s: 5 } }, to: 'counter' },
          counter: { type: 'queue', service: { exponential: { mean_s: 4 } }, to: 'exit' },
          exit: { type: 'sink' },
        },
      }),
    ),
  ],
]);

function differences(files: ScenarioFiles, ...overrides: string[]) {
  return differencesBetween(scenarioOf(files), scenarioOf(files, ...overrides));
}

describe('the list of input differences', () => {
  it('is empty for the same content, whatever files it came in', () => {
    expect(differences(twoHubs())).toEqual([]);
    expect(differencesBetween(scenarioOf(twoHubs()), scenarioOf(inlined(twoHubs())))).toEqual([]);
  });

  it('names settings and cells as overrides do', () => {
    const found = differences(
      twoHubs(),
      'facilities[code=HUB-A].infeeds=3',
      'run.replications=9',
      'title=Other',
      'weather[code=RAIN-1].speed_factor=0.5',
      'lanes[code="HUB-A:HUB-B"].departures=03:00 21:30',
    );
    expect(found.map(({ path, from, to, count }) => [path, from, to, count])).toEqual([
      ['run.replications', expect.any(Number), 9, 1],
      ['facilities[code=HUB-A].infeeds', 1, 3, 1],
      ['lanes[code="HUB-A:HUB-B"].departures', '03:00 21:00', '03:00 21:30', 1],
      ['weather[code=RAIN-1].speed_factor', expect.any(Number), 0.5, 1],
      ['title', expect.any(String), 'Other', 1],
    ]);
    expect(
      found.every(({ kind, isFromShared, isToShared }) => kind === 'changed' && isFromShared && isToShared),
    ).toBe(true);
  });

  it('gives paths and values that turn one scenario into the other', () => {
    const [a, b] = [
      scenarioOf(twoHubs()),
      scenarioOf(twoHubs(), 'facilities[kind=hub].load_workers+=2', 'delivery.attempts=2'),
    ];
    const overrides = differencesBetween(a, b).map(({ path, to, change }) =>
      change !== undefined && 'by' in change ? `${path}+=${change.by}` : `${path}=${JSON.stringify(to)}`,
    );
    expect(scenarioOf(twoHubs(), ...overrides).hash).toBe(b.hash);
  });

  it('tells the same change of many rows once', () => {
    const stations = scenarioOf(china);
    if (stations.kind !== 'network') throw new Error('no network');
    const count = stations.network.facilities.filter(({ kind }) => kind === 'station').length;
    expect(count).toBeGreaterThan(300);
    const [added, ...rest] = differences(china, 'facilities[kind=station].couriers+=1');
    expect(rest).toEqual([]);
    expect(added).toMatchObject({
      path: 'facilities[kind=station].couriers',
      kind: 'changed',
      count,
      isFromShared: false,
      isToShared: false,
      change: { by: 1 },
    });
    expect(added.examples).toHaveLength(3);
    expect(added.examples[0]).toMatch(/^facilities\[code=STA-\d+\]\.couriers$/);
    expect(added.to).toBe((added.from as number) + 1);

    expect(differences(china, 'vehicles[code=box-9.6].cost_per_km*=1.1')).toHaveLength(1);
    const [flow] = differences(
      china,
      'zones[code=110000].population*=1.1',
      'zones[code=120000].population*=1.1',
    );
    expect(flow).toMatchObject({ path: 'zones.population', count: 2, change: { times: 1.1 } });
    const [same] = differences(china, 'facilities[kind=station].couriers=9');
    expect(same).toMatchObject({ to: 9, isToShared: true, isFromShared: false });
    expect(same).not.toHaveProperty('change');
  });

  it('tells changes of many kinds in one column together, with how many', () => {
    const codes = ['110000', '120000', '130100', '130200', '130300', '130400', '130500'];
    const found = differences(
      china,
      ...codes.map((code, at) => `zones[code=${code}].population*=1.${at + 1}7`),
    );
    expect(found).toHaveLength(1);
    expect(found[0]).toMatchObject({ path: 'zones.population', count: codes.length, isToShared: false });
    expect(found[0]).not.toHaveProperty('change');
  });

  it('names rows that were added or removed, and not those that moved', () => {
    const row = /^TWN-C:VIL-C,.*\n/m;
    const csv = new TextDecoder().decode(twoHubs().get('lanes.csv'));
    const line = row.exec(csv)![0];
    const without = edited(twoHubs(), 'lanes.csv', line, '');
    const twice = edited(
      twoHubs(),
      'lanes.csv',
      line,
      `${line}${line.replace('TWN-C:VIL-C', 'NEW-1')}${line.replace('TWN-C:VIL-C', 'NEW-2')}`,
    );
    const base = scenarioOf(twoHubs());
    const others = { kind: 'removed', path: 'lanes[code="TWN-C:VIL-C"]', count: 1, to: undefined };
    expect(differencesBetween(base, scenarioOf(without))).toMatchObject([others]);
    expect(differencesBetween(base, scenarioOf(twice))).toMatchObject([
      {
        kind: 'added',
        path: 'lanes',
        count: 2,
        from: undefined,
        to: { code: 'NEW-1', from: 'TWN-C', to: 'VIL-C', weekdays: '135' },
        examples: ['lanes[code=NEW-1]', 'lanes[code=NEW-2]'],
      },
    ]);
    expect(differencesBetween(scenarioOf(twice), base)).toMatchObject([
      { kind: 'removed', path: 'lanes', count: 2 },
    ]);
    const moved = new TextEncoder().encode(csv.replace(line, '').trimEnd().concat('\n', line));
    expect(differencesBetween(base, scenarioOf(new Map([...twoHubs(), ['lanes.csv', moved]])))).toEqual([]);
  });

  describe('tells tables that a network may have', () => {
    const DOMESTIC = 'from,to,parcels_per_day\nEASTON,WESTBY,3\nWESTBY,EASTON,1\n';
    const tables: readonly (readonly [name: string, text: string, changed: string, path: string])[] = [
      ['od', DOMESTIC, DOMESTIC.replace('3', '4'), 'od[row="EASTON → WESTBY"].parcels_per_day'],
      [
        'plan_edits',
        'facility,destination,lane\nHUB-A,STA-C,HUB-A:HUB-B\n',
        'facility,destination,lane\nHUB-A,STA-B,HUB-A:HUB-B\n',
        'plan_edits[row="HUB-A → STA-C"]',
      ],
      [
        'climate_shares',
        'region,month,regime,share\nEast,3,snow,0.1\n',
        'region,month,regime,share\nEast,3,snow,0.2\n',
        'climate_shares[row="East, month 3, snow"].share',
      ],
      [
        'observed_weather',
        'region,time,regime\nEast,2026-03-02T06:00,fog\n',
        'region,time,regime\nEast,2026-03-02T06:00,snow\n',
        'observed_weather[row="East from hour 6"].regime',
      ],
      [
        'orders',
        'time,origin,destination\n2026-03-02T08:00,EASTON,WESTBY\n',
        'time,origin,destination\n2026-03-02T08:00,EASTON,EASTON\n',
        'orders',
      ],
    ];

    it.each(tables)('%s', (name, text, changed, path) => {
      const settings = { ...settingsOf(twoHubs()), tables: { [name]: 'table.csv' } };
      const withTable = (content: string) =>
        scenarioOf(
          new Map([...withSettings(twoHubs(), settings), ['table.csv', new TextEncoder().encode(content)]]),
        );
      const [first] = differencesBetween(withTable(text), withTable(changed));
      expect(first.path).toBe(path);
      const [added, ...rest] = differencesBetween(scenarioOf(twoHubs()), withTable(text));
      expect(rest).toEqual([]);
      expect(added).toMatchObject({ kind: 'added', from: undefined });
      expect(added.path).toMatch(new RegExp(`^${name}\\b`));
    });
  });

  it('tells blocks of a flow by name, and another distribution as one value', () => {
    const found = differences(
      counter,
      'blocks.counter.service={"constant":{"value_s":4}}',
      'blocks.arrivals.interarrival.exponential.mean_s=6',
      'blocks.arrivals.to=desk',
      'blocks.desk={"type":"queue","service":{"constant":{"value_s":1}},"to":"counter"}',
      'run.observe_every_s=60',
    );
    expect(
      found.map(({ path, kind, from, to }) => [
        path,
        kind,
        from,
        typeof to === 'object' ? Object.keys(to!) : to,
      ]),
    ).toEqual([
      ['run.observe_every_s', 'changed', 3600, 60],
      ['blocks.arrivals.interarrival.exponential.mean_s', 'changed', 5, 6],
      ['blocks.arrivals.to', 'changed', 'counter', 'desk'],
      ['blocks.counter.service', 'changed', { exponential: { mean_s: 4 } }, ['constant']],
      ['blocks.desk', 'added', undefined, expect.arrayContaining(['type', 'service', 'to'])],
    ]);
  });

  it('of a flow and a network is their kind', () => {
    expect(differencesBetween(scenarioOf(counter), scenarioOf(twoHubs()))).toMatchObject([
      { path: 'kind', from: 'flow', to: 'network' },
    ]);
  });
});
