import { greatCircleKm } from '../../src/engine/math/great-circle.ts';
import { cos, sin } from '../../src/engine/math/transcendental.ts';
import type {
  NetworkFacility,
  NetworkFacilityKind,
  NetworkZone,
} from '../../src/scenario/network/network-scenario.ts';
import type { Prefecture } from './prefectures.ts';
import { JOINED_TO, PROVINCES, REGIONAL_HUBS, type Region } from './provinces.ts';
import type { Rules } from './sizing-rules.ts';

const KM_PER_DEGREE = 111.195;
const RADIANS_PER_DEGREE = Math.PI / 180;
/** Hubs lie outside the city that gives them their name. */
const HUB_OUTSIDE_KM = 12;
/** An island group without villages or roads. */
const AT_SEA = '460300';
/** Seller weights are parcels in a million. */
const MILLION = 1e6;

/** Prefectures that have a hub, and which of them are regional. */
export interface HubSites {
  readonly prefectures: readonly Prefecture[];
  readonly regional: ReadonlySet<Prefecture>;
}

/** Where everything stands, before it is known how large it must be. */
export interface Geography {
  readonly facilities: readonly NetworkFacility[];
  readonly facilitySources: readonly string[];
  readonly zones: readonly NetworkZone[];
  readonly zoneSources: readonly string[];
  /** By facility: the hub it belongs to; for a hub its regional hub, for a regional hub itself. */
  readonly parent: readonly number[];
  /** Facilities reached by ship alone. */
  readonly atSea: ReadonlySet<number>;
}

interface Point {
  readonly lat: number;
  readonly lon: number;
}

type IsLand = (lat: number, lon: number) => boolean;

/** Places hubs, stations and village relays; zones have no rural share yet. */
export function placeNetwork(
  prefectures: readonly Prefecture[],
  isLand: IsLand,
  rules: Rules,
  sites?: HubSites,
): Geography {
  return new Placement(prefectures, isLand, rules, sites).place();
}

class Placement {
  readonly #prefectures: readonly Prefecture[];
  readonly #isLand: IsLand;
  readonly #rules: Rules;
  readonly #sites: HubSites | undefined;
  readonly #facilities: NetworkFacility[] = [];
  readonly #facilitySources: string[] = [];
  readonly #parent: number[] = [];

  constructor(prefectures: readonly Prefecture[], isLand: IsLand, rules: Rules, sites: HubSites | undefined) {
    this.#prefectures = prefectures;
    this.#isLand = isLand;
    this.#rules = rules;
    this.#sites = sites;
  }

