import path from 'node:path';
import { parseArgs } from 'node:util';
import { peakNight } from './peak-night.ts';
import { readmeOf } from './readme.ts';
import { type HubStory, hubSettings } from './settings.ts';
import { sizeHub } from './size-hub.ts';
import { writeHub } from './write-hub.ts';

/** Sizes a hub for a volume and writes it as two scenarios, on its day and on a peak night. @param args of the command line */
export function main(args: readonly string[]): void {
  const { values } = parseArgs({
    args: [...args],
    options: {
      'parcels-per-day': { type: 'string', default: '900000' },
      out: { type: 'string', default: 'scenarios' },
    },
  });
  const parcelsPerDay = Number(values['parcels-per-day']);
  if (!(parcelsPerDay >= 1000))
    throw new Error(`--parcels-per-day ${values['parcels-per-day']}: not a number from 1000 on`);
  const hub = sizeHub(parcelsPerDay);
  const stories: readonly (readonly [string, HubStory])[] = [
    ['single-hub', usualDay(parcelsPerDay, hub.machines.loops)],
    ['hub-peak-night', peakNight(hub)],
  ];
  for (const [name, story] of stories) {
    const folder = path.resolve(values.out, name);
    writeHub(folder, hub, hubSettings(hub, story), readmeOf(hub, story));
  }
  process.stdout.write(
    `${hub.machines.loops} loops, ${hub.doors} inbound doors, ${hub.origins.length} origins, ${hub.directions.length} directions: ${stories.map(([name]) => name).join(', ')}\n`,
  );
}

function usualDay(parcelsPerDay: number, loops: number): HubStory {
  const volume = String(parcelsPerDay).replaceAll(/\B(?=(\d{3})+$)/g, ',');
  return {
    title: `Single hub: ${volume} parcels a day on ${loops} loops`,
    description:
      'Stations of the region fill the twilight sort with many small trailers, other hubs the night sort with fewer large ones; people, doors and loops were sized for the busiest hour at 80 % of their rate. Watch the trays fill and empty between the zones of a loop, and see in each quarter-hour which resource was the critical one and what missed its departure, and why.',
    seed: 41,
    volumeFactor: 1,
  };
}
