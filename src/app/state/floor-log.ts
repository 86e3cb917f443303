import type { FloorFrame, FloorWhy, Frame } from '../engine-port.ts';

/** What the page remembers of one sorter in one frame. */
export interface LoggedSorter {
  readonly isRunning: boolean;
  /** When it stopped, µs; NaN while it runs. */
  readonly stoppedUs: number;
  /** Share of trays occupied, 0 to 1. */
  readonly occupied: number;
  /** Trays by what they carry: first pass, recirculating, unread, to the reject chute; zeros at detail `rates`. */
  readonly carrying: readonly [first: number, recirculating: number, unread: number, reject: number];
}

/** The levels of a floor in one frame, without its trays, which only the picture needs. */
export interface LoggedFloor
  extends Pick<
    FloorFrame,
    'sort' | 'inbound' | 'outbound' | 'infeeds' | 'chutes' | 'onDuty' | 'busy' | 'stages' | 'kpis'
  > {
  /** Index of its facility; -1 for a hub alone. */
  readonly facility: number;
  /** Trailers that wait in the yard, and parcels aboard them. */
  readonly yardTrailers: number;
  readonly yardParcels: number;
  readonly sorters: readonly LoggedSorter[];
}

/** The floor a frame shows, with its facility; undefined where it shows none. */
function floorOf(frame: Frame): { readonly facility: number; readonly frame: FloorFrame } | undefined {
  if (frame.kind === 'hub') return { facility: -1, frame: frame.floor };
  return frame.kind === 'network' ? frame.floor : undefined;
}

/** What is remembered of a floor. */
export function loggedFloor(frame: Frame): LoggedFloor | undefined {
  const shown = floorOf(frame);
  if (shown === undefined) return undefined;
  const { sort, inbound, outbound, infeeds, chutes, onDuty, busy, stages, kpis, sorters, yardParcels } =
    shown.frame;
  return {
    facility: shown.facility,
    sort,
    inbound,
    outbound,
    infeeds,
    chutes,
    onDuty,
    busy,
    stages,
    kpis,
    yardTrailers: yardParcels.length,
    yardParcels: sum(yardParcels),
    sorters: sorters.map(({ isRunning, stoppedUs, density, trays }) => ({
      isRunning,
      stoppedUs,
      occupied: sum(density) / density.length,
      carrying: countStates(trays),
    })),
  };
}

/** Why a floor did not do more, as told by the latest frame: quarter-hours are only added, so it holds for every earlier one. */
export interface LatestWhy {
  readonly facility: number;
  readonly why: FloorWhy;
}

export function latestWhy(frame: Frame): LatestWhy | undefined {
  const shown = floorOf(frame);
  return shown === undefined ? undefined : { facility: shown.facility, why: shown.frame.why };
}

function countStates(trays: Uint8Array): LoggedSorter['carrying'] {
  const counts = [0, 0, 0, 0, 0];
  for (const state of trays) counts[state]++;
  return [counts[1], counts[2], counts[3], counts[4]];
}

function sum(values: ArrayLike<number>): number {
  let total = 0;
  for (let i = 0; i < values.length; i++) total += values[i];
  return total;
}
