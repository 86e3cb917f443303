import { describe, expect, it } from 'vitest';
import { formatProblem, Problems } from '../../src/scenario/problem.ts';
import { readZip } from '../../src/scenario/read-zip.ts';
import { LIMITS } from '../../src/scenario/scenario-files.ts';
import {
  edited,
  inlined,
  load,
  placesOf,
  problemsOf,
  settingsOf,
  textOf,
  twoHubs,
  withSettings,
} from './network-sample.ts';
import { writeZip } from './zip-writer.ts';

const encoder = new TextEncoder();

/** The one problem of the sample with one text replaced. */
function faultOf(file: string, from: string, to: string): string {
  const lines = problemsOf(edited(twoHubs(), file, from, to));
  expect(lines).toHaveLength(1);
  return lines[0];
}

describe('a fault in a table is told with file, line and column', () => {
  it.each([
    [
      'a broken cell',
      'zones.csv',
      '300000',
      '3OOOOO',
      'zones.csv:3:population: found "3OOOOO", allowed a number at least 0 in people',
    ],
    [
      'a negative count',
      'facilities.csv',
      '31.0,117.6,1,1',
      '31.0,117.6,1,-1',
      'facilities.csv:3:infeeds: found "-1", allowed a whole number at least 0',
    ],
    [
      'an unknown facility in a lane',
      'lanes.csv',
      'HUB-A,STA-A,road',
      'HUB-A,STA-X,road',
      'lanes.csv:7:to: found "STA-X", which is no facility',
    ],
    [
      'an unknown vehicle',
      'lanes.csv',
      '300,truck',
      '300,trunk',
      'lanes.csv:5:vehicle: found "trunk", which is no vehicle, allowed the code of a vehicle: "van", "truck" (did you mean "truck"?)',
    ],
    [
      'a lane to where it starts',
      'lanes.csv',
      'HUB-B,STA-C,road',
      'HUB-B,HUB-B,road',
      'lanes.csv:9:to: found "HUB-B", where it starts, allowed another facility',
    ],
    [
      'a zone without its station',
      'zones.csv',
      'STA-A',
      'STA-E',
      'zones.csv:2:station: found "STA-E", which is no facility',
    ],
    [
      'a zone at a hub',
      'zones.csv',
      'STA-A',
      'HUB-A',
      'zones.csv:2:station: found "HUB-A", which is a hub, allowed the code of a station',
    ],
    [
      'a village station of another kind',
      'zones.csv',
      'VIL-C',
      'TWN-C',
      'zones.csv:4:village_station: found "TWN-C", which is a township, allowed the code of a village-station',
    ],
    [
      'rural parcels without a village station',
      'zones.csv',
      'VIL-C',
      '',
      'zones.csv:4:village_station: found nothing, allowed the code of a village station, since rural_share is 0.5',
    ],
    [
      'a hub without sorters',
      'facilities.csv',
      '120.4,1,1,1',
      '120.4,1,1,0',
      'facilities.csv:2:sorters: found 0, allowed at least 1 at a hub',
    ],
    [
      'a station without couriers',
      'facilities.csv',
      '120.7,,,,,1,2',
      '120.7,,,,,1,',
      'facilities.csv:4:couriers: found 0, allowed at least 1 at a station',
    ],
    [
      'a code twice',
      'lanes.csv',
      'HUB-B:STA-C',
      'HUB-B:STA-B',
      'lanes.csv:9:code: found "HUB-B:STA-B" again',
    ],
    [
      'a time that is none',
      'lanes.csv',
      '03:00 21:00',
      '03:00 25:00',
      'lanes.csv:5:departures: found "25:00", which is no time of day',
    ],
    [
      'midnight of the next day',
      'lanes.csv',
      '03:00 21:00',
      '03:00 24:00',
      'lanes.csv:5:departures: found "24:00", which is no time of day',
    ],
    [
      'times out of order',
      'lanes.csv',
      '03:00 21:00',
      '21:00 03:00',
      'lanes.csv:5:departures: found "03:00" after "21:00"',
    ],
    [
      'a time twice',
      'lanes.csv',
      '03:00 21:00',
      '03:00 03:00',
      'lanes.csv:5:departures: found "03:00" twice',
    ],
    ['an eighth day of the week', 'lanes.csv', ',135,', ',138,', 'lanes.csv:12:weekdays: found "138"'],
    ['a day twice', 'lanes.csv', ',135,', ',1355,', 'lanes.csv:12:weekdays: found "1355"'],
    [
      'a distance of nothing',
      'lanes.csv',
      ',15,van',
      ',0,van',
      'lanes.csv:12:distance_km: found "0", allowed a number above 0 in km',
    ],
    [
      'a kind that is none',
      'facilities.csv',
      'Hub A,hub',
      'Hub A,hubb',
      'facilities.csv:2:kind: found "hubb", allowed "hub" or',
    ],
    [
      'a row that is too short',
      'lanes.csv',
      ',1,13:00',
      '',
      'lanes.csv:12: found 8 fields, allowed 10, one for each column',
    ],
  ])('%s', (_, file, from, to, expected) => {
    expect(faultOf(file, from, to)).toContain(expected);
  });

  it('more facilities than a parcel can be at', () => {
    const there = textOf(twoHubs(), 'facilities.csv').trim().split('\n');
    const rows = Array.from({ length: 65_537 - there.length }, (_, row) => `S${row},S,station,,1,1,,,,,1,1,`);
    const text = [...there, ...rows].join('\n');
    expect(problemsOf(new Map([...twoHubs(), ['facilities.csv', encoder.encode(text)]]))).toEqual([
      'facilities.csv:65537:code: found 65536 facilities, allowed at most 65535 (one station may stand for several)',
    ]);
  });

  it('a column that is missing is told once, not for each row', () => {
    const files = twoHubs();
    const text = textOf(files, 'lanes.csv')
      .split('\n')
      .map((line) => line.split(',').toSpliced(7, 1).join(','))
      .join('\n');
    const lines = problemsOf(new Map([...files, ['lanes.csv', encoder.encode(text)]]));
    expect(lines).toHaveLength(1);
    expect(lines[0]).toContain('lanes.csv:1:departures: found no departures in any lane');
  });

  it.each(['full', 'timer', 'full-or-timer'])('weekdays that dispatch %s does not look at', (dispatch) => {
    const one = inlined(twoHubs());
    const written = JSON.parse(textOf(one, 'one.json'));
    const { departures: _, ...lane } = written.inline.lanes.at(-1);
    written.inline.lanes[written.inline.lanes.length - 1] = {
      ...lane,
      dispatch,
      ...(dispatch !== 'full' && { timer_min: 60 }),
    };
    const of = () => problemsOf(new Map([['one.json', encoder.encode(JSON.stringify(written))]]));
    expect(of()).toEqual([
      `one.json:inline.lanes[10].weekdays: found 135, allowed nothing: dispatch ${dispatch} does not look at it (it leaves on every day; or choose another dispatch)`,
    ]);
    written.inline.lanes.at(-1).weekdays = 1234567;
    expect(of()).toEqual([]);
  });

  it('a kind named like a member of every object is only a wrong kind', () => {
    expect(faultOf('facilities.csv', 'Hub A,hub', 'Hub A,constructor')).toContain('facilities.csv:2:kind');
  });

  it('a table within a JSON file has its path told', () => {
    const one = inlined(twoHubs());
    const lines = problemsOf(edited(one, 'one.json', '"to":"STA-A"', '"to":"STA-X"'));
    expect(lines).toHaveLength(1);
    expect(lines[0]).toContain('one.json:inline.lanes[5].to: found "STA-X", which is no facility');
  });

  it('invalid UTF-8 is told at its line', () => {
    const files = twoHubs();
    const bytes = files.get('zones.csv')!.slice();
    bytes[bytes.indexOf(0x0a) + 3] = 0xff;
    expect(problemsOf(new Map([...files, ['zones.csv', bytes]]))).toEqual([
      expect.stringContaining('zones.csv:2: found the byte 0xFF'),
    ]);
  });
});

