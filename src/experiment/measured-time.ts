import type { Scenario } from '../scenario/scenario.ts';

const HOUR_S = 3600;

/** When the runs of a scenario measure, seconds of simulated time. */
export interface MeasuredTime {
  /** What happens before is not measured. */
  readonly warmUpS: number;
  /** End of simulated time. */
  readonly horizonS: number;
}

/** When the runs of a flow or a hub alone measure; undefined for a network, which is measured by cohort. */
export function measuredTime(scenario: Scenario): MeasuredTime | undefined {
  switch (scenario.kind) {
    case 'flow':
      return { warmUpS: scenario.flow.run.warm_up_s, horizonS: scenario.flow.run.horizon_s };
    case 'hub': {
      const { warm_up_h: warmUpH, horizon_h: horizonH } = scenario.hub.settings.run;
      return { warmUpS: warmUpH * HOUR_S, horizonS: horizonH * HOUR_S };
    }
    case 'network':
      return undefined;
  }
}

/** The override that gives a scenario a warm-up. @param warmUpS seconds @throws RangeError for a network */
export function warmUpOverride(scenario: Scenario, warmUpS: number): string {
  switch (scenario.kind) {
    case 'flow':
      return `run.warm_up_s=${warmUpS}`;
    case 'hub':
      return `run.warm_up_h=${warmUpS / HOUR_S}`;
    case 'network':
      throw new RangeError('a network is measured by cohort');
  }
}

/** The override that ends the runs of a scenario after so many seconds: of a network, so many of measured days. */
export function horizonOverride(scenario: Scenario, horizonS: number): string {
  switch (scenario.kind) {
    case 'flow':
      return `run.horizon_s=${horizonS}`;
    case 'hub':
      return `run.horizon_h=${horizonS / HOUR_S}`;
    case 'network':
      return `run.measured_days=${horizonS / (24 * HOUR_S)}`;
  }
}
