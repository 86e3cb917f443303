import type { FlowScenario } from '../../scenario/flow-schema.ts';
import type { SolvedFlow } from './block-theories.ts';
import { solveLinear, waysFrom } from './flow-graph.ts';
import type { Figure } from './theory-value.ts';

/** Blocks beyond which the passages through a flow are not solved: the cost grows with the third power. */
const MOST_BLOCKS = 400;

/** What theory says of a sink. */
export interface SinkTheory {
  readonly figures: readonly Figure[];
}

/** Blocks in which a stay of a class is known to be 0. */
const TIMELESS: ReadonlySet<string> = new Set(['source', 'selector', 'sink']);

/**
 * Mean time in system of those who end at a sink: stays in the blocks on their way, each as often as it is visited.
 * With v visits to a block per subject and h the chance to end at the sink from behind it, the mean is
 * sum of v h W over the blocks / sum of the chances at the sources. The stay in a block and the way taken after it are
 * independent; Source: Kemeny & Snell (1960), Finite Markov Chains, ch. 3.
 */
export function sinkTheory(flow: FlowScenario, solved: SolvedFlow, sink: string): SinkTheory {
  const { rates, arrivals } = solved.streams.get(sink)!;
  const figures: Figure[] = [];
  const total = rates.reduce((sum, rate) => sum + rate, 0);
  if (arrivals.kind !== 'none' && arrivals.kind !== 'varying' && total > 0) {
    figures.push({ kpi: 'throughput', value: 3600 * total, formula: 'λ' });
  }
  const passages = flow.classes.map((_, klass) => passage(flow, solved, sink, klass));
  const reach = passages.reduce((sum, one) => sum + one.reach, 0);
  if (!(reach > 0)) return { figures };
  const formula = 'Σ v W over the blocks on the way';
  const area = passages.reduce((sum, one) => sum + one.area, 0);
  if (!Number.isNaN(area)) figures.push({ kpi: 'time_in_system', value: area / reach, formula });
  if (passages.length > 1) {
    passages.forEach((one, klass) => {
      const value = one.area / one.reach;
      if (one.reach > 0 && !Number.isNaN(value))
        figures.push({ kpi: 'time_in_system', value, formula, klass });
    });
  }
  return { figures };
}

/** Rate at which subjects of a class end at a sink, and the time per second that those spend on their way. */
interface Passage {
  readonly reach: number;
  readonly area: number;
}

const UNKNOWN: Passage = { reach: Number.NaN, area: Number.NaN };

function passage(flow: FlowScenario, solved: SolvedFlow, sink: string, klass: number): Passage {
  const names = Object.keys(flow.blocks);
  if (names.length > MOST_BLOCKS) return UNKNOWN;
  const sources = names.map((name) =>
    flow.blocks[name].type === 'source' ? solved.streams.get(name)!.rates[klass] : 0,
  );
  if (sources.every((rate) => rate === 0)) return { reach: 0, area: 0 };
  const varying = names.filter(
    (name) => solved.streams.get(name)!.arrivals.kind === 'varying' && flow.blocks[name].type === 'source',
  );
  if (varying.length > 0 && sources.filter((rate) => rate !== 0).length > 1) return UNKNOWN;
  const goes = names.map((name) => sharesFrom(flow, solved, name, klass));
  const isTimed = (name: string) => !TIMELESS.has(flow.blocks[name].type);
  const isLossy = (name: string) => (solved.theories.get(name)?.lossShare ?? 0) !== 0;
  // Whoever is turned away may have waited for another time than the others before: simple only where nobody waits twice.
  if (names.some(isLossy) && names.filter(isTimed).length > 1) return UNKNOWN;
  const identity = () => names.map((_, i) => names.map((_name, j) => (i === j ? 1 : 0)));
  const forward = identity();
  const backward = identity();
  goes.forEach((ways, from) => {
    for (const [to, share] of ways) {
      const at = names.indexOf(to);
      forward[at][from] -= share;
      backward[from][at] -= share;
    }
  });
  const visits = solveLinear(forward, [...sources]);
  const ends = solveLinear(
    backward,
    names.map((name) => (name === sink ? 1 : 0)),
  );
  let reach = 0;
  let area = 0;
  names.forEach((name, i) => {
    if (sources[i] !== 0) reach += sources[i] * ends[i];
    if (visits[i] === 0 || ends[i] === 0 || !isTimed(name)) return;
    const block = flow.blocks[name];
    const after = 'to' in block ? ends[names.indexOf(block.to)] : ends[i];
    const accepted = 1 - (solved.theories.get(name)?.lossShare ?? 0);
    area += visits[i] * accepted * after * (solved.theories.get(name)?.staysS[klass] ?? Number.NaN);
  });
  return { reach, area };
}

/** Where a subject of a class goes from a block, with shares; those turned away with theirs. */
function sharesFrom(
  flow: FlowScenario,
  solved: SolvedFlow,
  name: string,
  klass: number,
): (readonly [string, number])[] {
  const block = flow.blocks[name];
  const lost = solved.theories.get(name)?.lossShare ?? 0;
  const ways = waysFrom(flow, block).map(({ to, shares }): readonly [string, number] => [
    to,
    shares[klass] * (lost === 0 ? 1 : 1 - lost),
  ]);
  return block.type === 'queue' &&
    block.lost_to !== undefined &&
    (block.capacity !== undefined || block.joins !== undefined) &&
    lost !== 0
    ? [...ways, [block.lost_to, lost]]
    : ways;
}
