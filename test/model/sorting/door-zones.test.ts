import { expect, it } from 'vitest';
import { doorZones, mostSorters } from '../../../src/model/sorting/inbound/door-zones.ts';
import { hubScenario, SMALL_HUB } from '../../builders/hub-scenario.ts';
import { runHub } from '../../builders/hub-tables.ts';
import { table } from '../../builders/network-tables.ts';

it('puts doors before zones in proportion to what these can take, and none where nothing is fed by doors', () => {
  expect([...doorZones(6, [2000, 4000])]).toEqual([0, 0, 1, 1, 1, 1]);
  expect([...doorZones(4, [0, 1, 0, 1, 0])]).toEqual([1, 1, 3, 3]);
  expect([...doorZones(1, [1, 3])]).toEqual([1]);
});

it('counts the people who sort at once over shifts that follow one another and run past midnight', () => {
  const crew = (from: string, to: string, people: number, task: 'sort' | 'load' = 'sort') => ({
    ...hubScenario().settings.hub.people.crews[0],
    tasks: [task],
    from,
    to,
    people,
  });
  const most = (...crews: ReturnType<typeof crew>[]) =>
    mostSorters({ people: { crews, moves: 'none', review_min: 15 } });
  expect(most(crew('06:00', '14:00', 3), crew('14:00', '22:00', 4))).toBe(4);
  expect(most(crew('22:00', '30:00', 3), crew('05:00', '13:00', 4))).toBe(7);
  expect(most(crew('06:00', '14:00', 9, 'load'))).toBe(1);
});

it('brings parcels to a manual sort beside a loop', () => {
  const hands = { code: 'HANDS', type: 'manual' as const, chutes: 4 };
  const crews = [
    ...SMALL_HUB.hub.people.crews,
    { code: 'SORT', tasks: ['sort' as const], people: 8, from: '18:00', to: '30:00' },
  ];
  // Three infeeds of 2,000 an hour and eight people of 500: a door of three is theirs.
  const hub = { sorters: [...SMALL_HUB.hub.sorters, hands], people: { crews } };
  const run = runHub(hubScenario({ hub }), { checksEveryEvent: false, scans: 'none' });
  const sorters = new Set(table(run, 'laps').map(({ sorter }) => sorter));
  expect(sorters).toEqual(new Set(['LOOP-1', 'HANDS']));
});