  place(): Geography {
    const hubOf = this.#sites === undefined ? this.#placeProvincialHubs() : this.#placeHubs(this.#sites);
    const stations = this.#prefectures.map((prefecture) => {
      const source = `${prefecture.source}; people: sizing`;
      return this.#add(
        'station',
        `STA-${prefecture.code}`,
        prefecture.name,
        prefecture,
        hubOf(prefecture),
        source,
      );
    });
    const villages = this.#prefectures.map((prefecture, index) =>
      this.#placeRelay(prefecture, stations[index]),
    );
    const weightOf = sellerWeights(this.#prefectures, this.#rules.seller_weight);
    return {
      facilities: this.#facilities,
      facilitySources: this.#facilitySources,
      zones: this.#prefectures.map(({ code, name, population }, index) => ({
        code,
        name,
        station: stations[index],
        villageStation: villages[index],
        population,
        sellerWeight: weightOf[index],
        ruralShare: 0,
      })),
      zoneSources: this.#prefectures.map(
        ({ zh, source }) =>
          `${zh}; ${source.slice(0, source.indexOf('; '))}; seller weight and rural share: sizing`,
      ),
      parent: this.#parent,
      atSea: new Set(stations.filter((_, index) => this.#prefectures[index].code === AT_SEA)),
    };
  }

  /** A hub in each of these prefectures. @returns index of the hub of a prefecture: the nearest as the crow flies */
  #placeHubs(sites: HubSites): (prefecture: Prefecture) => number {
    const hubs = sites.prefectures.map((site) => {
      const own = this.#prefectures.filter(({ province }) => province === site.province);
      const at = this.#onLand(site, centerOf(own), [HUB_OUTSIDE_KM])[0];
      const source = `${site.zh}; ${HUB_OUTSIDE_KM} km out of the city: assumption; crew and machines: sizing`;
      return this.#add('hub', `HUB-${site.code}`, `${site.name} hub`, { ...site, ...at }, -1, source);
    });
    const regional = hubs.filter((_, index) => sites.regional.has(sites.prefectures[index]));
    for (const hub of hubs)
      this.#parent[hub] = regional.includes(hub) ? hub : this.#nearest(this.#facilities[hub], regional);
    return (prefecture) => this.#nearest(prefecture, hubs);
  }

  /** A hub at every province's capital. @returns index of the hub of a prefecture: that of its province */
  #placeProvincialHubs(): (prefecture: Prefecture) => number {
    const hubs = new Map<string, number>();
    for (const province of PROVINCES) {
      const own = this.#prefectures.filter((prefecture) => prefecture.province === province);
      const capital = own[0];
      const at = this.#onLand(capital, centerOf(own), [HUB_OUTSIDE_KM])[0];
      const source = `${capital.zh}; ${HUB_OUTSIDE_KM} km out of the capital: assumption; crew and machines: sizing`;
      hubs.set(
        province.code,
        this.#add('hub', `HUB-${province.code}`, `${capital.name} hub`, { ...capital, ...at }, -1, source),
      );
    }
    const regional = REGIONAL_HUBS.map((code) => hubs.get(code)!);
    for (const [code, hub] of hubs) {
      const joined = hubs.get(JOINED_TO[code] ?? '');
      this.#parent[hub] = regional.includes(hub)
        ? hub
        : (joined ?? this.#nearest(this.#facilities[hub], regional));
    }
    return ({ province }) => hubs.get(province.code)!;
  }

  #nearest(here: Point, among: readonly number[]): number {
    const kmTo = (index: number) => {
      const there = this.#facilities[index];
      return greatCircleKm(here.lat, here.lon, there.lat, there.lon);
    };
    return among.reduce((best, one) => (kmTo(one) < kmTo(best) ? one : best));
  }

  /** @returns index of the village station, -1 where there are no villages */
  #placeRelay(prefecture: Prefecture, station: number): number {
    if (prefecture.code === AT_SEA) return -1;
    const hub = this.#facilities[this.#parent[station]];
    const away = { lat: 2 * prefecture.lat - hub.lat, lon: 2 * prefecture.lon - hub.lon };
    const [county, township, village] = this.#onLand(prefecture, away, this.#rules.rural_relay_km.value);
    const source = 'representative: stands for all of the zone; place and people: sizing';
    const { code, name } = prefecture;
    this.#add(
      'county-center',
      `CTY-${code}`,
      `${name} county center`,
      { ...prefecture, ...county },
      station,
      source,
    );
    this.#add('township', `TWN-${code}`, `${name} township`, { ...prefecture, ...township }, station, source);
    return this.#add(
      'village-station',
      `VIL-${code}`,
      `${name} village station`,
      { ...prefecture, ...village },
      station,
      source,
    );
  }

  #add(
    kind: NetworkFacilityKind,
    code: string,
    name: string,
    at: Prefecture,
    parent: number,
    source: string,
  ): number {
    const people = { unloadWorkers: 0, infeeds: 0, sorters: 0, loadWorkers: 0, sortWorkers: 0, couriers: 0 };
    const place = { lat: rounded(at.lat, 4), lon: rounded(at.lon, 4) };
    this.#facilities.push({ code, name, kind, region: at.province.name, ...place, ...people });
    this.#facilitySources.push(kind === 'station' ? `${at.zh}; ${source}` : source);
    this.#parent.push(parent);
    return this.#facilities.length - 1;
  }

  /** Points at these distances on a line from `start` towards `aim`, turned until all are on land. */
  #onLand(start: Point, aim: Point, distancesKm: readonly number[]): readonly Point[] {
    const shrink = cos(start.lat * RADIANS_PER_DEGREE);
    const [north, east] = direction(aim.lat - start.lat, (aim.lon - start.lon) * shrink);
    const pointsAt = (degrees: number): readonly Point[] => {
      const [c, s] = [cos(degrees * RADIANS_PER_DEGREE), sin(degrees * RADIANS_PER_DEGREE)];
      return distancesKm.map((km) => ({
        lat: start.lat + ((north * c - east * s) * km) / KM_PER_DEGREE,
        lon: start.lon + ((north * s + east * c) * km) / (KM_PER_DEGREE * shrink),
      }));
    };
    for (let step = 0; step < 16; step++) {
      const points = pointsAt(22.5 * Math.ceil(step / 2) * (step % 2 === 0 ? 1 : -1));
      if (points.every(({ lat, lon }) => this.#isLand(lat, lon))) return points;
    }
    return pointsAt(0);
  }
}

/** Unit vector; north-west where the aim is the start itself. */
function direction(north: number, east: number): readonly [number, number] {
  const length = Math.sqrt(north * north + east * east);
  return length < 1e-6 ? [Math.SQRT1_2, -Math.SQRT1_2] : [north / length, east / length];
}

/** Center of population. */
function centerOf(prefectures: readonly Prefecture[]): Point {
  let [people, lat, lon] = [0, 0, 0];
  for (const one of prefectures) {
    people += one.population;
    lat += one.population * one.lat;
    lon += one.population * one.lon;
  }
  return { lat: lat / people, lon: lon / people };
}

function sellerWeights(
  prefectures: readonly Prefecture[],
  shares: Rules['seller_weight'],
): readonly number[] {
  const people: Record<Region, number> = { east: 0, central: 0, west: 0 };
  for (const { province, population } of prefectures) people[province.region] += population;
  return prefectures.map(({ province: { region }, population }) =>
    rounded((MILLION * shares[region] * population) / people[region], 1),
  );
}

/** To so many decimals. */
export function rounded(value: number, decimals: number): number {
  return Number(value.toFixed(decimals));
}
