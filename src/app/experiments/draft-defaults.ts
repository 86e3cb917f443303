import type { ScenarioSummary } from '../../worker/browser/engine-messages.ts';
import type { World } from '../engine-port.ts';
import { t } from '../messages/translate.ts';
import type { DraftAlternative, DraftFactor, DraftResponse, ExperimentDraft } from './experiment-draft.ts';

/** What a first draft is made for. */
export interface DraftBasis {
  readonly summary: Pick<ScenarioSummary, 'title' | 'kind'>;
  /** Replications and confidence that the scenario's run would have. */
  readonly replications: number;
  readonly confidence: number;
  readonly world: World;
  /** Simulated time of a flow, s; undefined where it is not known here. */
  readonly horizonS: number | undefined;
  /** What multiplies the parcels of a hub's trailers, where the scenario writes it. */
  readonly volumeFactor?: number | undefined;
}

/** Fewest replications that a default has: below ten a standard deviation is a rumor. */
const DEFAULT_REPLICATIONS = 10;

/** Values that a series has in which a warm-up is looked for: enough for a curve, few enough to be smooth. */
const VALUES_OF_PILOT = 400;

/** What a first question about a hub is about, and how many more of it are tried. */
const INBOUND_DOORS = 'hub.inbound_doors.count';
const MORE_DOORS = 2;

/** An experiment that can be run as it is: the open scenario against itself with one thing changed. */
export function defaultDraft({
  summary,
  replications,
  confidence,
  world,
  horizonS,
  volumeFactor = 1,
}: DraftBasis): ExperimentDraft {
  return {
    title: t('experiment.default.title', { title: summary.title }),
    mode: 'alternatives',
    alternatives: defaultAlternatives(world),
    pairs: 'all',
    correction: 'bonferroni',
    factors: defaultFactors(world, volumeFactor),
    design: 'full_factorial',
    hasCenterPoint: false,
    runs: '',
    points: '12',
    designSeed: '1',
    responses: defaultResponses(world),
    sampling: 'fixed',
    replications: String(Math.max(DEFAULT_REPLICATIONS, replications)),
    relativeHalfWidth: '5',
    atLeast: '10',
    atMost: '100',
    indifferenceZone: '1',
    firstStage: '10',
    selectAtMost: '200',
    batches: '30',
    warmUp: 'scenario',
    warmUpS: String(horizonS === undefined ? 3600 : roundBelow(horizonS / 10)),
    pilotReplications: '5',
    everyS: String(horizonS === undefined ? 60 : roundBelow(horizonS / VALUES_OF_PILOT)),
    confidence: String(Number((confidence * 100).toPrecision(12))),
    seed: '',
    isPaired: true,
  };
}

function defaultAlternatives(world: World): DraftAlternative[] {
  const today = { name: t('experiment.default.today'), scenario: '', values: '' };
  if (world.kind === 'network') {
    const values = 'facilities[kind=station].couriers+=1';
    return [today, { name: t('experiment.default.courier'), scenario: '', values }];
  }
  if (world.kind === 'hub') {
    const values = `${INBOUND_DOORS}=${world.floor.inboundDoors + MORE_DOORS}`;
    return [today, { name: t('experiment.default.door'), scenario: '', values }];
  }
  const station = busiestOf(world);
  if (station === undefined)
    return [today, { name: t('experiment.default.changed'), scenario: '', values: '' }];
  return [
    today,
    {
      name: t('experiment.default.server', { block: station.name }),
      scenario: '',
      values: `${pathOf(station.name)}.servers=${station.servers + 1}`,
    },
  ];
}

function defaultFactors(world: World, volumeFactor: number): DraftFactor[] {
  if (world.kind === 'network') {
    return [
      {
        name: t('experiment.default.couriers'),
        path: 'facilities[kind=station].couriers',
        change: 'add',
        kind: 'range',
        low: '0',
        high: '1',
        levels: '',
        isInteger: true,
      },
      {
        name: t('experiment.default.demand'),
        path: 'demand.parcels_per_day',
        change: 'multiply',
        kind: 'range',
        low: '0.9',
        high: '1.1',
        levels: '',
        isInteger: false,
      },
    ];
  }
  if (world.kind === 'hub') {
    const { inboundDoors } = world.floor;
    return [
      {
        name: t('experiment.default.doors'),
        path: INBOUND_DOORS,
        change: 'replace',
        kind: 'range',
        low: String(inboundDoors),
        high: String(inboundDoors + MORE_DOORS),
        levels: '',
        isInteger: true,
      },
      {
        name: t('experiment.default.volume'),
        path: 'volume_factor',
        change: 'replace',
        kind: 'range',
        low: timesText(volumeFactor, 0.9),
        high: timesText(volumeFactor, 1.1),
        levels: '',
        isInteger: false,
      },
    ];
  }
  return world.blocks
    .filter(({ type, servers }) => type === 'queue' && servers > 0)
    .slice(0, 3)
    .map(({ name, servers }) => ({
      name: t('experiment.default.servers', { block: name }),
      path: `${pathOf(name)}.servers`,
      change: 'replace',
      kind: 'range',
      low: String(servers),
      high: String(servers + 1),
      levels: '',
      isInteger: true,
    }));
}

function defaultResponses(world: World): DraftResponse[] {
  if (world.kind === 'network') {
    return [
      { kpi: 'transit_time', place: '', class: '', better: 'lower' },
      { kpi: 'service_level', place: '', class: '', better: 'higher' },
      { kpi: 'cost', place: '', class: '', better: 'lower' },
    ];
  }
  if (world.kind === 'hub') {
    return [
      { kpi: 'gate_to_chute', place: '', class: '', better: 'lower' },
      { kpi: 'missed', place: '', class: '', better: 'lower' },
      { kpi: 'cost_per_parcel', place: '', class: '', better: 'lower' },
    ];
  }
  const sink = world.blocks.find(({ type }) => type === 'sink');
  const station = busiestOf(world);
  const responses: DraftResponse[] = [];
  if (sink !== undefined)
    responses.push({ kpi: 'time_in_system', place: sink.name, class: '', better: 'lower' });
  if (station !== undefined)
    responses.push({ kpi: 'time_in_queue', place: station.name, class: '', better: 'lower' });
  return responses;
}

/** The block that a first question is about: the first with servers. */
function busiestOf(world: Extract<World, { kind: 'flow' }>): { name: string; servers: number } | undefined {
  return world.blocks.find(({ type, servers }) => type === 'queue' && servers > 0);
}

function pathOf(block: string): string {
  return /^[A-Za-z_][\w]*$/.test(block) ? `blocks.${block}` : `blocks[${JSON.stringify(block)}]`;
}

/** A product without the noise of binary fractions. */
function timesText(value: number, times: number): string {
  return String(Number((value * times).toPrecision(12)));
}

/** 1, 2 or 5 times a power of ten, at least 1. */
function roundBelow(value: number): number {
  const power = 10 ** Math.floor(Math.log10(Math.max(1, value)));
  return power * ([5, 2].find((times) => times * power <= value) ?? 1);
}
