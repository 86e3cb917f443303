import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type LargeFile, NO_LARGE_FILES, type OpenFile } from '../../src/scenario/byte-source.ts';
import { loadScenario } from '../../src/scenario/load-scenario.ts';
import type { OrderTable } from '../../src/scenario/network/order-table.ts';
import { formatProblem } from '../../src/scenario/problem.ts';
import { settingsOf, twoHubs, withSettings } from './network-sample.ts';

const HEADER = 'time,origin,destination,weight_kg,cube_m3,service_class';

/** A day of orders, the last of them with everything that a row may say. */
const GOOD = [
  '2026-03-02T08:00,EASTON,WESTBY,,,',
  '2026-03-02T09:00:30,WESTBY,EASTON,2.5,,',
  '2026-03-02T01:00:30Z,WESTBY,HILLSIDE,,0.01,',
  '2026-03-03T10:00:00.5+08:00,HILLSIDE,EASTON,1,0.02,express',
];

const CLASSES = [
  { code: 'standard', name: 'Standard', share: 3, commitment_h: 72 },
  { code: 'express', name: 'Express', share: 1, commitment_h: 24 },
];

function withOrders(
  rows: readonly string[],
  more: { readonly skips?: boolean; readonly header?: string; readonly end?: string } = {},
): Map<string, Uint8Array> {
  const { skips = false, header = HEADER, end = '\n' } = more;
  const settings = settingsOf(twoHubs()) as { demand: object };
  const demand = { ...settings.demand, classes: CLASSES, orders: { bad_rows: skips ? 'skip' : 'stop' } };
  const files = withSettings(twoHubs(), { ...settings, tables: { orders: 'orders.csv' }, demand });
  const text = [header, ...rows].join(end) + end;
  return new Map([...files, ['orders.csv', new TextEncoder().encode(text)]]);
}

function opened(
  files: ReadonlyMap<string, Uint8Array | LargeFile>,
  open?: OpenFile,
  overrides: readonly string[] = [],
) {
  const { scenario, problems } = loadScenario(files, overrides, 'sample', open);
  const texts = problems.list.map((problem) => `${problem.severity} ${formatProblem(problem)}`);
  if (scenario === undefined) return { texts, hash: '', orders: null };
  if (scenario.kind !== 'network') throw new Error('not a network');
  return { texts, hash: scenario.hash, orders: scenario.network.orders };
}

function told(rows: readonly string[], skips = false): readonly string[] {
  return opened(withOrders(rows, { skips })).texts;
}

