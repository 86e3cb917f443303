import type { RegionWeather } from '../../snapshot/network-snapshot.ts';
import type { RegionTimeline } from './region-timeline.ts';
import { kindOf } from './weather-effects.ts';

/** The weather of all regions for the eye: changes of kind in order of time, then of region. */
export function drawnWeather({ map, courses }: RegionTimeline): RegionWeather {
  const changes = courses.flatMap(({ at, condition }, region) => {
    let last = 0;
    return Array.from(condition, kindOf).flatMap((kind, i) => {
      const isChange = kind !== last;
      last = kind;
      return isChange ? [{ at: at[i], region, kind }] : [];
    });
  });
  changes.sort((a, b) => a.at - b.at || a.region - b.region);
  return {
    regions: map.regions,
    atUs: Float64Array.from(changes, ({ at }) => at),
    region: Uint16Array.from(changes, ({ region }) => region),
    kind: Uint8Array.from(changes, ({ kind }) => kind),
    ofFacility: Int16Array.from(map.ofFacility),
  };
}
