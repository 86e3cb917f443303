import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { loadScenario } from '../../../src/scenario/load-scenario.ts';
import type { NetworkScenario } from '../../../src/scenario/network/network-scenario.ts';
import { network } from '../../builders/network-draft.ts';
import { fourHubs } from '../../builders/network-four-hubs.ts';
import {
  type FinishedNetwork,
  type NamedRow,
  runNetwork,
  table,
  tableBy,
} from '../../builders/network-tables.ts';

/**
 * One network with a hub more, under common random numbers. The hub changes where parcels go through and when they
 * come; it must not change what belongs to them: each has the same instant of creation, the same way to go and the same
 * size, and whoever is tried at the door on one day is home in both or in neither.
 */
const OWN = ['origin', 'destination', 'address', 'cohort', 'weight_kg', 'cube_m3', 'created'];

const DAY_US = 8.64e10;

/** Rows of parcels created before an instant that both runs reached, by identity: the same identities in both. */
function created(run: FinishedNetwork, other: FinishedNetwork): Map<string, NamedRow> {
  const until = Math.min(run.endedAt, other.endedAt);
  return new Map([...tableBy(run, 'parcels', 'parcel')].filter(([, row]) => Number(row.created) < until));
}

/** What came of every attempt: by parcel and day on which the courier set out (runs start at midnight). */
function attempts(run: FinishedNetwork): Map<string, string> {
  const setOut = new Map<string, string>();
  const found = new Map<string, string>();
  for (const { parcel, event, time } of table(run, 'scans')) {
    if (event === 'outForDelivery')
      setOut.set(`${parcel}`, `${parcel} on day ${Math.floor(Number(time) / DAY_US)}`);
    const attempt = setOut.get(`${parcel}`);
    if (attempt !== undefined && (event === 'delivered' || event === 'notDelivered'))
      found.set(attempt, event);
  }
  return found;
}

function expectSameLuck(one: FinishedNetwork, other: FinishedNetwork, least: number): void {
  const [rows, others] = [created(one, other), created(other, one)];
  expect(rows.size).toBeGreaterThan(least);
  expect([...others.keys()].sort()).toEqual([...rows.keys()].sort());
  const own = (row: NamedRow) => OWN.map((column) => row[column]);
  for (const [parcel, row] of rows) expect(own(others.get(parcel)!)).toEqual(own(row));
  const [tried, triedOther] = [attempts(one), attempts(other)];
  const both = [...tried].filter(([attempt]) => triedOther.has(attempt));
  const failed = both.filter(([, event]) => event === 'notDelivered');
  expect(both.length).toBeGreaterThan(least / 4);
  expect(failed.length).toBeGreaterThan(least / 100);
  expect(both.filter(([attempt, event]) => triedOther.get(attempt) !== event)).toEqual([]);
}

/** Parcels that fared otherwise: the hub did change something. */
function changed(one: FinishedNetwork, other: FinishedNetwork): number {
  const others = created(other, one);
  return [...created(one, other)].filter(([parcel, { legs, outcome, finished }]) => {
    const row = others.get(parcel)!;
    return row.legs !== legs || row.outcome !== outcome || row.finished !== finished;
  }).length;
}

describe('a hub between four others, added or removed', () => {
  // Five parcels to a stop and a third of the doors closed: stops often mix first attempts with later ones.
  const delivery = { parcels_per_round: 40, parcels_per_stop: 5, failure_share: 0.35, attempts: 4 };
  const run = (change: Parameters<typeof fourHubs>[0]) => {
    const draft = fourHubs(change);
    const settings = { ...draft.settings, delivery };
    return runNetwork(network({ ...draft, settings }), { checksEveryEvent: false });
  };
  const departuresH = [0, 4, 8, 12, 16, 20];
  const without = run({});
  const withHub = run({
    facilities: [{ code: 'MIDDLE', kind: 'hub', lat: 31, lon: 114, unloadWorkers: 9, infeeds: 9 }],
    lanes: ['NORTH', 'SOUTH', 'EAST', 'WEST'].flatMap((hub) => [
      { from: hub, to: 'MIDDLE', distanceKm: 10, departuresH },
      { from: 'MIDDLE', to: hub, distanceKm: 10, departuresH },
    ]),
  });

  it('changes how many parcels fare', () => expect(changed(without, withHub)).toBeGreaterThan(500));

  it('leaves creation, size and luck at the door of every parcel as they are', () =>
    expectSameLuck(without, withHub, 1500));
});

describe('the regional hub of Wuhan, removed from a tenth of china-31 with its lanes', () => {
  const HUB = 'HUB-42';
  const folder = path.resolve(import.meta.dirname, '../../fixtures/china-31-tenth');
  const load = (keeps: (line: string) => boolean): NetworkScenario => {
    const text = (name: string) => readFileSync(path.join(folder, name), 'utf8');
    const files = readdirSync(folder).map((name) => {
      const kept = name.endsWith('.csv') ? text(name).split('\n').filter(keeps).join('\n') : text(name);
      return [name, new TextEncoder().encode(kept)] as const;
    });
    const changes = ['demand.parcels_per_day=4000', 'run.warm_up_days=1', 'run.cap_days=3'];
    const { scenario, problems } = loadScenario(new Map(files), changes, 'tenth');
    problems.throwIfErrors();
    if (scenario?.kind !== 'network') throw new Error('no network');
    return scenario.network;
  };
  const run = (scenario: NetworkScenario) => runNetwork(scenario, { checksEveryEvent: false });
  const whole = run(load(() => true));
  const without = run(load((line) => !line.split(',').slice(0, 3).includes(HUB)));

  it('changes how many parcels fare', () => expect(changed(whole, without)).toBeGreaterThan(1000));

  it('leaves creation, size and luck at the door of every parcel as they are', () =>
    expectSameLuck(whole, without, 10_000));
});
