import { expect, it } from 'vitest';
import { greatCircleKm } from '../../src/engine/math/great-circle.ts';
import { edited, load, problemsOf, twoHubs } from './network-sample.ts';

const NIGHT = 'HUB-A:HUB-B,HUB-A,HUB-B,road,';
const withoutDistance = () => edited(twoHubs(), 'lanes.csv', `${NIGHT}300,`, `${NIGHT},`);

function distances(overrides: readonly string[]): ReadonlyMap<string, number> {
  const { scenario } = load(withoutDistance(), overrides);
  if (scenario?.kind !== 'network') throw new Error('no network');
  return new Map(scenario.network.lanes.map(({ code, distanceKm }) => [code, distanceKm]));
}

it.each([
  [[], 1.3],
  [['linehaul.circuity=1'], 1],
  [['linehaul.circuity=2.5'], 2.5],
])(
  'a lane without a distance is as long as the crow flies, times the circuity: %j',
  (overrides, circuity) => {
    const km = distances(overrides);
    // The crow flies 267 km along the 31st parallel.
    const crow = greatCircleKm(31, 120.4, 31, 117.6);
    expect(crow).toBeCloseTo(266.9, 0);
    expect(km.get('HUB-A:HUB-B')).toBeCloseTo(circuity * crow, 3);
    expect((km.get('HUB-A:HUB-B')! * 1000) % 1).toBeCloseTo(0, 6);
    expect(km.get('HUB-B:HUB-A')).toBe(300);
  },
);

it('a circuity is at least that of a straight line', () => {
  expect(problemsOf(withoutDistance(), ['linehaul.circuity=0.9'])).not.toEqual([]);
  expect(problemsOf(withoutDistance())).toEqual([]);
});
