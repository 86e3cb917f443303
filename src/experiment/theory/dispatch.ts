import { exp } from '../../engine/math/transcendental.ts';
import type { FlowBlockOf } from '../../scenario/flow-schema.ts';
import { durationFacts, transform } from './duration-facts.ts';
import { crommelinLine } from './many-servers.ts';
import { poissonAt, poissonAtLeast, poissonCapped } from './poisson-law.ts';
import { type BlockTheory, type Figure, unknownBlock } from './theory-value.ts';

type Batch = FlowBlockOf<'batch'>;

/** One cycle from departure to departure. */
interface Cycle {
  readonly name: string;
  readonly source: string;
  /** Mean members of a departure and mean time between departures, s. */
  readonly load: number;
  readonly headwayS: number;
  /** Mean time waited by a member, s. */
  readonly waitS: number;
  readonly waitFormula: string;
  readonly loadFormula: string;
  /** Share of departures with every place taken, of those with nobody, of time with nobody; absent where not known. */
  readonly fullShare?: number;
  readonly fullFormula?: string;
  readonly emptyShare?: number;
  readonly timeEmpty?: number;
}

const CYCLES =
  'Renewal reward over the cycles between departures; Ross (1996), Stochastic Processes, sec. 3.6';

/** A block that collects a Poisson stream of `rate` per s and lets it depart together. */
export function dispatchTheory(block: Batch, rate: number): BlockTheory {
  const cycle = cycleOf(block, rate);
  if (typeof cycle === 'string') return unknownBlock(cycle);
  const { load, headwayS, waitS, waitFormula, loadFormula } = cycle;
  const figures: Figure[] = [
    { kpi: 'time_in_queue', value: waitS, formula: waitFormula },
    { kpi: 'time_in_system', value: waitS, formula: waitFormula },
    { kpi: 'number_in_queue', value: rate * waitS, formula: 'λ W' },
    { kpi: 'number_in_system', value: rate * waitS, formula: 'λ W' },
    { kpi: 'load', value: load, formula: loadFormula },
    { kpi: 'headway', value: headwayS, formula: 'E[load] / λ' },
  ];
  if (cycle.fullShare !== undefined) {
    figures.push({ kpi: 'full_share', value: cycle.fullShare, formula: cycle.fullFormula ?? 'P(full)' });
  }
  if (cycle.emptyShare !== undefined)
    figures.push({ kpi: 'empty_share', value: cycle.emptyShare, formula: 'e^(−λT)' });
  if (cycle.timeEmpty !== undefined)
    figures.push({ kpi: 'share_empty', value: cycle.timeEmpty, formula: '1 / (λ E[headway])' });
  const { name, source } = cycle;
  return { name, source, figures, staysS: [waitS], lossShare: 0, leavesPoisson: false };
}

function cycleOf(block: Batch, rate: number): Cycle | string {
  const { clock, capacity, departs_when_full: departsFull, departs_empty: departsEmpty } = block;
  if (clock === undefined) return whenFull(capacity!, rate);
  if ('after_first_s' in clock) return afterFirst(block, clock.after_first_s, rate);
  if (departsFull) {
    return 'every_s' in clock && clock.restarts
      ? fullOrRestarting(capacity!, clock.every_s, departsEmpty, rate)
      : 'a truck that leaves when full beside a clock that its departures do not restart has no short formula';
  }
  if (capacity === undefined) return byClock(clock, departsEmpty, rate);
  return 'every_s' in clock && departsEmpty
    ? everyWithCapacity(capacity, clock.every_s, rate)
    : 'what a full truck leaves behind has a short formula only for one clock (every_s) with departs_empty';
}

function whenFull(capacity: number, rate: number): Cycle {
  return {
    name: 'Departure when full',
    source: CYCLES,
    load: capacity,
    headwayS: capacity / rate,
    waitS: (capacity - 1) / (2 * rate),
    waitFormula: '(Q − 1) / (2 λ)',
    loadFormula: 'Q',
    timeEmpty: 1 / capacity,
  };
}

/** Departures by a clock that takes everybody: of two moments of the headway H. */
function byClock(clock: NonNullable<Batch['clock']>, departsEmpty: boolean, rate: number): Cycle | string {
  const headways = headwaysOf(clock, rate);
  if (headways === undefined) return 'headways from a written list are not random';
  const { mean, second, noneComes } = headways;
  if (!departsEmpty && noneComes === undefined)
    return 'the share of headways in which nobody comes has no short form for this distribution';
  // Without empty departures a headway runs until one finds somebody.
  const happens = departsEmpty ? 1 : 1 - noneComes!;
  return {
    name: 'Departure by the clock',
    source: CYCLES,
    load: (rate * mean) / happens,
    headwayS: mean / happens,
    waitS: second / (2 * mean),
    waitFormula: 'E[H²] / (2 E[H])',
    loadFormula: departsEmpty ? 'λ E[H]' : 'λ E[H] / (1 − E[e^(−λH)])',
    ...(noneComes === undefined || !departsEmpty ? {} : { emptyShare: noneComes }),
  };
}

