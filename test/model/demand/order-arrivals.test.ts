import { describe, expect, it } from 'vitest';
import { openDemand } from '../../../src/model/demand/open-demand.ts';
import { NetworkRun } from '../../../src/model/network/network-run.ts';
import type { OpenFile, StoredFile } from '../../../src/scenario/byte-source.ts';
import { loadScenario } from '../../../src/scenario/load-scenario.ts';
import type { NetworkScenario } from '../../../src/scenario/network/network-scenario.ts';
import { life, type NamedRow, runNetwork, table, tableBy } from '../../builders/network-tables.ts';
import { settingsOf, twoHubs, withSettings } from '../../scenario/network-sample.ts';

const HEADER = 'time,origin,destination,weight_kg,cube_m3,service_class';

interface Opening {
  readonly demand?: object;
  readonly run?: object;
  readonly open?: OpenFile;
  /** Where the file is not held. */
  readonly size?: number;
}

function network(
  rows: readonly string[],
  { demand = {}, run = {}, open, size }: Opening = {},
): NetworkScenario {
  const settings = settingsOf(twoHubs()) as { demand: object; run: object };
  const files = withSettings(twoHubs(), {
    ...settings,
    tables: { orders: 'orders.csv' },
    demand: { ...settings.demand, ...demand },
    run: { ...settings.run, ...run },
  });
  const bytes = new TextEncoder().encode([HEADER, ...rows].join('\n'));
  const stored = size === undefined ? bytes : { size, at: 'there' };
  const { scenario, problems } = loadScenario(
    new Map<string, StoredFile>([...files, ['orders.csv', stored]]),
    [],
    'sample',
    open,
  );
  if (scenario?.kind !== 'network') throw new Error(JSON.stringify(problems.list, null, 1));
  return scenario.network;
}

const ROWS = [
  '2026-03-01T12:00,EASTON,EASTON,,,',
  '2026-03-02T08:00,EASTON,WESTBY,,,',
  '2026-03-02T09:30,WESTBY,EASTON,2.5,0.02,',
  '2026-03-02T09:30,HILLSIDE,WESTBY,65.535,,',
  '2026-03-02T10:00,WESTBY,WESTBY,,,',
  '2026-03-20T10:00,WESTBY,WESTBY,,,',
];

