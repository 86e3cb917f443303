import { compileDistribution } from '../../engine/random/distribution.ts';
import type { NetworkScenario } from '../../scenario/network/network-scenario.ts';
import type { Luck } from '../network/luck.ts';

/**
 * What comes over what was planned, by zone: lognormal around 1 + bias, one draw per zone and replication, named by the
 * zone. The load plan, expected flows and the design of hubs keep the plan.
 * @returns undefined where demand comes as planned
 */
export function forecastError(
  { zones, settings }: NetworkScenario,
  luck: Luck,
): ((zone: number) => number) | undefined {
  const { forecast_error: error } = settings.demand;
  if (error === undefined) return undefined;
  const mean = 1 + error.bias;
  if (error.cv === 0) return () => mean;
  const factor = compileDistribution({ kind: 'lognormal', mean, cv: error.cv });
  return (zone) => factor.draw(luck.draws('forecast error', zones[zone].code).at(0, 0, 0));
}