function headwaysOf(clock: NonNullable<Batch['clock']>, rate: number) {
  if ('headway' in clock) {
    const facts = durationFacts(clock.headway);
    return facts && { mean: facts.mean, second: facts.second, noneComes: transform(facts.spec, rate) };
  }
  const gaps = 'timetable' in clock ? gapsOf(clock.timetable) : [(clock as { every_s: number }).every_s];
  const average = (of: (gap: number) => number) => gaps.reduce((sum, gap) => sum + of(gap), 0) / gaps.length;
  return {
    mean: average((gap) => gap),
    second: average((gap) => gap * gap),
    noneComes: average((gap) => exp(-rate * gap)),
  };
}

function gapsOf({ at_s: at, period_s: period }: { at_s: readonly number[]; period_s: number }): number[] {
  return at.map((s, i) => (at[i + 1] ?? at[0] + period) - s);
}

/** The clock restarts at each departure: a cycle ends with the Q-th arrival or after T. */
function fullOrRestarting(capacity: number, T: number, departsEmpty: boolean, rate: number): Cycle {
  const members = poissonCapped(capacity, rate * T);
  const happens = departsEmpty ? 1 : 1 - exp(-rate * T);
  const full = poissonAtLeast(capacity, rate * T);
  // Time at level k within a cycle is P(N(T) > k) / lambda.
  let area = 0;
  for (let k = 1; k < capacity; k++) area += (k * poissonAtLeast(k + 1, rate * T)) / rate;
  return {
    name: 'Departure full or after T',
    source: CYCLES,
    load: members / happens,
    headwayS: members / happens / rate,
    waitS: area / members,
    waitFormula: 'Σ k P(N(T) > k) / (λ E[min(N(T), Q)]), k < Q',
    loadFormula: departsEmpty ? 'E[min(N(T), Q)]' : 'E[min(N(T), Q)] / (1 − e^(−λT))',
    fullShare: full / happens,
    fullFormula: departsEmpty ? 'P(N(T) ≥ Q)' : 'P(N(T) ≥ Q) / (1 − e^(−λT))',
    ...(departsEmpty ? { emptyShare: poissonAt(0, rate * T) } : {}),
  };
}

/** The first member starts a timer: a cycle ends T after it, or with the Q-th. */
function afterFirst(block: Batch, T: number, rate: number): Cycle | string {
  const { capacity, departs_when_full: departsFull } = block;
  const name = departsFull ? 'Departure full or T after the first' : 'Departure T after the first';
  if (capacity === undefined) {
    const load = 1 + rate * T;
    return {
      name,
      source: CYCLES,
      load,
      headwayS: load / rate,
      waitS: (T + (rate * T * T) / 2) / load,
      waitFormula: '(T + λ T² / 2) / (1 + λ T)',
      loadFormula: '1 + λ T',
      timeEmpty: 1 / load,
    };
  }
  if (!departsFull) return 'a timer that leaves behind what does not fit has no short formula';
  const load = 1 + poissonCapped(capacity - 1, rate * T);
  let area = 0;
  for (let k = 1; k < capacity; k++) area += (k * poissonAtLeast(k, rate * T)) / rate;
  return {
    name,
    source: CYCLES,
    load,
    headwayS: load / rate,
    waitS: area / load,
    waitFormula: 'Σ k P(N(T) ≥ k) / (λ E[load]), k < Q',
    loadFormula: '1 + E[min(N(T), Q − 1)]',
    fullShare: poissonAtLeast(capacity - 1, rate * T),
    fullFormula: 'P(N(T) ≥ Q − 1)',
    timeEmpty: 1 / load,
  };
}

/** A truck of Q places every T: those left behind are the line of a station whose Q servers all take T. */
function everyWithCapacity(capacity: number, T: number, rate: number): Cycle | string {
  const load = rate * T;
  if (load >= capacity) return noSteadyState(load / capacity);
  const left = crommelinLine(load, capacity);
  if (left === undefined) return 'the load is too near the capacity to sum the series';
  return {
    name: 'Departure every T with Q places',
    source: 'Bailey (1954), On queueing processes with bulk service; Spitzer (1956)',
    load,
    headwayS: T,
    waitS: T / 2 + left.waiting / rate,
    waitFormula: 'T / 2 + Σ E[(N(iT) − iQ)⁺] / (i λ)',
    loadFormula: 'λ T',
  };
}

/** Why a station has no means. @param load offered, as a share of the capacity */
export function noSteadyState(load: number): string {
  return `no steady state: the offered load is ${Number(load.toPrecision(3))} of the capacity`;
}
