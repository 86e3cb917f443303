import type { FacilityLevels, FlowFrame } from '../engine-port.ts';
import type { LoggedFloor } from './floor-log.ts';

/** What the page remembers of one frame. */
export interface LoggedFrame {
  readonly nowUs: number;
  /** Figures of the KPI strip, in the order of the run's KPIs; NaN where there is nothing to say. */
  readonly kpis: readonly number[];
  readonly facilities: FacilityLevels | undefined;
  readonly flow: FlowFrame | undefined;
  /** Of a hub alone, or of the floor that is watched. */
  readonly floor: LoggedFloor | undefined;
}
