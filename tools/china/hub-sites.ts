import { greatCircleKm } from '../../src/engine/math/great-circle.ts';
import type { HubSites } from './geography.ts';
import type { Prefecture } from './prefectures.ts';
import type { Region } from './provinces.ts';
import type { Rules } from './sizing-rules.ts';

/** Reached by ship alone: no place for a hub. */
const AT_SEA = '460300';

/**
 * Where a national carrier has its hubs: at every province's capital, then one at a time in the prefecture whose volume
 * times its distance to the nearest hub so far is the largest. Volume is half of its share of the parcels sent and half
 * of its share of the people.
 * @param count of hubs, at least one for each province
 * @param regional codes of the provinces whose capital's hub collects from its neighbors
 */
export function hubSites(
  prefectures: readonly Prefecture[],
  count: number,
  regional: readonly string[],
  sellers: Rules['seller_weight'],
): HubSites {
  const volumes = volumeShares(prefectures, sellers);
  const sites = prefectures.filter(
    ({ province }, index) => prefectures.findIndex((other) => other.province === province) === index,
  );
  const regionalSites = new Set(sites.filter(({ province }) => regional.includes(province.code)));
  const kmToHub = prefectures.map((here) => Math.min(...sites.map((site) => kmBetween(here, site))));
  while (sites.length < count) {
    let best = -1;
    prefectures.forEach(({ code }, index) => {
      if (code === AT_SEA) return;
      if (best < 0 || volumes[index] * kmToHub[index] > volumes[best] * kmToHub[best]) best = index;
    });
    const site = prefectures[best];
    sites.push(site);
    prefectures.forEach((here, index) => {
      kmToHub[index] = Math.min(kmToHub[index], kmBetween(here, site));
    });
  }
  return { prefectures: sites.sort((a, b) => (a.code < b.code ? -1 : 1)), regional: regionalSites };
}

function volumeShares(
  prefectures: readonly Prefecture[],
  sellers: Rules['seller_weight'],
): readonly number[] {
  const people: Record<Region, number> = { east: 0, central: 0, west: 0 };
  for (const { province, population } of prefectures) people[province.region] += population;
  const all = people.east + people.central + people.west;
  return prefectures.map(
    ({ province: { region }, population }) =>
      population * ((0.5 * sellers[region]) / people[region] + 0.5 / all),
  );
}

function kmBetween(a: Prefecture, b: Prefecture): number {
  return greatCircleKm(a.lat, a.lon, b.lat, b.lon);
}
