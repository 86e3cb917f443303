import { describe, expect, it } from 'vitest';
import { loadScenario } from '../../src/scenario/load-scenario.ts';
import { formatProblem } from '../../src/scenario/problem.ts';
import { type HubChanges, hubFiles, SMALL_HUB } from '../builders/hub-scenario.ts';

function problemsOf(changes: HubChanges, ...overrides: string[]): string[] {
  return loadScenario(hubFiles(changes), overrides, 'hub').problems.list.map(formatProblem);
}

/** The one problem there is. */
function faultOf(changes: HubChanges, ...overrides: string[]): string {
  const lines = problemsOf(changes, ...overrides);
  expect(lines).toHaveLength(1);
  return lines[0];
}

const [loop] = SMALL_HUB.hub.sorters;
const secondary = { ...loop, code: 'SEC', fed_by: 'LOOP-1' };
const { crews } = SMALL_HUB.hub.people;
const constant = { constant: { value_s: 60 } };

describe('a value outside the schema of a hub is told with its path, what stands there and what may', () => {
  it.each([
    [
      'a chute capacity of zero',
      'hub.sorters[0].chute_parcels=0',
      'hub.sorters[0].chute_parcels: found 0, allowed a whole number at least 1 and at most 100000',
    ],
    [
      'a read rate below none',
      'hub.scan.no_read_share=1.2',
      'hub.scan.no_read_share: found 1.2, allowed a number at least 0 and at most 1',
    ],
    [
      'a sorter type that is none',
      'hub.sorters[0].type=crossbelt',
      'hub.sorters[0].type: found "crossbelt", allowed "cross-belt" or "tilt-tray"',
    ],
    [
      'a door rule that is none',
      'hub.yard.door_rule=fifo',
      'hub.yard.door_rule: found "fifo", allowed "first-come" or',
    ],
    [
      'a misspelled key',
      'hub.inbound_doors.cuont=4',
      'hub.inbound_doors.cuont: found the unknown key "cuont"',
    ],
    [
      'a task that is none',
      'hub.people.crews[0].tasks=["fly"]',
      'hub.people.crews[0].tasks[0]: found "fly", allowed "unload" or',
    ],
    ['a time that is none', 'hub.sorts[0].from=6 pm', 'hub.sorts[0].from: found "6 pm"'],
  ])('%s', (_, override, expected) => {
    expect(faultOf({}, override)).toContain(`scenario.json:${expected}`);
  });
});

