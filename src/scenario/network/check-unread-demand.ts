import { isJsonObject, type JsonObject } from '../json-value.ts';
import type { Problems } from '../problem.ts';
import { formatPath } from '../scenario-path.ts';
import type { NetworkSettings } from './network-schema.ts';

/**
 * Warns of what is written of drawn demand and does nothing beside an order table, whose orders come as they stand.
 * @param written the settings before defaults were filled in @param file the main file
 */
export function checkUnreadDemand(
  { demand, tables }: NetworkSettings,
  written: JsonObject,
  file: string,
  problems: Problems,
): void {
  if (tables.orders === undefined) return;
  const effects = isJsonObject(written.weather_effects) ? Object.entries(written.weather_effects) : [];
  const unread = [
    ...(demand.promotions.length > 0 ? ['demand.promotions'] : []),
    ...(demand.holidays.length > 0 ? ['demand.holidays'] : []),
    ...(demand.forecast_error !== undefined ? ['demand.forecast_error'] : []),
    ...effects
      .filter(([, effect]) => isJsonObject(effect) && effect.demand_factor !== undefined)
      .map(([kind]) => formatPath(['weather_effects', kind, 'demand_factor'])),
  ];
  for (const path of unread) {
    problems.add({
      severity: 'warning',
      kind: 'rule',
      file,
      place: { path },
      found: 'a change of demand beside an order table',
      allowed: 'nothing: orders come as they stand in the table',
      hint: 'it is not looked at',
    });
  }
}
