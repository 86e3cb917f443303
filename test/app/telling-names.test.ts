import { describe, expect, it } from 'vitest';
import { findPlace, tellingNames } from '../../src/app/inspector/telling-names.ts';

const PLACES = (
  [
    ['Wuhan', 'Hubei', 'WUH'],
    ['Suzhou', 'Jiangsu', 'SZJ'],
    ['Suzhou', 'Anhui', 'SZA'],
    ['Depot', '', 'D1'],
    ['Depot', '', 'D2'],
    ['Suzhou township', 'Anhui', 'TWN'],
  ] as const
).map(([name, region, code]) => ({ name, region, code, kind: 'station' as const, lat: 0, lon: 0 }));

describe('the names by which places are found', () => {
  it('have the region where the name occurs twice, and the code where that is not enough', () => {
    expect(tellingNames(PLACES)).toEqual([
      'Wuhan',
      'Suzhou · Jiangsu',
      'Suzhou · Anhui',
      'Depot · D1',
      'Depot · D2',
      'Suzhou township',
    ]);
  });

  it('lead to their place, as codes, plain names and parts of names do', () => {
    const found = (text: string) => PLACES[findPlace(PLACES, text)]?.code;
    expect(['suzhou · anhui', ' Suzhou · Jiangsu ', 'd2'].map(found)).toEqual(['SZA', 'SZJ', 'D2']);
    expect(['Suzhou', 'town', 'Nowhere', ' '].map(found)).toEqual(['SZJ', 'TWN', undefined, undefined]);
  });
});
