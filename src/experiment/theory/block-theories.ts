import type { FlowBlockOf, FlowScenario } from '../../scenario/flow-schema.ts';
import { merged, type Stream, sourceStream, thinned } from './arrivals.ts';
import { dispatchTheory } from './dispatch.ts';
import { durationFacts } from './duration-facts.ts';
import { loopsInOrder, solveLinear, targetsOf, waysFrom } from './flow-graph.ts';
import { queueTheory } from './queue-theory.ts';
import { type BlockTheory, unknownBlock } from './theory-value.ts';
import { varyingDelay } from './time-varying.ts';

/** What comes to every block, and what theory says of those in which time passes. */
export interface SolvedFlow {
  readonly streams: ReadonlyMap<string, Stream>;
  readonly theories: ReadonlyMap<string, BlockTheory>;
}

/**
 * Follows the arrivals through a flow and solves block after block. What leaves an exponential station or a delay is
 * a Poisson stream again (Burke 1956; Mirasol 1963); around a loop of such stations it is not, yet each of them behaves
 * as if it were (Jackson 1957; Baskett, Chandy, Muntz & Palacios 1975).
 */
export function solveFlow(flow: FlowScenario): SolvedFlow {
  return new FlowSolver(flow).solve();
}

/** Blocks behind which the rates by class are not those in front. */
const UNFOLLOWED: ReadonlySet<string> = new Set(['assign', 'split', 'join']);

class FlowSolver {
  readonly #flow: FlowScenario;
  readonly #coming = new Map<string, Stream[]>();
  readonly #streams = new Map<string, Stream>();
  readonly #theories = new Map<string, BlockTheory>();

  constructor(flow: FlowScenario) {
    this.#flow = flow;
  }

