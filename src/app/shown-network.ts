import { WEATHER_KINDS, type WeatherKind } from '../snapshot/network-snapshot.ts';
import { plannedPath } from '../view/plan-path.ts';
import type { AppState } from './app-state.ts';
import type { NetworkWorld } from './engine-port.ts';
import { networkLookup } from './network-lookup.ts';

/** The network on the map: as its run told it, whose weather is drawn by chance, or else as the scenario has it. */
export function shownNetwork({ run, scenario }: Pick<AppState, 'run' | 'scenario'>): NetworkWorld | null {
  const world = run.world ?? scenario.ready?.world;
  return world?.kind === 'network' ? world : null;
}

/** The way that is shown, lane by lane: null where none is asked for, or where the plan leads no parcel that way. */
export function shownPath(app: Pick<AppState, 'run' | 'scenario' | 'path'>): readonly number[] | null {
  const world = shownNetwork(app);
  const { ends } = app.path;
  return world === null || ends === null ? null : plannedPath(world, ends.from, ends.to);
}

/** Kinds of weather somewhere on the map at the instant shown, in the order of the snapshot. */
export function weatherNow(app: Pick<AppState, 'run' | 'scenario' | 'timeline'>): WeatherKind[] {
  const world = shownNetwork(app);
  if (world === null) return [];
  const nowUs = app.timeline.shownUs;
  const present = new Set<string>(
    world.weather.filter(({ fromUs, toUs }) => nowUs >= fromUs && nowUs < toUs).map(({ kind }) => kind),
  );
  for (const kind of networkLookup(world).weather.kindsAt(nowUs)) present.add(WEATHER_KINDS[kind]);
  return WEATHER_KINDS.filter((kind): kind is WeatherKind => present.has(kind));
}