describe('an order table', () => {
  it('is counted by pair of zones, over the days on which there are orders', () => {
    const { texts, orders } = opened(withOrders(GOOD));
    expect(texts).toEqual([]);
    const { rows, badRows, before, after, firstAt, volumes, perDay } = orders as OrderTable;
    expect({ rows, badRows, before, after }).toEqual({ rows: 4, badRows: 0, before: 0, after: 0 });
    expect(firstAt).toBe(8 * 3.6e9);
    // Easton, Westby and Hillside are zones 0 to 2.
    expect(volumes.map(({ from, to, volume }) => [from, to, volume])).toEqual([
      [0, 1, 1],
      [1, 0, 1],
      [1, 2, 1],
      [2, 0, 1],
    ]);
    expect(perDay).toBe(2);
  });

  it('says how many orders lie before the run and after it', () => {
    const rows = ['2026-03-01T23:59:59,EASTON,WESTBY,,,', ...GOOD, '2026-03-13T00:00,EASTON,WESTBY,,,'];
    const { before, after, rows: good } = opened(withOrders(rows)).orders as OrderTable;
    expect([before, after, good]).toEqual([1, 1, 6]);
  });

  it('is named by its rows, not by how they are written down', () => {
    const { hash } = opened(withOrders(GOOD));
    const cells = GOOD.map((row) => row.split(','));
    const turned = cells.map((row) =>
      row
        .toReversed()
        .map((cell) => `"${cell}"`)
        .join(','),
    );
    const header = HEADER.split(',').toReversed().join(',');
    expect(opened(withOrders(turned, { header, end: '\r\n' })).hash).toBe(hash);
    expect(opened(withOrders(GOOD.slice(1))).hash).not.toBe(hash);
    expect(opened(withOrders(GOOD.with(1, GOOD[1].replace('2.5', '2.6')))).hash).not.toBe(hash);
  });

  it('reads the same in pieces, wherever they are cut', () => {
    const many = Array.from({ length: 6000 }, (_, i) => {
      const time = new Date(Date.UTC(2026, 2, 2) + i * 10_000).toISOString().slice(0, 19);
      return `${time},HILLSIDE,"EASTON",${i % 3 === 0 ? '' : (i % 97) / 10 + 0.1},,${i % 2 === 0 ? 'standard' : ''}`;
    });
    const files = withOrders(many, { end: '\r\n' });
    const whole = opened(files);
    expect(whole.texts).toEqual([]);
    const bytes = files.get('orders.csv')!;
    // Larger than one piece of reading.
    expect(bytes.length).toBeGreaterThan(2 ** 17);
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 70_000 }), (most) => {
        const large = new Map<string, Uint8Array | LargeFile>([
          ...files,
          ['orders.csv', { size: bytes.length, at: 'there' }],
        ]);
        const open = ({ size, at }: LargeFile) => {
          expect(at).toBe('there');
          return {
            size,
            read: (offset: number, length: number) => bytes.slice(offset, offset + Math.min(length, most)),
          };
        };
        const read = opened(large, open);
        expect(read.texts).toEqual([]);
        expect(read.hash).toBe(whole.hash);
      }),
      { numRuns: 12, examples: [[997]] },
    );
  });
});