  solve(): SolvedFlow {
    for (const loop of loopsInOrder(this.#flow)) {
      const [name] = loop;
      if (loop.length > 1 || targetsOf(this.#flow, this.#flow.blocks[name]).includes(name))
        this.#solveLoop(loop);
      else this.#solveBlock(name);
    }
    return { streams: this.#streams, theories: this.#theories };
  }

  #streamOf(name: string): Stream {
    const block = this.#flow.blocks[name];
    if (block.type === 'source') return sourceStream(this.#flow, name, block);
    if (block.type !== 'population') return this.#inflow(name);
    const arrivals = { kind: 'other', reason: 'a closed population circulates' } as const;
    return { rates: this.#flow.classes.map(() => Number.NaN), arrivals };
  }

  #inflow(name: string): Stream {
    return merged(this.#coming.get(name) ?? [], this.#flow.classes.length);
  }

  #solveBlock(name: string): void {
    const stream = this.#streamOf(name);
    this.#streams.set(name, stream);
    const theory = this.#theory(name, stream);
    if (theory !== undefined) this.#theories.set(name, theory);
    this.#send(name, stream, theory, () => true);
  }

  /** Every block of a loop behaves as if Poisson arrivals came to it, if all are exponential stations or delays. */
  #solveLoop(loop: readonly string[]): void {
    const inflows = loop.map((name) => this.#inflow(name));
    const rates = this.#ratesWithin(loop, inflows);
    const streamOf = (i: number, arrivals: Stream['arrivals']): Stream => ({ rates: rates[i], arrivals });
    const theories = loop.map((name, i) => this.#theory(name, streamOf(i, { kind: 'poisson' })));
    const odd = this.#whyNoProductForm(loop, inflows, theories);
    loop.forEach((name, i) => {
      const stream = streamOf(i, odd === undefined ? { kind: 'poisson' } : { kind: 'other', reason: odd });
      this.#streams.set(name, stream);
      const theory = odd === undefined ? theories[i] : this.#theory(name, stream);
      if (theory !== undefined) this.#theories.set(name, theory);
    });
    loop.forEach((name, i) => {
      const theory = this.#theories.get(name);
      this.#send(
        name,
        this.#streams.get(name)!,
        odd === undefined ? theories[i] : theory,
        (to) => !loop.includes(to),
      );
    });
  }

  #whyNoProductForm(
    loop: readonly string[],
    inflows: readonly Stream[],
    theories: readonly (BlockTheory | undefined)[],
  ): string | undefined {
    for (const [i, name] of loop.entries()) {
      const { arrivals } = inflows[i];
      if (arrivals.kind === 'other') return arrivals.reason;
      if (arrivals.kind !== 'poisson' && arrivals.kind !== 'none')
        return `what comes to the loop of “${name}” from outside is none`;
      const { type } = this.#flow.blocks[name];
      const theory = theories[i];
      const passes = type === 'selector' ? this.#isRandom(name) : theory?.leavesPoisson === true;
      if (passes) continue;
      return theory?.reason === undefined
        ? `“${name}” is on a loop and is neither an exponential station nor a delay`
        : `they are on a loop with “${name}”, where ${theory.reason}`;
    }
    return undefined;
  }

  #isRandom(name: string): boolean {
    return waysFrom(this.#flow, this.#flow.blocks[name]).every(({ isRandom }) => isRandom);
  }

  /** Rates within a loop, by block and class: own arrivals from outside and what the loop brings (traffic equations). */
  #ratesWithin(loop: readonly string[], inflows: readonly Stream[]): number[][] {
    const byClass = this.#flow.classes.map((_, klass) => {
      const A: number[][] = loop.map((_name, i) => loop.map((_other, j) => (i === j ? 1 : 0)));
      loop.forEach((from, j) => {
        const block = this.#flow.blocks[from];
        if (
          UNFOLLOWED.has(block.type) ||
          (block.type === 'queue' && (block.capacity !== undefined || block.joins !== undefined))
        )
          A[j][j] = Number.NaN;
        for (const { to, shares } of waysFrom(this.#flow, block)) {
          const i = loop.indexOf(to);
          if (i !== -1) A[i][j] -= shares[klass];
        }
      });
      const outside = inflows.map(({ rates }) => rates[klass]);
      return outside.every((rate) => rate === 0) ? outside : solveLinear(A, outside);
    });
    return loop.map((_, i) => byClass.map((rates) => rates[i]));
  }

  #theory(name: string, stream: Stream): BlockTheory | undefined {
    const block = this.#flow.blocks[name];
    switch (block.type) {
      case 'queue':
        return queueTheory(this.#flow, block, stream);
      case 'delay':
        return this.#delay(block, stream);
      case 'batch':
        return this.#batch(block, stream);
      case 'population':
        return unknownBlock('closed populations have no formula here');
      case 'gate':
        return unknownBlock('a gate that opens and closes has no formula here');
      case 'seize':
      case 'release':
        return unknownBlock('resources held over several blocks have no formula here');
      case 'assign':
        return unknownBlock('changes of class have no formula here');
      case 'split':
      case 'join':
        return unknownBlock('copies of a subject are not independent, which has no formula here');
      case 'unbatch':
        return unknownBlock('batches that travel on as one have no formula here');
      default:
        return undefined;
    }
  }

  #delay(block: FlowBlockOf<'delay'>, stream: Stream): BlockTheory {
    const { arrivals, rates } = stream;
    if (arrivals.kind === 'none') return unknownBlock('nobody comes');
    const stays = this.#flow.classes.map(({ name }) =>
      durationFacts(block.time ?? block.time_by_class![name]),
    );
    if (stays.some((stay) => stay === undefined))
      return unknownBlock('its times are a written list, not random');
    const staysS = stays.map((stay) => stay!.mean);
    if (arrivals.kind === 'varying') {
      const came = rates.flatMap((rate, klass) => (rate > 0 ? [klass] : []));
      return came.length === 1 || block.time !== undefined
        ? varyingDelay(arrivals.stream, stays[came[0]]!, this.#flow.run)
        : unknownBlock('classes of different stays under a varying rate have no formula here');
    }
    const inSystem = rates.reduce((sum, rate, klass) => (rate === 0 ? sum : sum + rate * staysS[klass]), 0);
    const total = rates.reduce((sum, rate) => sum + rate, 0);
    if (Number.isNaN(total))
      return { ...unknownBlock('the rate of its arrivals is not known on paper'), staysS };
    const isPoisson = arrivals.kind === 'poisson';
    return {
      name: isPoisson ? 'M/G/∞' : 'G/G/∞',
      source: isPoisson
        ? 'Kleinrock (1975), Queueing Systems 1, sec. 3.4'
        : 'Little (1961), A proof for the queuing formula L = λW, Operations Research 9, 383-387',
      figures: [
        { kpi: 'number_in_system', value: inSystem, formula: 'λ E[S]' },
        { kpi: 'time_in_system', value: inSystem / total, formula: 'E[S]' },
        ...(staysS.length === 1
          ? []
          : staysS.flatMap((value, klass) =>
              rates[klass] === 0 ? [] : [{ kpi: 'time_in_system', value, formula: 'E[S]', klass }],
            )),
      ],
      staysS,
      lossShare: 0,
      leavesPoisson: isPoisson,
    };
  }

