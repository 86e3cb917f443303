import { readFileSync } from 'node:fs';
import path from 'node:path';
import { greatCircleKm } from '../../src/engine/math/great-circle.ts';
import { PREFECTURE_NAMES, PREFECTURE_SEATS } from './prefecture-names.ts';
import { PROVINCES, type Province } from './provinces.ts';

/** A prefecture with its seat. */
export interface Prefecture {
  readonly code: string;
  readonly zh: string;
  readonly name: string;
  readonly province: Province;
  readonly lat: number;
  readonly lon: number;
  readonly population: number;
  /** Where population and coordinates come from. */
  readonly source: string;
}

interface Row {
  readonly code: string;
  readonly zh: string;
  readonly en: string;
  readonly province: string;
  readonly lat: number;
  readonly lon: number;
  readonly pop2020: number;
  readonly popFlag: string;
}

interface Place {
  readonly lat: number;
  readonly lon: number;
  readonly source: string;
}

/** Farther away a city of the same name is another one. */
const SAME_CITY_KM = 250;

/** The 337 prefectures with names and seats put right. @param folder of the geographic tables */
export function readPrefectures(folder: string): readonly Prefecture[] {
  const rows = JSON.parse(
    readFileSync(path.join(folder, 'china-prefectures.json'), 'utf8'),
  ) as readonly Row[];
  const cities = readCities(path.join(folder, 'world-cities-100k.csv'));
  const provinceOf = new Map(PROVINCES.map((province) => [province.zh, province]));
  return rows.map((row) => {
    const province = provinceOf.get(row.province);
    if (province === undefined) throw new Error(`No province ${row.province} for ${row.zh}`);
    const name = PREFECTURE_NAMES[row.code] ?? row.en.replaceAll('’', "'");
    const { lat, lon, source } = seatOf(row, name, cities);
    return {
      code: row.code,
      zh: row.zh,
      name,
      province,
      lat,
      lon,
      population: row.pop2020,
      source: `population: 2020 census (${populationSource(row.popFlag)}); coordinates: ${source}`,
    };
  });
}

function populationSource(flag: string): string {
  if (flag.startsWith('estimate')) return 'estimate: recalled value scaled to the provincial total';
  if (flag.startsWith('residual')) return 'residual of the provincial total';
  return flag;
}

function seatOf(row: Row, name: string, cities: readonly City[]): Place {
  const seat = PREFECTURE_SEATS[row.code];
  if (seat !== undefined) return { lat: seat[0], lon: seat[1], source: 'assumption' };
  const table = { lat: row.lat, lon: row.lon, source: 'GeoNames' };
  if (PREFECTURE_NAMES[row.code] === undefined) return table;
  let nearest: City | undefined;
  let nearestKm = SAME_CITY_KM;
  for (const city of cities) {
    if (plain(city.name) !== plain(name)) continue;
    const km = greatCircleKm(row.lat, row.lon, city.lat, city.lon);
    if (km >= nearestKm) continue;
    nearest = city;
    nearestKm = km;
  }
  return nearest === undefined ? table : { lat: nearest.lat, lon: nearest.lon, source: 'GeoNames' };
}

interface City {
  readonly name: string;
  readonly lat: number;
  readonly lon: number;
}

/** Chinese cities of 100,000 people and more; their rows hold no quoted cells. */
function readCities(file: string): readonly City[] {
  return readFileSync(file, 'utf8')
    .split('\n')
    .map((line) => line.split(','))
    .filter((cells) => cells.length === 7 && cells[1] === 'CN')
    .map((cells) => ({ name: cells[0], lat: Number(cells[5]), lon: Number(cells[6]) }));
}

function plain(name: string): string {
  return name
    .toLowerCase()
    .normalize('NFD')
    .replaceAll(/[^a-z]/g, '');
}