describe('a row of an order table that cannot be read', () => {
  const bad: readonly (readonly [string, string, string])[] = [
    [
      'a bad instant',
      '2026-02-30T08:00,EASTON,WESTBY,,,',
      '3:time: found "2026-02-30T08:00", allowed an instant',
    ],
    ['no instant', ',EASTON,WESTBY,,,', '3:time: found nothing'],
    ['an unknown zone', '2026-03-02T08:30,EASTN,WESTBY,,,', '3:origin: found "EASTN", which is no zone'],
    ['an empty zone', '2026-03-02T08:30,EASTON,,,,', '3:destination: found nothing'],
    [
      'a weight of 0',
      '2026-03-02T08:30,EASTON,WESTBY,0,,',
      '3:weight_kg: found "0", allowed a number above 0',
    ],
    [
      'a weight beyond the heaviest parcel',
      '2026-03-02T08:30,EASTON,WESTBY,65.536,,',
      '3:weight_kg: found "65.536", allowed a number above 0 and at most 65.535 in kg',
    ],
    [
      'a cube beyond the largest parcel',
      '2026-03-02T08:30,EASTON,WESTBY,,0.66,',
      '3:cube_m3: found "0.66", allowed a number above 0 and at most 0.65535 in m³',
    ],
    ['a cube that is none', '2026-03-02T08:30,EASTON,WESTBY,,big,', '3:cube_m3: found "big"'],
    ['an unknown class', '2026-03-02T08:30,EASTON,WESTBY,,,slow', '3:service_class: found "slow"'],
    [
      'a falling time',
      '2026-03-02T07:59:59,EASTON,WESTBY,,,',
      '3:time: found "2026-03-02T07:59:59", before the row above',
    ],
    ['too few fields', '2026-03-02T08:30,EASTON', '3: found 2 fields, allowed 6'],
    ['too many fields', '2026-03-02T08:30,EASTON,WESTBY,,,,9', '3: found 7 fields, allowed 6'],
    ['a stray quote', '2026-03-02T08:30,EAS"TON,WESTBY,,,', '3:origin: found a quote within'],
  ];

  it.each(bad)('with %s is told with its line, and stops the run', (_, row, expected) => {
    const texts = told(GOOD.toSpliced(1, 0, row));
    expect(texts).toHaveLength(1);
    expect(texts[0]).toContain(`error orders.csv:${expected}`);
  });

  it.each(bad)('with %s is passed over where bad rows are, told and counted', (_, row, expected) => {
    const { texts, orders } = opened(withOrders(GOOD.toSpliced(1, 0, row), { skips: true }));
    expect(texts).toHaveLength(1);
    expect(texts[0]).toContain(`warning orders.csv:${expected}`);
    const { rows, badRows } = orders as OrderTable;
    expect([rows, badRows]).toEqual([4, 1]);
  });

  it('is told with every fault it has, and counted once', () => {
    const { texts, orders } = opened(withOrders([...GOOD, 'never,NOWHERE,WESTBY,-1,,'], { skips: true }));
    expect(texts.map((text) => text.split(':')[2])).toEqual(['time', 'origin', 'weight_kg']);
    expect(orders?.badRows).toBe(1);
  });

  it('counts in the hash: the same orders with a row passed over are another scenario', () => {
    const hashes = [GOOD, [...GOOD, 'never,EASTON,WESTBY,,,']].map(
      (rows) => opened(withOrders(rows, { skips: true })).hash,
    );
    expect(hashes[0]).not.toBe(hashes[1]);
  });

  it('is one of a thousand that are told; the others are counted', () => {
    const { problems } = loadScenario(
      withOrders(Array.from({ length: 1500 }, () => '2026-03-02T08:30,NOWHERE,WESTBY,,,')),
      [],
      'sample',
    );
    expect(problems.list).toHaveLength(1000);
    expect([...problems.beyond]).toEqual([['reference', 500]]);
  });

  it('is one of fifty that are told where bad rows are passed over: other warnings are seen too', () => {
    const bad = Array.from({ length: 1500 }, () => '2026-03-02T08:30,NOWHERE,NOWHERE,,,');
    const { texts, orders } = opened(withOrders([...bad, ...GOOD.slice(2)], { skips: true }));
    expect(texts).toHaveLength(2 * 50 + 1);
    expect(texts.at(-1)).toBe(
      'warning orders.csv: found 1450 more rows that cannot be read, allowed rows without a fault (they are skipped too)',
    );
    expect(orders?.badRows).toBe(1500);
  });

  it('does not take the rest with it where it is no UTF-8', () => {
    const files = withOrders(GOOD.toSpliced(1, 0, '2026-03-02T08:30,EAST?N,WESTBY,,,'), { skips: true });
    const bytes = files.get('orders.csv')!.slice();
    bytes[bytes.indexOf('?'.charCodeAt(0))] = 0xff;
    const { texts, orders } = opened(new Map([...files, ['orders.csv', bytes]]));
    expect(texts).toHaveLength(1);
    expect(texts[0]).toContain('orders.csv:3:origin');
    expect(texts[0]).toContain('UTF-8');
    expect(orders?.rows).toBe(4);
  });
});

describe('what changes drawn demand', () => {
  it('is warned of beside an order table, where it is written', () => {
    const settings = settingsOf(withOrders(GOOD)) as { demand: object };
    const promotion = { code: 'P', name: 'P', release_at: '2026-03-04T00:00', day_factor: 2 };
    const files = withSettings(withOrders(GOOD), {
      ...settings,
      demand: {
        ...settings.demand,
        promotions: [promotion],
        holidays: [{ date: '2026-03-03', factor: 0.5 }],
        forecast_error: { bias: 0.1 },
      },
      weather_effects: { snow: { demand_factor: 0.5 }, rain: { courier_rate: 0.8 } },
    });
    const { texts, orders } = opened(files);
    expect(orders?.rows).toBe(4);
    const places = [
      'demand.promotions',
      'demand.holidays',
      'demand.forecast_error',
      'weather_effects.snow.demand_factor',
    ];
    expect(texts).toEqual(
      places.map(
        (place) =>
          `warning scenario.json:${place}: found a change of demand beside an order table, allowed nothing: orders come as they stand in the table (it is not looked at)`,
      ),
    );
  });
});

