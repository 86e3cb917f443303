import { describe, expect, it } from 'vitest';
import { checkHubLoad } from '../../../src/model/check/check-hub-load.ts';
import { expectedHubDay } from '../../../src/model/check/expected-hub-day.ts';
import { formatProblem } from '../../../src/scenario/problem.ts';
import { hubScenario } from '../../builders/hub-scenario.ts';

function warningsOf(...overrides: string[]): string[] {
  return checkHubLoad(hubScenario({}, overrides)).map(formatProblem);
}

describe('the expected day of a hub', () => {
  it('is what timetables and shifts add up to', () => {
    const day = expectedHubDay(hubScenario());
    expect(day.parcels).toBe(3 * 600 + 2 * 800 + 2 * 500);
    expect(day.sorted).toBeCloseTo(4400 - 0.05 * 1800, 9);
    expect(day.peopleH).toEqual({ unload: 72, induct: 48, code: 12, sort: 0, load: 140 });
    expect([day.unloadingH, day.loadingH]).toEqual([12, 14]);
    const bags = (1800 * 0.15 + 1600 * 0.1) / 25;
    const opened = (1800 * 0.1 + 1600 * 0.1) / 25;
    expect(day.unloadH).toBeCloseTo((4400 - bags * 25) / 650 + bags / 200 + (opened * 40) / 3600, 9);
  });

  it('leaves out breaks, absence, days off and who comes later', () => {
    const crews = [
      'hub.people.crews[code=UNLOAD].breaks=[{"at":"22:00","minutes":60}]',
      'hub.people.crews[code=UNLOAD].absence_share=0.5',
      'hub.people.crews[code=INDUCT].weekdays="1"',
      'hub.people.crews[code=CODE].from_day=1',
      'hub.people.crews[code=LOAD].learning=[0.5,0.8]',
    ];
    const { peopleH } = expectedHubDay(hubScenario({}, crews));
    expect(peopleH.unload).toBeCloseTo(33, 9);
    expect(peopleH.induct).toBeCloseTo(48 / 7, 9);
    expect(peopleH.code).toBe(0);
    expect(peopleH.load).toBeCloseTo(112, 9);
  });
});

describe('a hub that a mean day overloads', () => {
  it('has none of it where there is enough of everything', () => {
    expect(warningsOf()).toEqual([]);
  });

  it.each<[string, string[], string]>([
    [
      'people who unload',
      ['hub.people.crews[code=UNLOAD].to=18:30', 'hub.inbound_doors.count=9'],
      'hub.people.crews: found 3 hours a day of people who unload, allowed at least the ',
    ],
    [
      'inbound doors',
      ['hub.people.crews[code=UNLOAD].to=19:00', 'hub.people.crews[code=UNLOAD].people=30'],
      'hub.inbound_doors.count: found 6 hours a day of work at the inbound doors',
    ],
    [
      'automatic unloaders',
      ['hub.unloading={"by":"machine","machine_parcels_per_hour":50}'],
      'hub.inbound_doors.count: found 3600 parcels a day that automatic unloaders take, allowed at least the 4400 expected on a mean day, 22.2 % more (more doors)',
    ],
    [
      'infeeds',
      ['hub.sorters[0].zones[0].rate_per_hour=100'],
      'hub.sorters: found 3600 parcels a day that the infeeds bring',
    ],
    [
      'people who induct',
      ['hub.people.crews[code=INDUCT].to=18:30'],
      'hub.people.crews: found 4000 parcels a day that people at the infeeds bring',
    ],
    [
      'a slow sorter',
      ['hub.sorters[0].speed_m_per_s=0.05'],
      'hub.sorters: found 240 parcels an hour that the sorters take at 80 % of their design rate',
    ],
    [
      'people who load',
      ['hub.people.crews[code=LOAD].to=18:15'],
      'hub.people.crews: found 3750 parcels a day that people load',
    ],
    [
      'few trailers',
      ['outbound[code=WEST].trailer_parcels=400'],
      'outbound.csv:2:trailers_per_departure: found 1600 parcels a day that the trailers to WEST take, allowed at least the 1760 expected on a mean day, 10 % more',
    ],
    [
      'few doors',
      ['hub.loading.workers_per_door=1', 'hub.containers.parcels=5'],
      'outbound.csv:2:doors: found 1750 parcels a day loaded at the doors of WEST',
    ],
    [
      'an incident that never happens',
      ['hub.incidents=[{"of":"load","from_h":14,"to_h":15,"name":"late"}]'],
      'hub.incidents[0].from_h: found "late" at 14 h, allowed before the end of the run at 14 h',
    ],
  ])('%s', (_, overrides, expected) => {
    const lines = warningsOf(...overrides);
    expect(lines.filter((line) => line.includes(expected))).toHaveLength(1);
  });
});
