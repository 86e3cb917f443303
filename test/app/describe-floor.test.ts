import './browser-language.ts';
import { describe, expect, it } from 'vitest';
import { ScenarioClock } from '../../src/app/format.ts';
import { describeFloor } from '../../src/app/inspector/describe-floor.ts';
import { floorPlaces } from '../../src/app/panels/places.ts';
import { RunLog } from '../../src/app/state/run-log.ts';
import type { Target } from '../../src/view/target.ts';
import { SMALL_HUB, smallFrame, whyOf } from './small-floor.ts';

const clock = new ScenarioClock(SMALL_HUB.startsAt);
const inSight = { facility: -1, floor: SMALL_HUB.floor };

function logOf(...nowUs: readonly number[]): RunLog {
  const log = new RunLog();
  for (const us of nowUs) log.push(smallFrame(us));
  return log;
}

function told(target: Target, log = logOf(0)) {
  const described = describeFloor(inSight, target, log.at(0), clock);
  if (described === null) throw new Error('nothing is said');
  const facts = Object.fromEntries(described.facts.map(({ label, value }) => [label, value]));
  return { ...described, facts, charted: log.frames.map((frame) => described.chart?.of(frame)) };
}

describe('the inspector on a floor', () => {
  it('tells of an inbound door what is left of its trailer and where that comes from', () => {
    const door = told({ kind: 'door', side: 'inbound', index: 0 });
    expect(door.title).toBe('Inbound door 1');
    expect(door.subtitle).toBe('Unloading · from Wuhu');
    expect(door.facts).toMatchObject({ 'Parcels to unload': '500', Unloaded: '75%', People: '2' });
    expect(door.charted).toEqual([500]);
    expect(told({ kind: 'door', side: 'inbound', index: 1 }).subtitle).toBe('Empty');
  });

  it('tells of an outbound door its direction, its room and when it departs on the local clock', () => {
    const door = told({ kind: 'door', side: 'outbound', index: 0 });
    expect(door.subtitle).toBe('to Wuhan · Open for loading');
    expect(door.facts).toMatchObject({ 'Parcels aboard': '700', 'Room used': '25%', Departs: 'Mon 20:00' });
    expect(told({ kind: 'door', side: 'outbound', index: 1 }).facts.Departs).toBe('–');
  });

  it('counts infeeds and chutes on their own sorter', () => {
    const infeed = told({ kind: 'infeed', index: 1 });
    expect(infeed.title).toBe('Infeed 2 of MAIN');
    expect(infeed.facts).toMatchObject({
      'Pieces in line': '20',
      State: 'no free tray',
      'Along the sorter': '2.5 m',
    });
    const chute = told({ kind: 'chute', index: 3 });
    expect(chute.title).toBe('Chute 1 of FINE');
    expect(chute.subtitle).toBe('to Nanjing');
    expect(chute.facts).toMatchObject({ 'Parcels in the chute': '7 of 40', 'In its container': '3' });
  });

  it('says where a chute leads that has no direction', () => {
    expect(told({ kind: 'chute', index: 1 }).subtitle).toBe('no direction in this sort');
    expect(told({ kind: 'chute', index: 2 }).subtitle).toBe('to sorter FINE');
  });

  it('tells of a loop that it stands, since when, and what its trays carry', () => {
    const sorter = told({ kind: 'sorter', index: 0 });
    expect(sorter.subtitle).toBe('Cross-belt · 20 trays · 3 chutes');
    expect(sorter.facts).toMatchObject({
      'Trays occupied': '35%',
      State: 'stopped since Mon 18:15',
      Recirculating: '2',
      'Not read': '1',
      'To the reject chute': '1',
      'Parcels in its chutes': '46',
    });
    expect(sorter.chart?.isShare).toBe(true);
    expect(sorter.charted[0]).toBeCloseTo(0.35, 6);
  });

  it('tells of a manual sort nothing that only a machine has', () => {
    const sorter = told({ kind: 'sorter', index: 1 });
    expect(sorter.facts).not.toHaveProperty('Trays occupied');
    expect(sorter.charted).toEqual([12]);
  });

  it('tells of the yard how many trailers wait with how many parcels', () => {
    const yard = told({ kind: 'yard' });
    expect(yard.facts).toMatchObject({
      'Trailers waiting': '2',
      'Parcels aboard them': '2,000',
      'Spaces free': '3',
    });
  });

  it('says nothing of what is not on the floor', () => {
    const nothing: Target[] = [
      { kind: 'facility', index: 0 },
      { kind: 'door', side: 'inbound', index: 2 },
      { kind: 'infeed', index: 2 },
      { kind: 'chute', index: 5 },
      { kind: 'sorter', index: 2 },
    ];
    for (const target of nothing) expect(describeFloor(inSight, target, logOf(0).at(0), clock)).toBeNull();
  });

  it('stays silent about levels of a floor that a frame does not show', () => {
    const other = describeFloor({ ...inSight, facility: 7 }, { kind: 'yard' }, logOf(0).at(0), clock);
    expect(other?.facts[0].value).toBe('–');
  });

  it('has something to say of every place it lists, before the first frame too', () => {
    for (const frame of [undefined, logOf(0).at(0)]) {
      const places = floorPlaces(inSight, frame);
      expect(places).toHaveLength(1 + 2 + 2 + 5 + 2);
      for (const { target, name } of places)
        expect(describeFloor(inSight, target, frame, clock)?.title).toBe(name);
    }
  });
});

describe('the run log of a hub', () => {
  it('keeps levels without the trays, and the latest account of its quarter-hours', () => {
    const log = new RunLog();
    log.push(smallFrame(0));
    log.push(smallFrame(900_000_000, whyOf([{ sort: 0, inducted: 50 }])));
    expect(log.why?.why.quarters).toBe(1);
    expect(log.frames[0].kpis).toEqual([3201, 5799, 2531, 8000, 310, 41.2, 0.31, 214]);
    expect(log.frames[0].floor).not.toHaveProperty('why');
    expect(log.frames[0].floor?.sorters[0]).not.toHaveProperty('trays');
    log.clear();
    expect(log.why).toBeUndefined();
  });
});
