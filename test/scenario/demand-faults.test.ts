import { describe, expect, it } from 'vitest';
import { edited, load, problemsOf, settingsOf, textOf, twoHubs, withSettings } from './network-sample.ts';

function withDemand(demand: object, more: object = {}): Map<string, Uint8Array> {
  const settings = settingsOf(twoHubs()) as { demand: object };
  return withSettings(twoHubs(), { ...settings, ...more, demand: { ...settings.demand, ...demand } });
}

function withOd(rows: readonly string[], demand: object = {}): Map<string, Uint8Array> {
  const text = ['from,to,parcels_per_day', ...rows].join('\n');
  return new Map([
    ...withDemand(demand, { tables: { od: 'od.csv' } }),
    ['od.csv', new TextEncoder().encode(text)],
  ]);
}

const RETURNS = { share: 0.1, after: { constant: { value_s: 60 } } };

/** The zones with 0 in a column. */
function zonesWithout(files: Map<string, Uint8Array>, column: string): string {
  const [header, ...rows] = textOf(files, 'zones.csv').trim().split('\n');
  const at = header.split(',').indexOf(column);
  return [header, ...rows.map((row) => row.split(',').with(at, '0').join(','))].join('\n');
}

const PROMOTION = {
  code: '11-11',
  name: "Singles' Day",
  release_at: '2026-03-04T00:00',
  day_factor: 3,
  presale_days: 4,
  presale_dip: 0.25,
};

describe('an origin-destination table', () => {
  it('takes the place of the gravity model', () => {
    const { scenario, problems } = load(withOd(['EASTON,WESTBY,3', 'WESTBY,EASTON,1']));
    expect(problems.list).toEqual([]);
    expect(scenario?.kind === 'network' && scenario.network.od).toEqual([
      { from: 0, to: 1, volume: 3 },
      { from: 1, to: 0, volume: 1 },
    ]);
  });

  it('says who sends in place of seller weights, which may all be 0 then; somebody must still receive', () => {
    const without = (files: Map<string, Uint8Array>, column: 'seller_weight' | 'population') =>
      new Map([...files, ['zones.csv', new TextEncoder().encode(zonesWithout(files, column))]]);
    expect(problemsOf(without(withOd(['EASTON,WESTBY,3']), 'seller_weight'))).toEqual([]);
    expect(problemsOf(without(twoHubs(), 'seller_weight'))[0]).toContain('found 0 in every zone');
    expect(problemsOf(without(withOd(['EASTON,WESTBY,3']), 'population'))[0]).toContain('0 in every zone');
  });

  it('is refused with the places of zones that are not there and pairs that stand twice', () => {
    const problems = problemsOf(
      withOd(['EASTON,WESTBI,3', 'WESTBY,EASTON,1', 'WESTBY,EASTON,2', 'X Y,EASTON,1']),
    );
    expect(problems).toHaveLength(3);
    expect(problems.find((text) => text.startsWith('od.csv:5:from'))).toContain('a code of up to');
    expect(problems.find((text) => text.startsWith('od.csv:2:to'))).toContain('did you mean "WESTBY"?');
    expect(problems.find((text) => text.startsWith('od.csv:4:from'))).toContain('stands first in line 3');
  });

  it('is refused where it sends nothing, or is empty', () => {
    expect(problemsOf(withOd(['EASTON,WESTBY,0']))[0]).toContain(
      'od.csv:2:parcels_per_day: found 0 for every',
    );
    expect(problemsOf(withOd([]))[0]).toContain('at least one pair');
  });
});

