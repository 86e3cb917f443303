import type { AppState } from './app-state.ts';
import { t } from './messages/translate.ts';
import { type FloorInSight, floorInSight, floorOfFacility } from './state/floor-in-sight.ts';

/** The floor in the window, if any. */
export function shownFloor({ scenario, run }: Pick<AppState, 'scenario' | 'run'>): FloorInSight | null {
  return floorInSight(scenario.ready?.world, run.watched);
}

/** Goes from the map to the floor of a facility, where it has one. */
export function enterFloor(app: AppState, facility: number): void {
  const world = app.scenario.ready?.world;
  if (world?.kind !== 'network') return;
  const entered = floorOfFacility(world, facility);
  if (entered === null) return;
  app.selection.clear();
  app.path.clear();
  app.run.watch(facility);
  app.notices.say(t('floor.entered.spoken', { name: entered.floor.name }));
}

/** Goes back to the map. @returns whether there was a floor to leave */
export function leaveFloor(app: AppState): boolean {
  const facility = app.run.watched;
  if (facility === null) return false;
  app.selection.clear();
  app.run.watch(null);
  if (app.panels.open === 'why') app.panels.close();
  app.selection.choose({ kind: 'facility', index: facility });
  app.notices.say(t('floor.left.spoken'));
  return true;
}
