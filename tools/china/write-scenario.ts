import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { type Carrier, laneCode } from './build-carrier.ts';
import { type Geography, rounded } from './geography.ts';

/** All that a scenario folder holds. */
export interface WrittenScenario {
  readonly settings: object;
  readonly geography: Geography;
  readonly carrier: Carrier;
  readonly readme: string;
  /** By file name. */
  readonly experiments?: Readonly<Record<string, object>>;
}

type Cell = string | number;

/** Writes the folder of a scenario: the same bytes for the same carrier. */
export function writeScenario(
  folder: string,
  { settings, geography, carrier, readme, experiments = {} }: WrittenScenario,
): void {
  mkdirSync(folder, { recursive: true });
  const write = (name: string, text: string) => writeFileSync(path.join(folder, name), text);
  write('scenario.json', `${compactJson(settings)}\n`);
  write('facilities.csv', facilitiesTable(geography, carrier));
  write('zones.csv', zonesTable(geography, carrier));
  write('lanes.csv', lanesTable(carrier));
  write('README.md', readme);
  for (const [name, experiment] of Object.entries(experiments)) {
    mkdirSync(path.join(folder, 'experiments'), { recursive: true });
    write(path.join('experiments', name), `${compactJson(experiment)}\n`);
  }
}

function facilitiesTable({ facilitySources }: Geography, { facilities }: Carrier): string {
  const header =
    'code,name,kind,region,lat,lon,unload_workers,infeeds,sorters,load_workers,sort_workers,couriers,source';
  return table(
    header,
    facilities.map((one, index) => [
      one.code,
      one.name,
      one.kind,
      one.region,
      one.lat,
      one.lon,
      ...[one.unloadWorkers, one.infeeds, one.sorters, one.loadWorkers, one.sortWorkers, one.couriers].map(
        orEmpty,
      ),
      facilitySources[index],
    ]),
  );
}

function zonesTable({ zoneSources }: Geography, { zones, facilities }: Carrier): string {
  return table(
    'code,name,station,village_station,population,seller_weight,rural_share,source',
    zones.map((zone, index) => [
      zone.code,
      zone.name,
      facilities[zone.station].code,
      zone.villageStation < 0 ? '' : facilities[zone.villageStation].code,
      zone.population,
      zone.sellerWeight,
      orEmpty(zone.ruralShare),
      zoneSources[index],
    ]),
  );
}

function lanesTable({ lanes, facilities }: Carrier): string {
  return table(
    'code,from,to,mode,distance_km,vehicle,vehicles_per_departure,departures,weekdays,source',
    lanes.map((lane) => [
      laneCode(lane, facilities),
      facilities[lane.from].code,
      facilities[lane.to].code,
      lane.mode,
      lane.distanceKm,
      lane.vehicle,
      lane.vehicles,
      lane.departures.join(' '),
      lane.weekdays,
      `sizing: ${rounded(lane.flowPerDay, lane.flowPerDay < 10 ? 1 : 0)} parcels a day`,
    ]),
  );
}

function table(header: string, rows: readonly (readonly Cell[])[]): string {
  return `${[header, ...rows.map((row) => row.map(cell).join(','))].join('\n')}\n`;
}

function cell(value: Cell): string {
  const text = String(value);
  return /[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

function orEmpty(value: number): Cell {
  return value === 0 ? '' : value;
}

/** Two spaces a level, lists of numbers on one line. */
function compactJson(value: object): string {
  return JSON.stringify(value, null, 2).replaceAll(
    /\[\s+(-?[\d.]+(?:,\s+-?[\d.]+)*)\s+\]/g,
    (_, numbers: string) => `[${numbers.replaceAll(/\s+/g, ' ')}]`,
  );
}