describe('a fault in the settings is told by its path', () => {
  it.each([
    [
      'a negative rate',
      '"rate_per_hour": 600',
      '"rate_per_hour": -600',
      'scenario.json:handling.hub_unload.rate_per_hour: found -600',
    ],
    [
      'a key that is misspelled',
      '"travel_time_cv"',
      '"travel_time_vc"',
      'scenario.json:travel_time_vc: found the unknown key',
    ],
    [
      'demand that ends before anything is measured',
      '"warm_up_days": 0',
      '"warm_up_days": 4, "demand_days": 4',
      'scenario.json:run.demand_days: found 4, allowed above 4, the days of warm-up (nothing would be measured)',
    ],
    [
      'an instant without offset',
      'T00:00:00+08:00',
      'T00:00:00',
      'scenario.json:starts_at: found "2026-03-02T00:00:00"',
    ],
    ['an instant within a second', 'T00:00:00+08:00', 'T00:00:00.5+08:00', 'scenario.json:starts_at'],
    [
      'weather that ends before it begins',
      '"to_h": 26',
      '"to_h": 22',
      'scenario.json:weather[0].to_h: found 22, allowed above 22',
    ],
    [
      'a missing table',
      '"version": 1',
      '"version": 1, "tables": { "lanes": "lane.csv" }',
      'scenario.json:tables.lanes: found the name "lane.csv" of a file that is not there',
    ],
    [
      'waves out of order',
      '[8, 14]',
      '[14, 8]',
      'scenario.json:delivery.waves_h[1]: found 8, allowed above 14',
    ],
    [
      'a delay whose bounds are the wrong way round',
      '"version": 1',
      '"version": 1, "linehaul": { "incidents": { "per_million_km": 1, "severities": [{ "code": "S", "share": 1, ' +
        '"delay": { "mean_min": 60, "sd_min": 9, "least_min": 90, "most_min": 30 } }] } }',
      'scenario.json:linehaul.incidents.severities[0].delay.most_min: found 30, allowed at least 90, the least_min',
    ],
    [
      'nobody on duty',
      '"share_on_duty": 1',
      '"share_on_duty": 0',
      'scenario.json:shifts.hub: found nobody on duty',
    ],
    [
      'an impossible distribution',
      '{ "constant": { "value_s": 900 } }',
      '{ "uniform": { "min_s": 9, "max_s": 1 } }',
      'scenario.json:delivery.drive_to_first_stop',
    ],
    [
      'no demand',
      '1, 1, 1, 1, 1, 1, 1, 1',
      '0, 0, 0, 0, 0, 0, 0, 0',
      'scenario.json:demand.hour_shares: found shares that are all 0',
    ],
  ])('%s', (_, from, to, expected) => {
    expect(faultOf('scenario.json', from, to)).toContain(expected);
  });

  it('a vehicle code twice, and the lanes whose vehicle is gone for it', () => {
    expect(placesOf(edited(twoHubs(), 'scenario.json', '"code": "truck"', '"code": "van"'))).toEqual([
      'lanes.csv:5:vehicle',
      'lanes.csv:6:vehicle',
      'scenario.json:vehicles[1].code',
    ]);
  });

  it('a file that no scenario of this version can be: one from the future', () => {
    const files = twoHubs();
    const lines = problemsOf(withSettings(files, { ...settingsOf(files), version: 2 }));
    expect(lines).toEqual([
      expect.stringContaining('scenario.json:version: found 2, allowed 1 (made by a newer Waybill'),
    ]);
  });

  it('keys that reach a prototype', () => {
    const lines = problemsOf(
      edited(twoHubs(), 'scenario.json', '"sizing": {', '"sizing": { "__proto__": { "x": 1 },'),
    );
    expect(lines).toHaveLength(1);
    expect(lines[0]).toContain('"__proto__"');
    expect(({} as Record<string, unknown>).x).toBeUndefined();
  });

  it('a file that is too large', () => {
    const files = twoHubs();
    const spaces = encoder.encode(`${textOf(files, 'scenario.json')}${' '.repeat(LIMITS.jsonBytes)}`);
    const lines = problemsOf(new Map([...files, ['scenario.json', spaces]]));
    expect(lines).toEqual([
      expect.stringMatching(/^scenario\.json: found \d+ bytes, allowed at most 16777216 bytes/),
    ]);
  });

  it('a table both within the file and beside it', () => {
    const one = edited(
      inlined(twoHubs()),
      'one.json',
      '"kind":"network"',
      '"kind":"network","tables":{"zones":"zones.csv"}',
    );
    expect(placesOf(one)).toEqual(['one.json:inline.zones']);
  });

  it('a kind of scenario that is none', () => {
    const files = twoHubs();
    expect(placesOf(withSettings(files, { ...settingsOf(files), kind: 'net' }))).toEqual([
      'scenario.json:kind',
    ]);
  });
});

