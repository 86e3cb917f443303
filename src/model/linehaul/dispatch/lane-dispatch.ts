import {
  type DispatchRule,
  NoClock,
  TimerFromFirst,
  Timetable,
} from '../../../engine/blocks/dispatch-rule.ts';
import { MINUTE, type Time } from '../../../engine/clock.ts';
import type { NetworkLane } from '../../../scenario/network/network-scenario.ts';
import { type LocalTime, secondsOfWeek } from '../../network/local-time.ts';

const WEEK_S = 604_800;

/** When the trips of a lane are due. Clocks are those by which batches of a flow depart. */
export interface LaneDispatch {
  /** Whether departures are planned by the week; else the load decides, and a trip is numbered as it leaves. */
  readonly isPlanned: boolean;
  /** Sets planned departures one after the other, or the instant by which a load leaves that began at an instant. */
  readonly clock: DispatchRule;
  /** Whether a load that fills its vehicles is due at once. */
  readonly leavesWhenFull: boolean;
  /** How long a planned departure may be held for trips that are nearly there, µs. */
  readonly holdsFor: Time;
}

/** The rule of a lane, made ready for one run. */
export function laneDispatch(lane: NetworkLane, local: LocalTime): LaneDispatch {
  switch (lane.dispatch) {
    case 'timetable':
      return new ByTimetable(lane, local);
    case 'hold':
      return new HeldForConnections(lane, local);
    case 'full':
      return new WhenFull();
    case 'timer':
      return new AfterTimer(lane.timerMin);
    case 'full-or-timer':
      return new WhenFullOrAfterTimer(lane.timerMin);
  }
}

/** At fixed instants of the week, full or empty. */
class ByTimetable implements LaneDispatch {
  readonly isPlanned = true;
  readonly clock: DispatchRule;
  readonly leavesWhenFull = false;
  readonly holdsFor: Time = 0;

  constructor({ departuresS, runsOn }: NetworkLane, local: LocalTime) {
    this.clock = new Timetable(local.firstWeek(secondsOfWeek(departuresS, runsOn)), WEEK_S);
  }
}

/** By the timetable, but later where a trip is about to bring parcels. */
class HeldForConnections extends ByTimetable {
  override readonly holdsFor: Time;

  constructor(lane: NetworkLane, local: LocalTime) {
    super(lane, local);
    this.holdsFor = Math.round(lane.holdMin * MINUTE);
  }
}

/** As soon as parcels, weight or cube fill the vehicles, and never before. */
class WhenFull implements LaneDispatch {
  readonly isPlanned = false;
  readonly clock: DispatchRule = new NoClock();
  readonly leavesWhenFull = true;
  readonly holdsFor: Time = 0;
}

/** So long after the first parcel of the load has come to the dock. */
class AfterTimer implements LaneDispatch {
  readonly isPlanned = false;
  readonly clock: DispatchRule;
  readonly leavesWhenFull: boolean = false;
  readonly holdsFor: Time = 0;

  constructor(timerMin: number) {
    this.clock = new TimerFromFirst(timerMin * 60);
  }
}

/** Full, or so long after the first parcel, whichever comes first. */
class WhenFullOrAfterTimer extends AfterTimer {
  override readonly leavesWhenFull = true;
}