describe('demand settings that do not go together', () => {
  const faults: readonly (readonly [string, object, string])[] = [
    [
      'a holiday that is no day',
      { holidays: [{ date: '2026-02-30', factor: 2 }] },
      'demand.holidays[0].date',
    ],
    [
      'a day with two factors',
      { holidays: [1, 2].map((factor) => ({ date: '2026-10-01', factor })) },
      'demand.holidays[1].date',
    ],
    [
      'a release that is no instant',
      { promotions: [{ ...PROMOTION, release_at: '2026-13-01T00:00' }] },
      'demand.promotions[0].release_at',
    ],
    [
      'a release of less than was put off',
      { promotions: [{ ...PROMOTION, day_factor: 1.9 }] },
      'demand.promotions[0].day_factor',
    ],
    ['two promotions with one code', { promotions: [PROMOTION, PROMOTION] }, 'demand.promotions[1].code'],
    [
      'more put off than there is',
      {
        promotions: ['a', 'b'].map((code) => ({ ...PROMOTION, code, presale_dip: 0.6, day_factor: 9 })),
      },
      'demand.promotions[1].presale_dip',
    ],
    [
      'two classes with one code',
      { classes: [1, 2].map((share) => ({ code: 'c', name: 'c', share, commitment_h: 24 })) },
      'demand.classes[1].code',
    ],
    [
      'a class that is named as the addresses of village stations are',
      { classes: ['a', 'village'].map((code) => ({ code, name: 'c', share: 1, commitment_h: 24 })) },
      'demand.classes[1].code',
    ],
    [
      'a class that is named as the addresses at the door are',
      { classes: [{ code: 'door', name: 'c', share: 1, commitment_h: 24 }] },
      'demand.classes[0].code',
    ],
    [
      'regions that are not there',
      { region_shares: { East: 1, West: 1, Wast: 1 } },
      'demand.region_shares["Wast"]',
    ],
    [
      'a mean weight that no parcel has',
      { weight_kg: { lognormal: { mean: 66, cv: 1 } } },
      'demand.weight_kg.lognormal.mean',
    ],
    [
      'a mean size that no parcel has',
      { cube_m3: { lognormal: { mean: 0.7, cv: 1 } } },
      'demand.cube_m3.lognormal.mean',
    ],
    ['a region left out', { region_shares: { East: 1 } }, 'demand.region_shares'],
    ['regions that share nothing', { region_shares: { East: 0, West: 0 } }, 'demand.region_shares'],
  ];

  it.each(faults)('are refused: %s', (_, demand, place) => {
    const problems = problemsOf(withDemand(demand));
    expect(problems).toHaveLength(1);
    expect(problems[0]).toContain(`scenario.json:${place}: found`);
  });

  it.each([[[0, 1, 2]], [[2, 1, 0]], [[1, 2, 0]]])(
    'are refused: more put off than there is at any one time, in whatever order they are written',
    (order) => {
      const at = (day: string, presale_days: number, dip: number) =>
        withDemand({
          promotions: order.map((which) => {
            const [code, release_at, days, presale_dip] = [
              ['a', '2026-03-20T00:00', 10, 0.5],
              ['b', '2026-03-13T00:00', 3, 0.4],
              ['c', `2026-03-${day}T00:00`, presale_days, dip],
            ][which];
            return { ...PROMOTION, code, release_at, presale_days: days, presale_dip, day_factor: 9 };
          }),
        });
      // From the 10th to the 13th and from the 13th on: half and 0.4 with the long one, never all three.
      expect(problemsOf(at('16', 3, 0.4))).toEqual([]);
      const [told, ...rest] = problemsOf(at('14', 2, 0.4));
      expect(rest).toEqual([]);
      expect(told).toContain(
        `demand.promotions[${order.indexOf(2)}].presale_dip: found 0.4, with 0.9 put off`,
      );
    },
  );

  it('are accepted where they do', () => {
    const demand = {
      holidays: [{ date: '2026-03-02', factor: 0.3 }],
      promotions: [PROMOTION],
      region_shares: { East: 1, West: 2 },
      returns: RETURNS,
    };
    expect(problemsOf(withDemand(demand))).toEqual([]);
  });

  it('are refused: shares of regions beside a table that says who sends', () => {
    const problems = problemsOf(withOd(['EASTON,WESTBY,1'], { region_shares: { East: 1, West: 1 } }));
    expect(problems).toHaveLength(1);
    expect(problems[0]).toContain('demand.region_shares: found shares of regions beside the table od');
  });

  it.each([
    [{}, {}, 16_384, ''],
    [{ returns: RETURNS }, {}, 8_192, ', with returns'],
    [{ returns: RETURNS }, { orders: 'orders.csv' }, 8_191, ', with an order table and returns'],
  ])('are refused: more zones than parcels can be told apart by', (demand, named, most, besides) => {
    const rows = Array.from({ length: most + 1 }, (_, zone) => `Z${zone},Z,STA-A,,1,1,0,`);
    const header = textOf(twoHubs(), 'zones.csv').split('\n')[0];
    const files = withDemand(demand, { tables: named });
    const of = (zones: readonly string[]) =>
      problemsOf(new Map([...files, ['zones.csv', new TextEncoder().encode([header, ...zones].join('\n'))]]));
    expect(of(rows).filter((line) => line.startsWith('zones.csv'))).toEqual([
      `zones.csv:${most + 2}:code: found ${most + 1} zones, allowed at most ${most}${besides} (one zone may stand for several)`,
    ]);
    expect(of(rows.slice(1)).filter((line) => line.startsWith('zones.csv'))).toEqual([]);
  });

  it('are refused: a zone that is named as the returns of another', () => {
    const files = edited(withDemand({ returns: RETURNS }), 'zones.csv', 'WESTBY,', 'EASTONr,');
    expect(textOf(files, 'zones.csv')).toContain('EASTONr');
    expect(problemsOf(files)[0]).toContain('zones.csv:3:code: found the zone "EASTONr"');
  });
});
