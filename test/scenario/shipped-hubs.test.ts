import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { loadWithWarnings } from '../../src/experiment/load-with-warnings.ts';
import type { HubScenario } from '../../src/scenario/hub/hub-scenario.ts';
import { formatProblem } from '../../src/scenario/problem.ts';
import { main } from '../../tools/hub/main.ts';
import { folder } from './network-sample.ts';

const NAMES = ['single-hub', 'hub-peak-night'];
const TABLES = ['scenario.json', 'inbound.csv', 'outbound.csv', 'README.md'];

const built = mkdtempSync(path.join(tmpdir(), 'waybill-hub-'));
afterAll(() => rmSync(built, { recursive: true }));
main(['--out', built]);

function hubIn(name: string): HubScenario {
  const { scenario, problems } = loadWithWarnings(folder(`scenarios/${name}`), [], name);
  if (scenario?.kind !== 'hub') throw new Error(problems.list.map(formatProblem).join('\n'));
  expect(problems.list.map(formatProblem)).toEqual([]);
  return scenario.hub;
}

/** Parcels that a day's trailers bring. */
function parcelsOf({ inbound, settings }: HubScenario): number {
  return (
    settings.volume_factor *
    inbound.reduce((sum, { arrivalsS, parcels }) => sum + arrivalsS.length * parcels, 0)
  );
}

describe.each(NAMES)('%s', (name) => {
  const hub = hubIn(name);
  const { hub: block } = hub.settings;
  const machines = block.sorters.flatMap((sorter) => (sorter.type === 'manual' ? [] : [sorter]));

  it('is what the rules make of its volume', () => {
    expect(readdirSync(path.join(built, name)).sort()).toEqual([...TABLES].sort());
    const root = path.resolve(import.meta.dirname, '../..');
    for (const file of TABLES) {
      const shipped = readFileSync(path.join(root, 'scenarios', name, file), 'utf8');
      expect(shipped, file).toBe(readFileSync(path.join(built, name, file), 'utf8'));
    }
  });

  it('has a chute for every direction behind every zone', () => {
    for (const { zones, banks } of machines) {
      expect(zones).toHaveLength(2);
      for (const { chutes } of banks) expect(chutes).toBeGreaterThanOrEqual(hub.directions.length);
    }
  });

  it('feeds every zone from as many doors', () => {
    const zones = machines.reduce((sum, sorter) => sum + sorter.zones.length, 0);
    expect(block.inbound_doors.count % zones).toBe(0);
  });

  it('has room in a chute for a whole container', () => {
    for (const { chute_parcels: room } of machines)
      expect(room).toBeGreaterThanOrEqual(block.containers.parcels);
  });

  it('lets every trailer come before the last departures of its sort close', () => {
    // Noon to noon: what is due before noon belongs to the next calendar day.
    const fromNoon = (seconds: number) => (seconds + 43_200) % 86_400;
    const lastDue = Math.max(...hub.inbound.flatMap(({ arrivalsS }) => arrivalsS.map(fromNoon)));
    for (const { departuresS, code } of hub.directions) {
      const last = Math.max(...departuresS.map(fromNoon));
      expect(last - 60 * block.outbound.sort_cutoff_min, code).toBeGreaterThanOrEqual(lastDue - 300);
    }
  });
});

describe('the two hubs', () => {
  const [usual, peak] = NAMES.map(hubIn);

  it('handle 900,000 parcels a day, and a quarter more at the peak', () => {
    expect(parcelsOf(usual) / 900_000).toBeCloseTo(1, 3);
    expect(parcelsOf(peak) / parcelsOf(usual)).toBeCloseTo(1.25, 12);
  });

  it('are the same but for volume, temporary staff, a third person at a door and the jam', () => {
    expect(peak.directions).toEqual(usual.directions);
    expect(peak.inbound).toEqual(usual.inbound);
    const { people, incidents, unloading, ...rest } = peak.settings.hub;
    const { people: few, incidents: none, unloading: two, ...same } = usual.settings.hub;
    expect(rest).toEqual(same);
    expect(people.crews.slice(0, few.crews.length)).toEqual(few.crews);
    expect(people.crews.slice(few.crews.length).every(({ learning }) => learning[0] < 1)).toBe(true);
    expect([none.length, incidents.length]).toEqual([0, 1]);
    expect({ ...unloading, workers_per_door: 2 }).toEqual(two);
  });
});
