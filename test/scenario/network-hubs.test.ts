import { describe, expect, it } from 'vitest';
import { SMALL_HUB } from '../builders/hub-scenario.ts';
import { edited, load, problemsOf, settingsOf, twoHubs, withSettings } from './network-sample.ts';

/** The two hubs with blocks for some facilities. */
function withHubs(hubs: object): Map<string, Uint8Array> {
  const files = twoHubs();
  return withSettings(files, { ...settingsOf(files), hubs });
}

const sound = withHubs({ 'HUB-A': SMALL_HUB.hub });

function blocksOf(overrides: readonly string[] = []) {
  const { scenario, problems } = load(sound, overrides);
  expect(problems.list).toEqual([]);
  if (scenario?.kind !== 'network') throw new Error('no network');
  return scenario.network.settings.hubs!;
}

describe('hubs of a network down to their sorters', () => {
  it('are simulated by rates where nothing else is said', () => {
    expect(Object.keys(blocksOf())).toEqual(['HUB-A']);
    expect(blocksOf()['HUB-A']).toMatchObject({ detail: 'rates', yard: { spaces: 10 } });
    expect(blocksOf(['hubs.HUB-A.detail=trays'])['HUB-A'].detail).toBe('trays');
  });

  it('have their defaults in the hash, and leave that of a network without them as it is', () => {
    const hash = load(sound).scenario!.hash;
    expect(
      load(sound, ['hubs.HUB-A.detail=rates', 'hubs.HUB-A.outbound.seal_before_min=10']).scenario!.hash,
    ).toBe(hash);
    expect(load(sound, ['hubs.HUB-A.detail=trays']).scenario!.hash).not.toBe(hash);
    expect(load(twoHubs()).scenario!.hash).not.toBe(hash);
  });

  it('are changed by overrides, parts that are left out too', () => {
    const { 'HUB-A': hub } = blocksOf([
      'hubs.HUB-A.sorters[code=LOOP-1].speed_m_per_s=2.5',
      'hubs.HUB-A.coding.parcels_per_worker_per_hour=200',
    ]);
    expect(hub.sorters[0]).toMatchObject({ speed_m_per_s: 2.5 });
    expect(hub.coding.parcels_per_worker_per_hour).toBe(200);
  });

  it('need no people and machines in the table of facilities, which no run reads for them', () => {
    const none = edited(sound, 'facilities.csv', '31.0,120.4,1,1,1,1', '31.0,120.4,,,,');
    expect(problemsOf(none)).toEqual([]);
    expect(problemsOf(edited(none, 'facilities.csv', '31.0,117.6,1,1,1,1', '31.0,117.6,,,,'))).toHaveLength(
      4,
    );
  });

  it('must be hubs', () => {
    expect(problemsOf(withHubs({ 'HUB-C': SMALL_HUB.hub, 'STA-A': SMALL_HUB.hub }))).toEqual([
      expect.stringContaining(
        'scenario.json:hubs.HUB-C: found "HUB-C", which is no facility, allowed the code of a hub: "HUB-A", "HUB-B" (did you mean "HUB-A"?)',
      ),
      expect.stringContaining('scenario.json:hubs.STA-A: found "STA-A", which is a station'),
    ]);
  });

  it.each<[string, string[], string]>([
    [
      'a read rate that is none',
      ['hubs.HUB-A.scan.no_read_share=1.2'],
      'hubs.HUB-A.scan.no_read_share: found 1.2',
    ],
    [
      'a shift that ends before it starts',
      ['hubs.HUB-A.people.crews[code=LOAD].to=02:00'],
      'hubs.HUB-A.people.crews[3].to: found "02:00", allowed after 18:00',
    ],
    [
      'a container larger than the vehicles that leave',
      ['hubs.HUB-A.containers.parcels=100000'],
      'hubs.HUB-A.containers.parcels: found 100000, allowed at most',
    ],
    [
      'fewer chutes than next facilities',
      ['hubs.HUB-A.sorters[0].banks=[{"from_m":20,"to_m":40,"chutes":1}]'],
      'hubs.HUB-A.sorters[0].banks: found 1 chutes, allowed at least 2',
    ],
    [
      'doors for an origin without a lane',
      ['hubs.HUB-A.inbound_doors.dedicated=[{"origins":["STA-Z"],"doors":[1]}]'],
      'hubs.HUB-A.inbound_doors.dedicated[0].origins[0]: found "STA-Z", from which no trailer comes',
    ],
    [
      'more doors than the yard reaches',
      ['hubs.HUB-A.yard.dock_positions=2'],
      'hubs.HUB-A.inbound_doors.count: found 3 inbound doors, allowed at most 2',
    ],
  ])('tell %s at its path', (_, overrides, expected) => {
    const lines = problemsOf(sound, overrides);
    expect(lines).toHaveLength(1);
    expect(lines[0]).toContain(`scenario.json:${expected}`);
  });
});