describe('settings that do not go together are told at their path', () => {
  it.each<[string, readonly string[], string]>([
    [
      'an instant without offset',
      ['starts_at=2026-03-02T18:00:00'],
      'starts_at: found "2026-03-02T18:00:00"',
    ],
    ['a run that measures nothing', ['run.warm_up_h=14'], 'run.warm_up_h: found 14, allowed below 14'],
    [
      'more doors than the yard reaches',
      ['hub.yard.dock_positions=6'],
      'hub.inbound_doors.count: found 3 inbound and 4 outbound doors, allowed at most 6, the dock positions',
    ],
    [
      'an impossible distribution',
      ['hub.inbound_doors.swap={"uniform":{"min_s":9,"max_s":1}}'],
      'hub.inbound_doors.swap: found an object',
    ],
    [
      'a cutoff after the seal',
      ['hub.outbound.sort_cutoff_min=5'],
      'hub.outbound.sort_cutoff_min: found 5, allowed at least 10',
    ],
    [
      'a container larger than a trailer',
      ['hub.containers.weight_kg=15000'],
      'hub.containers.weight_kg: found 15000, allowed at most 14000 kg, the room of a trailer to "WEST"',
    ],
    [
      'a bag larger than a trailer',
      ['outbound[code=CAPE].trailer_parcels=90', 'parcels.per_bag=91'],
      'parcels.per_bag: found 91, allowed at most 90, the room of a trailer to "CAPE"',
    ],
    [
      'a sort that ends before it starts',
      ['hub.sorts[0].to=06:00'],
      'hub.sorts[0].to: found "06:00", allowed after 18:00, where the sort begins (past midnight count on: 30:00 is 06:00 of the next day)',
    ],
    [
      'a sort that begins on the next day',
      ['hub.sorts[0].from=24:30'],
      'hub.sorts[0].from: found "24:30", allowed a local time from 00:00 to 23:59',
    ],
    [
      'a sort beyond the second midnight',
      ['hub.sorts[0].to=48:01'],
      'hub.sorts[0].to: found "48:01", allowed a local time up to 48:00',
    ],
    [
      'a sort that meets itself',
      ['hub.sorts[0].to=43:00'],
      'hub.sorts[0].from: found a sort that runs until 43:00 and begins again before',
    ],
    ['sorts on an eighth day', ['hub.sorts[0].weekdays="18"'], 'hub.sorts[0].weekdays: found "18"'],
    [
      'a shift that ends before it starts',
      ['hub.people.crews[code=LOAD].to=02:00'],
      'hub.people.crews[3].to: found "02:00", allowed after 18:00, where the shift begins (past midnight count on: 26:00 is 02:00 of the next day)',
    ],
    [
      'a shift that meets itself',
      ['hub.people.crews[code=LOAD].to=42:01'],
      'hub.people.crews[3].to: found a shift until 42:01 that begins again before',
    ],
    [
      'a break after the shift',
      ['hub.people.crews[0].breaks=[{"at":"29:45","minutes":30}]'],
      'hub.people.crews[0].breaks[0].at: found a break of 30 min at 29:45, allowed breaks within the shift, 18:00 to 30:00',
    ],
    [
      'a crew that never comes',
      ['hub.people.crews[0].from_day=2', 'hub.people.crews[0].to_day=1'],
      'hub.people.crews[0].to_day: found 1, allowed at least 2',
    ],
    [
      'nobody who loads',
      ['hub.people.crews[code=LOAD].tasks=["sort"]'],
      'hub.people.crews: found nobody whose first task is "load", allowed at least one crew with it, since trailers are loaded by people',
    ],
    [
      'nobody who unloads',
      ['hub.people.crews[code=UNLOAD].tasks=["sort"]'],
      'hub.people.crews: found nobody whose first task is "unload", allowed at least one crew with it, since unloading.by is "crew"',
    ],
    [
      'nobody who inducts',
      ['hub.people.crews[code=INDUCT].tasks=["sort"]'],
      'hub.people.crews: found nobody whose first task is "induct", allowed at least one crew with it, since "LOOP-1" has semi-automatic infeeds',
    ],
    [
      'a feeder that is none',
      ['hub.sorters[0].fed_by=dors'],
      'hub.sorters[0].fed_by: found "dors", which is no sorter, allowed "doors" or the code of a sorter: "LOOP-1" (did you mean "doors"?)',
    ],
    [
      'a sorter that feeds itself',
      ['hub.sorters[0].fed_by=LOOP-1'],
      'hub.sorters[0].fed_by: found "LOOP-1", the sorter itself',
    ],
    [
      'trays beyond counting',
      ['hub.sorters[0].pitch_m=0.001'],
      'hub.sorters[0].pitch_m: found 0.001, 120000 trays, allowed 2 to 100000 trays',
    ],
    [
      'a bank beyond the sorter',
      ['hub.sorters[0].banks[1].to_m=121'],
      'hub.sorters[0].banks[1].to_m: found 121, allowed at most 120, the length_m of the sorter',
    ],
    [
      'a bank without length',
      ['hub.sorters[0].banks[1].to_m=70'],
      'hub.sorters[0].banks[1].to_m: found 70, allowed above 70, where the first of its 6 chutes lies',
    ],
    [
      'banks out of order',
      ['hub.sorters[0].banks[1].from_m=19.5'],
      'hub.sorters[0].banks[1].from_m: found 19.5, allowed at least 20',
    ],
    [
      'a zone beyond the sorter',
      ['hub.sorters[0].zones[0].at_m=130'],
      'hub.sorters[0].zones[0].at_m: found 130, allowed at most 120',
    ],
    [
      'a zone that runs off the sorter',
      ['hub.sorters[0].zones[0].at_m=118'],
      'hub.sorters[0].zones[0].infeeds: found 3 infeeds, the last at 121, allowed at most 120',
    ],
    [
      'an infeed beside a chute',
      ['hub.sorters[0].zones[0].at_m=16.5'],
      'hub.sorters[0].zones[0].at_m: found infeeds from 16.5 to 19.5 m beside the chutes from 20 to 50 m (banks[0]), allowed at least 0.6 m',
    ],
    [
      'a zone within a bank',
      ['hub.sorters[0].zones[0].at_m=80'],
      'hub.sorters[0].zones[0].at_m: found infeeds from 80 to 83 m beside the chutes from 70 to 100 m (banks[1])',
    ],
    [
      'fewer chutes than directions',
      ['hub.sorters[0].banks=[{"from_m":20,"to_m":40,"chutes":3}]'],
      'hub.sorters[0].banks: found 3 chutes, allowed at least 4, one for each direction with volume',
    ],
    [
      'a sorter named like the doors',
      ['hub.sorters[0].code=doors'],
      'hub.sorters[0].code: found "doors", allowed any other code',
    ],
  ])('%s', (_, overrides, expected) => {
    expect(faultOf({}, ...overrides)).toContain(`scenario.json:${expected}`);
  });

  it('an infeed one tray from a chute is right, over the end of a loop too', () => {
    expect(problemsOf({}, 'hub.sorters[0].zones[0].at_m=16.4')).toEqual([]);
    const wide =
      'hub.sorters[0].banks=[{"from_m":20,"to_m":50,"chutes":6},{"from_m":70,"to_m":119.7,"chutes":6}]';
    expect(problemsOf({}, wide, 'hub.sorters[0].zones[0].at_m=0.3')).toEqual([]);
    expect(faultOf({}, wide, 'hub.sorters[0].zones[0].at_m=0.2')).toContain('banks[1]');
    expect(
      problemsOf({}, wide, 'hub.sorters[0].zones[0].at_m=0.2', 'hub.sorters[0].type=sliding-shoe'),
    ).toEqual([]);
  });

  it('a bank may be one chute, and two banks may face each other', () => {
    const banks = [
      { from_m: 20, to_m: 50, chutes: 6 },
      { from_m: 20, to_m: 50, chutes: 6 },
      { from_m: 60, to_m: 60, chutes: 1 },
    ];
    expect(problemsOf({ hub: { sorters: [{ ...loop, type: 'cross-belt', banks } as never] } })).toEqual([]);
  });

  it('a break after midnight may be written either way', () => {
    for (const at of ['02:00', '26:00']) {
      const crew = { ...crews[0], breaks: [{ at, minutes: 30 }] };
      expect(problemsOf({ hub: { people: { crews: [crew, ...crews.slice(1)] } } })).toEqual([]);
    }
  });

  it('sorts that overlap on some day, over the end of the week too', () => {
    const twilight = { code: 'twilight', from: '14:00', to: '18:00' };
    const sorts = [{ code: 'night', from: '18:00', to: '30:00' }, twilight];
    expect(problemsOf({ hub: { sorts } })).toEqual([]);
    expect(faultOf({ hub: { sorts: [sorts[0], { ...twilight, to: '18:01' }] } })).toContain(
      'scenario.json:hub.sorts[1].from: found 14:00, while the sort "night" runs until 30:00',
    );
    const sunday = { code: 'sunday', from: '18:00', to: '30:00', weekdays: '7' };
    const monday = { code: 'monday', from: '05:59', to: '10:00', weekdays: '1' };
    expect(faultOf({ hub: { sorts: [sunday, monday] } })).toContain('hub.sorts[1].from');
    expect(problemsOf({ hub: { sorts: [sunday, { ...monday, from: '06:00' }] } })).toEqual([]);
    expect(problemsOf({ hub: { sorts: [sunday, { ...monday, weekdays: '2' }] } })).toEqual([]);
  });

  it('codes that are there twice', () => {
    expect(
      problemsOf({
        hub: {
          sorts: [
            { code: 'night', from: '18:00', to: '20:00' },
            { code: 'night', from: '20:00', to: '22:00' },
          ],
          people: { crews: [...crews, crews[0]] },
        },
      }).map((line) => line.slice(0, line.indexOf(': found'))),
    ).toEqual(['scenario.json:hub.sorts[1].code', 'scenario.json:hub.people.crews[4].code']);
  });

  it('sorters that feed one another in a circle, each of them, and nobody who hangs on it', () => {
    const sorters = [
      loop,
      { ...loop, code: 'A', fed_by: 'B' },
      { ...loop, code: 'B', fed_by: 'A' },
      { ...loop, code: 'C', fed_by: 'B' },
    ];
    const lines = problemsOf({ hub: { sorters } });
    expect(lines).toHaveLength(2);
    expect(lines[0]).toContain(
      'hub.sorters[1].fed_by: found a circle of sorters that feed one another: "A", "B"',
    );
    expect(lines[1]).toContain('hub.sorters[2].fed_by: found a circle');
  });

  it('a secondary sorter takes what has no chute on the first', () => {
    const few = { ...loop, banks: [{ from_m: 20, to_m: 40, chutes: 3 }] };
    expect(problemsOf({ hub: { sorters: [few as never, secondary] } })).toEqual([]);
  });

  it('people at the machines: none for automatic infeeds, somebody for a manual sorter and for what is rejected', () => {
    const others = crews.filter(({ code }) => code === 'UNLOAD' || code === 'LOAD');
    const automatic = { ...loop, zones: [{ at_m: 5, infeeds: 3, kind: 'automatic' }] };
    expect(faultOf({ hub: { people: { crews: others }, sorters: [automatic as never] } })).toContain(
      'first task is "code", allowed at least one crew with it, since "LOOP-1" rejects what it cannot sort',
    );
    const manual = { code: 'HAND', type: 'manual', chutes: 8 } as const;
    expect(faultOf({ hub: { people: { crews: others }, sorters: [manual] } })).toContain(
      'first task is "sort", allowed at least one crew with it, since "HAND" is a manual sorter',
    );
    const machine = crews.filter(({ code }) => code !== 'UNLOAD');
    expect(problemsOf({ hub: { people: { crews: machine }, unloading: { by: 'machine' } } })).toEqual([]);
  });

  it.each([
    [
      'sorter LOOP-2',
      'hub.breakdowns[0].of: found "sorter LOOP-2", which is not here, allowed "sorter LOOP-1", "infeeds LOOP-1" (did you mean "sorter LOOP-1"?)',
    ],
    ['unloaders', 'hub.breakdowns[0].of: found "unloaders", which is not here'],
    ['door 1', 'hub.breakdowns[0].of: found "door 1", which is not here'],
  ])('a breakdown of %s', (of, expected) => {
    expect(faultOf({ hub: { breakdowns: [{ of, up: constant, repair: constant }] } })).toContain(expected);
  });

  it('a breakdown that leaves no time to work', () => {
    const never = { constant: { value_s: 0 } };
    const breakdowns = [{ of: 'sorter LOOP-1', up: never, repair: constant }];
    expect(faultOf({ hub: { breakdowns } })).toContain('hub.breakdowns[0].up: found a mean of 0');
  });

  it.each([
    [
      'door 4',
      'hub.incidents[0].of: found "door 4", which is not here, allowed "sorter LOOP-1", "infeeds LOOP-1", "unload", "induct", "code", "sort", "load" or "door 1" to "door 3"',
    ],
    ['laod', 'hub.incidents[0].of: found "laod", which is not here'],
  ])('an incident of %s', (of, expected) => {
    expect(faultOf({ hub: { incidents: [{ of, from_h: 1, to_h: 2, name: 'x' }] } })).toContain(expected);
  });

  it('an incident that ends before it begins, and those of doors, tasks and machines that are right', () => {
    const incidents = ['door 3', 'load', 'sorter LOOP-1'].map((of) => ({
      of,
      from_h: 1,
      to_h: 2,
      name: 'x',
    }));
    expect(problemsOf({ hub: { incidents } })).toEqual([]);
    expect(faultOf({ hub: { incidents } }, 'hub.incidents[1].to_h=1')).toContain(
      'hub.incidents[1].to_h: found 1, allowed above 1',
    );
  });

  it('doors that are given away twice, that are not there, or to nobody', () => {
    const dedicated = [
      { origins: ['Northtown'], doors: [1, 4] },
      { origins: ['Eastvile', 'Northtown'], doors: [1] },
    ];
    const changes = { hub: { inbound_doors: { count: 3, dedicated } } };
    const lines = problemsOf(changes);
    expect(lines.map((line) => line.slice(0, line.indexOf(', allowed')))).toEqual([
      'scenario.json:hub.inbound_doors.dedicated[0].doors[1]: found door 4',
      'scenario.json:hub.inbound_doors.dedicated[1].doors[0]: found door 1 again',
      'scenario.json:hub.inbound_doors.dedicated[1].origins[0]: found "Eastvile", from which no trailer comes',
      'scenario.json:hub.inbound_doors.dedicated[1].origins[1]: found "Northtown" again',
    ]);
    expect(lines[2]).toContain('did you mean "Eastville"?');
  });

  it('an origin for which the rule "dedicated" leaves no door', () => {
    const dedicated = [{ origins: ['Northtown', 'Eastville'], doors: [1, 2, 3] }];
    const changes = { hub: { inbound_doors: { count: 3, dedicated } } };
    expect(faultOf(changes, 'hub.yard.door_rule=dedicated')).toContain('found no door for "Southport"');
    expect(problemsOf(changes, 'hub.yard.door_rule=dedicated', 'hub.inbound_doors.count=4')).toEqual([]);
  });
});
