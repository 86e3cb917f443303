import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalJson, scenarioHash } from '../../src/scenario/canonical.ts';
import { formatProblem, Problems } from '../../src/scenario/problem.ts';
import { CURRENT_VERSION, type Upgrade, upgradeScenario } from '../../src/scenario/upgrade.ts';

describe('the canonical text', () => {
  it('orders keys, writes the shortest numbers and no spaces', () => {
    const value = {
      b: [1, 0.1, 1e21, -0, true, null],
      a: { z: 'é"', y: undefined },
      '10': 1,
      '9': Float64Array.of(Number.NaN, 2),
    };
    expect(canonicalJson(value)).toBe('{"10":1,"9":[null,2],"a":{"z":"é\\""},"b":[1,0.1,1e+21,0,true,null]}');
  });

  it('is JSON of the same value, whatever the order of its keys', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue(), { noNullPrototype: true }), (value) => {
        fc.pre(!JSON.stringify(value).includes('__proto__'));
        const text = canonicalJson(value);
        expect(JSON.stringify(JSON.parse(text))).toBe(
          JSON.stringify(JSON.parse(canonicalJson(JSON.parse(text)))),
        );
        expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(value)));
        expect(canonicalJson(Object.fromEntries(Object.entries(value).reverse()))).toBe(text);
      }),
    );
  });

  it('refuses what JSON cannot say rather than leaving it out', () => {
    for (const value of [Number.POSITIVE_INFINITY, () => 1, 1n])
      expect(() => canonicalJson([value])).toThrow(TypeError);
  });

  it('hashes to 32 hexadecimal digits that change with every value', () => {
    expect(scenarioHash({ a: 1, b: 2 })).toMatch(/^[0-9a-f]{32}$/);
    expect(scenarioHash({ a: 1, b: 2 })).toBe(scenarioHash({ b: 2, a: 1 }));
    expect(scenarioHash({ a: 1, b: 2 })).not.toBe(scenarioHash({ a: 1, b: 3 }));
  });
});

describe('the version of a scenario', () => {
  function upgrade(raw: unknown, upgrades?: Upgrade[]) {
    const problems = new Problems();
    const value = upgradeScenario('s.json', raw as never, problems, upgrades);
    return value ?? problems.list.map(formatProblem);
  }

  it('is the current one, or is brought up to it step by step', () => {
    expect(upgrade({ version: CURRENT_VERSION, a: 1 })).toEqual({ version: 1, a: 1 });
    const steps: Upgrade[] = [
      ({ speed, ...rest }) => ({ ...rest, speed_km_per_h: speed }),
      (scenario) => ({ ...scenario, seed: 1 }),
    ];
    expect(upgrade({ version: 1, speed: 60 }, steps)).toEqual({ version: 3, speed_km_per_h: 60, seed: 1 });
    expect(upgrade({ version: 2, speed: 60 }, steps)).toEqual({ version: 3, speed: 60, seed: 1 });
    expect(upgrade({ version: 3, speed: 60 }, steps)).toEqual({ version: 3, speed: 60 });
  });

  it('is refused from the future, from nowhere, and where it is missing', () => {
    expect(upgrade({ version: 3 })).toEqual([
      's.json:version: found 3, allowed 1 (made by a newer Waybill: version 3, this one reads up to 1)',
    ]);
    for (const version of [0, -1, 1.5, '1', null]) expect(upgrade({ version })).toHaveLength(1);
    expect(upgrade({})).toEqual([
      's.json:version: found nothing, allowed the version 1 (a new scenario has "version": 1)',
    ]);
    expect(upgrade([1])).toEqual(['s.json: found a list of 1, allowed an object that describes a scenario']);
  });
});
