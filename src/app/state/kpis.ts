import type { FlowFrame, FlowWorld, Frame, HubFrame, NetworkFrame, World } from '../engine-port.ts';
import { durationQuantity, formatShare, formatShort, type Quantity } from '../format.ts';
import { type PlainKey, t } from '../messages/translate.ts';
import type { LoggedFrame } from './logged-frame.ts';

/** A figure of the strip at the bottom, read from a frame. */
export interface KpiSpec<F extends Frame = Frame> {
  readonly label: PlainKey;
  /** What exactly is shown, in a sentence. */
  readonly meaning: PlainKey;
  readonly of: (frame: F) => number;
  readonly quantity: (value: number, currency: string) => Quantity;
  /** What the figure is held against, shown behind it. */
  readonly against?: (frame: LoggedFrame) => string;
  /** Least span of the chart's axis, so that a level line is not drawn as noise. */
  readonly isShare?: boolean;
}

const parcels = (value: number): Quantity => ({ text: formatShort(value), unit: '' });
const minutes = (value: number): Quantity => ({
  text: formatShort(value),
  unit: Number.isFinite(value) ? 'min' : '',
});
const hours = (value: number): Quantity => ({
  text: formatShort(value),
  unit: Number.isFinite(value) ? 'h' : '',
});
const share = (value: number): Quantity => ({ text: formatShare(value), unit: '' });
const money = (value: number, currency: string): Quantity => ({
  text: formatShort(value),
  unit: Number.isFinite(value) ? currency : '',
});

const NETWORK: readonly KpiSpec<NetworkFrame>[] = [
  {
    label: 'kpi.delivered',
    meaning: 'kpi.delivered.meaning',
    of: ({ kpis }) => kpis.delivered,
    quantity: parcels,
  },
  {
    label: 'kpi.inNetwork',
    meaning: 'kpi.inNetwork.meaning',
    of: ({ kpis }) => kpis.inNetwork,
    quantity: parcels,
  },
  { label: 'kpi.backlog', meaning: 'kpi.backlog.meaning', of: ({ kpis }) => kpis.backlog, quantity: parcels },
  {
    label: 'kpi.serviceLevel',
    meaning: 'kpi.serviceLevel.meaning',
    of: ({ kpis }) => kpis.serviceLevel,
    quantity: share,
    isShare: true,
  },
  {
    label: 'kpi.transitP50',
    meaning: 'kpi.transitP50.meaning',
    of: ({ kpis }) => kpis.transitP50H,
    quantity: hours,
  },
  {
    label: 'kpi.transitP95',
    meaning: 'kpi.transitP95.meaning',
    of: ({ kpis }) => kpis.transitP95H,
    quantity: hours,
  },
  {
    label: 'kpi.cost',
    meaning: 'kpi.cost.meaning',
    of: ({ kpis }) => kpis.costPerParcel,
    quantity: money,
  },
];

const FLOW: readonly KpiSpec<FlowFrame>[] = [
  {
    label: 'kpi.inSystem',
    meaning: 'kpi.inSystem.meaning',
    of: ({ waiting, serving }) => sum(waiting) + sum(serving),
    quantity: parcels,
  },
  {
    label: 'kpi.waiting',
    meaning: 'kpi.waiting.meaning',
    of: ({ waiting }) => sum(waiting),
    quantity: parcels,
  },
  { label: 'kpi.meanWait', meaning: 'kpi.meanWait.meaning', of: meanWaitS, quantity: durationQuantity },
  {
    label: 'kpi.busy',
    meaning: 'kpi.busy.meaning',
    of: (frame) => busyServers(frame) / sum(frame.available),
    quantity: share,
    isShare: true,
  },
  { label: 'kpi.lost', meaning: 'kpi.lost.meaning', of: ({ losses }) => sum(losses), quantity: parcels },
];

const HUB: readonly KpiSpec<HubFrame>[] = [
  {
    label: 'kpi.departed',
    meaning: 'kpi.departed.meaning',
    of: ({ floor }) => floor.kpis.departed,
    quantity: parcels,
  },
  {
    label: 'kpi.inHub',
    meaning: 'kpi.inHub.meaning',
    of: ({ floor }) => floor.kpis.inHub,
    quantity: parcels,
  },
  {
    label: 'kpi.hubBacklog',
    meaning: 'kpi.hubBacklog.meaning',
    of: ({ floor }) => floor.kpis.backlog,
    quantity: parcels,
  },
  {
    label: 'kpi.achieved',
    meaning: 'kpi.achieved.meaning',
    of: ({ floor }) => floor.kpis.achievedPerHour,
    quantity: parcels,
    against: ({ floor }) =>
      floor === undefined ? '' : t('kpi.achieved.of', { design: formatShort(floor.kpis.designPerHour) }),
  },
  {
    label: 'kpi.missed',
    meaning: 'kpi.missed.meaning',
    of: ({ floor }) => floor.kpis.missed,
    quantity: parcels,
  },
  {
    label: 'kpi.gateToChute',
    meaning: 'kpi.gateToChute.meaning',
    of: ({ floor }) => floor.kpis.gateToChuteMin,
    quantity: minutes,
  },
  {
    label: 'kpi.hubCost',
    meaning: 'kpi.hubCost.meaning',
    of: ({ floor }) => floor.kpis.costPerParcel,
    quantity: money,
  },
  {
    label: 'kpi.perLaborHour',
    meaning: 'kpi.perLaborHour.meaning',
    of: ({ floor }) => floor.kpis.parcelsPerLaborHour,
    quantity: parcels,
  },
];

/** The figures for a kind of world. */
export function kpisOf(kind: World['kind']): readonly KpiSpec<never>[] {
  return { network: NETWORK, flow: FLOW, hub: HUB }[kind];
}

/** Their values in a frame, in order. */
export function kpiValues(frame: Frame): number[] {
  switch (frame.kind) {
    case 'network':
      return NETWORK.map(({ of }) => of(frame));
    case 'flow':
      return FLOW.map(({ of }) => of(frame));
    case 'hub':
      return HUB.map(({ of }) => of(frame));
  }
}

/** Blocks of a flow in which subjects wait or are served. */
export function holdsSubjects(block: FlowWorld['blocks'][number]): boolean {
  return !['source', 'sink', 'selector'].includes(block.type);
}

function busyServers({ serving, available }: FlowFrame): number {
  let busy = 0;
  for (let i = 0; i < serving.length; i++) if (available[i] > 0) busy += serving[i];
  return busy;
}

/** Over all blocks with a queue, each weighted by those who left it. */
function meanWaitS({ meanWaitS: waits, departures, available }: FlowFrame): number {
  let total = 0;
  let n = 0;
  for (let i = 0; i < waits.length; i++) {
    if (!(available[i] > 0) || !Number.isFinite(waits[i])) continue;
    total += waits[i] * departures[i];
    n += departures[i];
  }
  return total / n;
}

function sum(values: Int32Array | Float64Array): number {
  let total = 0;
  for (const value of values) total += value;
  return total;
}