describe('orders of a table', () => {
  it('become parcels at their instants, named by their rows; those outside the run do not', () => {
    const run = runNetwork(network(ROWS));
    const parcels = tableBy(run, 'parcels', 'parcel');
    expect([...parcels.keys()].sort()).toEqual(['order#1', 'order#2', 'order#3', 'order#4']);
    const of = (name: string, ...columns: (keyof NamedRow)[]) =>
      columns.map((column) => parcels.get(name)?.[column]);
    expect(of('order#1', 'origin', 'destination', 'created')).toEqual(['EASTON', 'WESTBY', 8 * 3.6e9]);
    expect(of('order#2', 'origin', 'weight_kg', 'cube_m3')).toEqual(['WESTBY', 2.5, 0.02]);
    // The most that a parcel has.
    expect(of('order#3', 'origin', 'weight_kg', 'created')).toEqual(['HILLSIDE', 65.535, 9.5 * 3.6e9]);
    expect(life(run, 'order#1')[0]).toBe('accepted STA-A 17');
    expect(run.outcome.ledger.created).toBe(4);
  });

  it('come no more once demand has ended, and are counted as those outside the run are', () => {
    // 9.6 hours of demand: the order of 10:00 comes too late.
    const scenario = network(ROWS, { run: { demand_days: 0.4 } });
    expect([...tableBy(runNetwork(scenario), 'parcels', 'parcel').keys()].sort()).toEqual([
      'order#1',
      'order#2',
      'order#3',
    ]);
    expect([network(ROWS).orders!.after, scenario.orders!.after]).toEqual([1, 2]);
  });

  it('are measured where they are created in the measured days, and wait for a run that warms up', () => {
    const shifted = ROWS.map((row) => row.replace('2026-03-02', '2026-03-03'));
    const run = runNetwork(network(shifted, { run: { warm_up_days: 1 } }));
    expect(table(run, 'parcels').every(({ cohort }) => cohort === true)).toBe(true);
  });

  it('keep their luck when another row is added behind them', () => {
    const demand = { returns: { share: 0.5, after: { constant: { value_s: 3600 } } } };
    const [few, more] = [ROWS, ROWS.toSpliced(5, 0, '2026-03-02T11:00,EASTON,HILLSIDE,,,')].map((rows) =>
      tableBy(runNetwork(network(rows, { demand })), 'parcels', 'parcel'),
    );
    for (const name of ['order#1', 'order#2', 'order#3', 'order#4']) {
      expect(more.get(name)?.weight_kg).toBe(few.get(name)?.weight_kg);
      expect(more.get(name)?.accepted).toBe(few.get(name)?.accepted);
    }
  });

  it('come back under their own names, to the zone of the order', () => {
    const demand = { returns: { share: 1, after: { constant: { value_s: 3600 } } } };
    const parcels = table(runNetwork(network(ROWS, { demand })), 'parcels');
    const back = parcels.filter(({ parcel }) => String(parcel).startsWith('orderr#'));
    expect(back.length).toBeGreaterThan(0);
    for (const row of back) {
      const order = parcels.find(({ parcel }) => parcel === String(row.parcel).replace('r#', '#'));
      expect([row.origin, row.destination]).toEqual([order?.destination, order?.origin]);
    }
  });

  it('are what the network is planned on', () => {
    const demand = openDemand(network(ROWS));
    expect(demand.flowPerDay(0, 1)).toBe(1);
    expect(demand.flowPerDay(0, 0)).toBe(0);
    expect([0, 1, 2].map((zone) => demand.sentPerDay(zone))).toEqual([1, 2, 1]);
  });

  it('are read as the clock goes, not before', () => {
    // Ten days, one order in 20 s: a few pieces of the file.
    const rows = Array.from({ length: 40_000 }, (_, i) => {
      const time = new Date(Date.UTC(2026, 2, 2) + i * 20_000).toISOString().slice(0, 19);
      return `${time},EASTON,EASTON,1,0.001,`;
    });
    const bytes = new TextEncoder().encode([HEADER, ...rows].join('\n'));
    let furthest = 0;
    const open: OpenFile = ({ size }) => ({
      size,
      read: (offset, length) => {
        const read = bytes.subarray(offset, offset + length);
        furthest = Math.max(furthest, offset + read.length);
        return read;
      },
    });
    const scenario = network(rows, { open, size: bytes.length });
    expect(furthest).toBe(bytes.length);
    furthest = 0;
    const run = new NetworkRun(scenario, {
      seed: 1,
      replication: 0,
      records: { write: () => {} },
      parcels: 'none',
      scans: 'none',
      openFile: open,
    });
    expect(furthest).toBe(0);
    const held: number[] = [];
    for (let day = 1; day <= 4; day++) {
      run.advance(Number.POSITIVE_INFINITY, day * 86_400e6);
      held.push(furthest - (bytes.length * day * 4320) / 40_000);
    }
    // Never more than the piece at hand.
    for (const ahead of held) expect(ahead).toBeLessThanOrEqual(2 ** 17);
    expect(furthest).toBeLessThan(bytes.length / 2);
  });

  it('are not taken from a file that has changed since', () => {
    const good = new TextEncoder().encode([HEADER, ...ROWS].join('\n'));
    const bad = new TextEncoder().encode(
      [HEADER, ...ROWS].join('\n').replace('09:30,HILLSIDE', '07:30,HILLSIDE'),
    );
    let bytes = good;
    const open: OpenFile = ({ size }) => ({
      size,
      read: (offset, length) => bytes.subarray(offset, offset + length),
    });
    const scenario = network(ROWS, { open, size: good.length });
    bytes = bad;
    expect(() => runNetwork(scenario, { openFile: open })).toThrow('is not what it was');
  });
});
