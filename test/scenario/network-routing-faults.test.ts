import { describe, expect, it } from 'vitest';
import type { LoadedScenario } from '../../src/scenario/load-scenario.ts';
import { load, problemsOf, settingsOf, twoHubs, withSettings } from './network-sample.ts';

const encoder = new TextEncoder();

/** The sample with a table of plan edits. */
function withEdits(...rows: readonly string[]): Map<string, Uint8Array> {
  const files = twoHubs();
  const settings = settingsOf(files);
  const tables = { ...(settings.tables as object), plan_edits: 'plan_edits.csv' };
  const text = ['facility,destination,lane', ...rows, ''].join('\n');
  return new Map([...withSettings(files, { ...settings, tables }), ['plan_edits.csv', encoder.encode(text)]]);
}

describe('an edit of the load plan', () => {
  const [stationToHub, hubToHub, hubBack] = ['STA-A:HUB-A', 'HUB-A:HUB-B', 'HUB-B:HUB-A'].map(laneOf);

  it('is read where it can be followed', () => {
    const { problems, scenario }: LoadedScenario = load(withEdits(`HUB-A,STA-C,${hubToHub}`));
    expect(problems.errorCount).toBe(0);
    expect(scenario?.kind === 'network' && scenario.network.planEdits).toHaveLength(1);
  });

  it.each([
    [
      'an unknown facility',
      `HUB-X,STA-C,${hubToHub}`,
      'plan_edits.csv:2:facility: found "HUB-X", which is no',
    ],
    [
      'an unknown destination',
      `HUB-A,STA-X,${hubToHub}`,
      'plan_edits.csv:2:destination: found "STA-X", which is',
    ],
    ['an unknown lane', 'HUB-A,STA-C,X', 'plan_edits.csv:2:lane: found "X", which is no lane'],
    [
      'a destination where no parcels end',
      `HUB-A,HUB-B,${hubToHub}`,
      'plan_edits.csv:2:destination: found "HUB-B", where no parcels end',
    ],
    [
      'a lane that begins elsewhere',
      `HUB-B,STA-C,${hubToHub}`,
      'plan_edits.csv:2:lane: found "' +
        hubToHub +
        '", which begins at HUB-A, allowed a lane that begins at HUB-B',
    ],
    [
      'the destination itself',
      `STA-A,STA-A,${stationToHub}`,
      'plan_edits.csv:2:facility: found "STA-A", the destination itself',
    ],
  ])('is refused for %s', (_, row, told) => {
    const lines = problemsOf(withEdits(row)).filter((line) => line.startsWith('plan_edits'));
    expect(lines).toHaveLength(1);
    expect(lines[0]).toContain(told);
  });

  it('is refused where another stands for the same facility and destination', () => {
    const lines = problemsOf(withEdits(`HUB-A,STA-C,${hubToHub}`, `HUB-A,STA-C,${hubToHub}`));
    expect(lines).toEqual([
      'plan_edits.csv:3:facility: found a second edit for HUB-A and STA-C, allowed one lane for each facility and destination',
    ]);
  });

  it('is refused where it makes a circle with others, which is named', () => {
    const lines = problemsOf(withEdits(`HUB-A,STA-C,${hubToHub}`, `HUB-B,STA-C,${hubBack}`));
    expect(lines).toEqual([
      'plan_edits.csv:2:lane: found a circle: parcels for STA-C would go HUB-A → HUB-B → HUB-A, allowed edits that lead to the destination',
    ]);
    // For two destinations they are no circle.
    expect(problemsOf(withEdits(`HUB-A,STA-C,${hubToHub}`, `HUB-B,STA-A,${hubBack}`))).toEqual([]);
  });
});

describe('a disruption', () => {
  const of = (disruption: object) =>
    problemsOf(
      withSettings(twoHubs(), {
        ...settingsOf(twoHubs()),
        disruptions: [{ code: 'X', name: 'x', from_h: 1, to_h: 2, ...disruption }],
      }),
    );

  it('hits a facility or a lane that is there', () => {
    expect(of({ facility: 'HUB-A' })).toEqual([]);
    expect(of({ facility: 'HUB-C' })[0]).toContain(
      'disruptions[0].facility: found "HUB-C", which is no facility, allowed the code of a facility',
    );
    expect(of({ lane: 'NOWHERE' })[0]).toContain('disruptions[0].lane: found "NOWHERE", which is no lane');
  });

  it('begins and ends at times that are there, each told where it stands', () => {
    const [from, to] = ['2026-02-30T08:00', '2026-03-03T25:00'];
    const local = (times: object) => of({ facility: 'HUB-A', from_h: undefined, to_h: undefined, ...times });
    const told = (end: string, time: string) =>
      `scenario.json:disruptions[0].${end}: found "${time}", allowed a local time of the years 1970 to 2199`;
    expect(local({ from, to: '2026-03-03T08:00' })).toEqual([told('from', from)]);
    expect(local({ from, to })).toEqual([told('from', from), told('to', to)]);
    expect(local({ from: '2026-03-02T08:00', to: '2026-03-03T08:00' })).toEqual([]);
    const settings = { ...settingsOf(twoHubs()), starts_at: 'never' };
    const span = {
      code: 'X',
      name: 'x',
      facility: 'HUB-A',
      from: '2026-03-02T08:00',
      to: '2026-03-03T08:00',
    };
    const lines = problemsOf(withSettings(twoHubs(), { ...settings, disruptions: [span] }));
    expect(lines).toEqual([expect.stringContaining('scenario.json:starts_at: found "never"')]);
  });

  it('has a share of the capacity only where it slows', () => {
    expect(of({ facility: 'HUB-A', capacity_share: 0.3 })).toEqual([
      'scenario.json:disruptions[0].capacity_share: found 0.3, allowed nothing: closed handles nothing (effect slowed)',
    ]);
    expect(of({ facility: 'HUB-A', effect: 'slowed', capacity_share: 0.3 })).toEqual([]);
    expect(of({ facility: 'HUB-A', effect: 'slowed' })).toEqual([]);
  });

  it('has the same hash whether its default share is written or not', () => {
    const hash = (more: object) => {
      const slowed = {
        code: 'X',
        name: 'x',
        facility: 'HUB-A',
        effect: 'slowed',
        from_h: 1,
        to_h: 2,
        ...more,
      };
      return load(withSettings(twoHubs(), { ...settingsOf(twoHubs()), disruptions: [slowed] })).scenario
        ?.hash;
    };
    expect(hash({ capacity_share: 0.5 })).toBe(hash({}));
    expect(hash({ capacity_share: 0.6 })).not.toBe(hash({}));
  });

  it('hits one of the two, and ends after it begins', () => {
    expect(of({})[0]).toContain('neither facility nor lane');
    expect(of({ facility: 'HUB-A', lane: 'NOWHERE' })[0]).toContain('both facility and lane');
    expect(of({ facility: 'HUB-A', to_h: 1 })[0]).toContain('disruptions[0].to_h: found 1, allowed above 1');
  });
});

/** Code of the lane between two facilities of the sample. */
function laneOf(pair: string): string {
  const [from, to] = pair.split(':');
  const { scenario } = load(twoHubs());
  if (scenario?.kind !== 'network') throw new Error('the sample is no network');
  const { facilities, lanes } = scenario.network;
  return lanes.find((lane) => facilities[lane.from].code === from && facilities[lane.to].code === to)!.code;
}