  #batch(block: FlowBlockOf<'batch'>, { rates, arrivals }: Stream): BlockTheory {
    if (arrivals.kind === 'none') return unknownBlock('nobody comes');
    if (arrivals.kind !== 'poisson' || rates.some(Number.isNaN))
      return unknownBlock('its arrivals are no Poisson process');
    const theory = dispatchTheory(
      block,
      rates.reduce((sum, rate) => sum + rate, 0),
    );
    return { ...theory, staysS: rates.map(() => theory.staysS[0] ?? Number.NaN) };
  }

  /** Hands what leaves a block to the blocks behind it. */
  #send(name: string, stream: Stream, theory: BlockTheory | undefined, goes: (to: string) => boolean): void {
    const block = this.#flow.blocks[name];
    const left = this.#leaving(name, stream, theory);
    for (const { to, shares, isRandom } of waysFrom(this.#flow, block)) {
      if (!goes(to)) continue;
      const part = thinned(left, shares);
      const reason =
        block.type === 'split'
          ? `they are copies that “${name}” sends`
          : `“${name}” does not choose by chance`;
      this.#arrive(to, isRandom ? part : { rates: part.rates, arrivals: { kind: 'other', reason } });
    }
    if (block.type !== 'queue') return;
    if (block.reneged_to !== undefined && goes(block.reneged_to)) {
      const rates = stream.rates.map((rate) => (rate === 0 ? 0 : Number.NaN));
      const left = `they are those whose patience ends at “${name}”`;
      this.#arrive(block.reneged_to, { rates, arrivals: { kind: 'other', reason: left } });
    }
    if (block.lost_to === undefined || !goes(block.lost_to)) return;
    const lost = stream.rates.map((rate) => (rate === 0 ? 0 : rate * (theory?.lossShare ?? Number.NaN)));
    const reason = `they are those whom “${name}” turns away`;
    if (block.capacity !== undefined || block.joins !== undefined)
      this.#arrive(block.lost_to, { rates: lost, arrivals: { kind: 'other', reason } });
  }

  #leaving(name: string, { rates, arrivals }: Stream, theory: BlockTheory | undefined): Stream {
    const block = this.#flow.blocks[name];
    if (theory === undefined || theory.leavesPoisson || arrivals.kind === 'none') return { rates, arrivals };
    if (block.type === 'population') return { rates, arrivals };
    const passed = rates.map((rate) => (rate === 0 ? 0 : rate * (1 - theory.lossShare)));
    const isUnknown = arrivals.kind === 'varying' || (block.type === 'batch' && block.sends === 'batch');
    const reason = `they come from “${name}”, whose departures are none`;
    return { rates: isUnknown ? passed.map(() => Number.NaN) : passed, arrivals: { kind: 'other', reason } };
  }

  #arrive(to: string, stream: Stream): void {
    const streams = this.#coming.get(to) ?? [];
    streams.push(stream);
    this.#coming.set(to, streams);
  }
}