describe('an order table that cannot be used', () => {
  const wholes: readonly (readonly [string, readonly string[], string, string])[] = [
    ['no header', [], '', 'orders.csv:1: found an empty file'],
    [
      'an unknown column',
      GOOD,
      HEADER.replace('cube_m3', 'volume'),
      'orders.csv:1:volume: found the unknown column',
    ],
    [
      'a missing column',
      ['2026-03-02T08:00,WESTBY'],
      'time,origin',
      'orders.csv:1:destination: found no column',
    ],
    ['no rows', [], HEADER, 'orders.csv: found no row that can be read'],
    ['orders of another year', ['2025-03-02T08:00,EASTON,WESTBY,,,'], HEADER, 'none of them within the run'],
    ['an open quote', ['"2026-03-02T08:00,EASTON,WESTBY,,,'], HEADER, 'a quote that is never closed'],
  ];

  it.each(wholes)('with %s is refused, also where bad rows are passed over', (_, rows, header, expected) => {
    for (const skips of [false, true]) {
      const { texts, orders } = opened(withOrders(rows, { header, skips }));
      expect(orders).toBeNull();
      expect(texts.some((text) => text.startsWith('error') && text.includes(expected))).toBe(true);
    }
  });

  it('is refused once where other signs than commas separate its columns', () => {
    for (const sign of [';', '\t', '|']) {
      const rows = GOOD.map((row) => row.replaceAll(',', sign));
      const { texts } = opened(withOrders(rows, { header: HEADER.replaceAll(',', sign) }));
      expect(texts).toEqual([
        expect.stringContaining(
          'allowed names of columns with commas between them (save it again with commas',
        ),
      ]);
    }
  });

  it('is refused once where it is in UTF-16', () => {
    const files = withOrders(GOOD);
    const text = new TextDecoder().decode(files.get('orders.csv'));
    const bytes = new Uint8Array(Uint16Array.from(`\ufeff${text}`, (sign) => sign.charCodeAt(0)).buffer);
    expect(opened(new Map([...files, ['orders.csv', bytes]])).texts).toEqual([
      'error orders.csv:1: found a file in UTF-16, allowed UTF-8 (save it again as "CSV UTF-8", or as UTF-8 in a text editor)',
    ]);
  });

  it('is refused where no order lies in the measured days', () => {
    const { texts, orders } = opened(withOrders(GOOD), NO_LARGE_FILES, ['run.warm_up_days=4']);
    expect(orders).toBeNull();
    expect(texts).toEqual([
      'error orders.csv: found 4 orders in the run, none in the measured days, allowed at least one order from day 4 to day 5 of the run (run.warm_up_days=0)',
    ]);
    expect(opened(withOrders(GOOD), NO_LARGE_FILES, ['run.warm_up_days=1']).texts).toEqual([]);
  });

  it('is refused where it is not there', () => {
    const files = withOrders(GOOD);
    files.delete('orders.csv');
    expect(opened(files).texts[0]).toContain('scenario.json:tables.orders: found the name "orders.csv"');
  });

  it('is refused beside a table od', () => {
    const files = withOrders(GOOD);
    const settings = settingsOf(files) as { tables: object };
    const both = withSettings(files, { ...settings, tables: { ...settings.tables, od: 'od.csv' } });
    both.set('od.csv', new TextEncoder().encode('from,to,parcels_per_day\nEASTON,WESTBY,1\n'));
    expect(opened(both).texts[0]).toContain('scenario.json:tables.orders: found an order table beside');
  });
});