describe('an archive of a network', () => {
  const entries = () => [...twoHubs()].map(([name, content]) => ({ name, content }));
  const problemsIn = (zip: Uint8Array): string[] => {
    const problems = new Problems();
    expect(readZip('net.zip', zip, problems)).toBeUndefined();
    return problems.list.map(formatProblem);
  };

  it('is refused where a table climbs out of it', () => {
    const climbing = entries().map((entry) =>
      entry.name === 'lanes.csv' ? { ...entry, name: '../lanes.csv' } : entry,
    );
    expect(problemsIn(writeZip(climbing))).toEqual([
      expect.stringContaining('"../lanes.csv", which climbs out of its folder'),
    ]);
  });

  it('is refused where a table inflates beyond what it declares', () => {
    const lanes = { name: 'lanes.csv', content: new Uint8Array(2 ** 24), declaredBytes: 1000 };
    expect(problemsIn(writeZip([...entries().filter(({ name }) => name !== 'lanes.csv'), lanes]))).toEqual([
      expect.stringContaining('more than the 1000 bytes that the archive declares'),
    ]);
  });
});

describe('all faults at once', () => {
  it('one scenario with twelve faults yields exactly those twelve places', () => {
    const faults: readonly (readonly [file: string, from: string, to: string])[] = [
      ['scenario.json', '"parcels_per_day": 24', '"parcels_per_day": "many"'],
      ['scenario.json', '"speed_factor": 0.8', '"speed_factor": 1.8'],
      ['scenario.json', '"attempts": 2', '"atempts": 2'],
      ['facilities.csv', '31.0,120.4', '131.0,120.4'],
      [
        'facilities.csv',
        'STA-A,Station Easton,station,East,31.0,120.7,,,,,1,2',
        'STA-A,Station Easton,station,East,31.0,120.7,,,,,1,two',
      ],
      ['facilities.csv', '117.2,,,,,1', '117.2,,,,,0'],
      ['zones.csv', 'EASTON,Easton,STA-A', 'EASTON,Easton,STA_A'],
      ['zones.csv', ',0.5,made up', ',1.5,made up'],
      ['zones.csv', 'WESTBY,Westby', 'EASTON,Westby'],
      ['lanes.csv', 'STA-A:HUB-A,STA-A,HUB-A,road,30', 'STA-A:HUB-A,STA-A,HUB-A,road,-30'],
      ['lanes.csv', '300,truck,1,03:00', '300,truck,1,3 am'],
      ['lanes.csv', 'HUB-B:STA-B,HUB-B,STA-B,road,30,van', 'HUB-B:STA-B,HUB-B,STA-B,road,30,vann'],
    ];
    let files = twoHubs();
    for (const fault of faults) files = edited(files, ...fault);
    expect(placesOf(files)).toEqual(
      [
        'facilities.csv:2:lat',
        'facilities.csv:4:couriers',
        'facilities.csv:7:sort_workers',
        'lanes.csv:2:distance_km',
        'lanes.csv:5:departures',
        'lanes.csv:8:vehicle',
        'scenario.json:delivery.atempts',
        'scenario.json:demand.parcels_per_day',
        'scenario.json:weather[0].speed_factor',
        'zones.csv:2:station',
        'zones.csv:3:code',
        'zones.csv:4:rural_share',
      ].sort(),
    );
    expect(load(files).scenario).toBeUndefined();
  });
});
