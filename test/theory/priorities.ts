import references from '../reference/priorities.json' with { type: 'json' };
import { constant, exponential, mean, runOf, SINK, source } from './flow-parts.ts';
import { cobham, erlangC, preemptiveResume } from './formulas.ts';
import { LEFT_OUT } from './left-out.ts';
import { type Comparison, casesOf, type TheoryCase, type WrittenFlow } from './theory-case.ts';

const family = <Params, Expected>(model: string) => casesOf<Params, Expected>(references, model, LEFT_OUT);
const UNIT_S = 60;

interface Line {
  readonly rates: readonly number[];
  readonly means: readonly number[];
  readonly isConstant: boolean;
  readonly servers: number;
  readonly discipline: 'priority' | 'preemptive_priority';
}

/** One source per class; class 0 is served first. */
function priorityLine(id: string, { rates, means, isConstant, servers, discipline }: Line): WrittenFlow {
  const time = (average: number) => (isConstant ? constant(average * UNIT_S) : exponential(average * UNIT_S));
  const sources = rates.map((rate, i) => [
    `source ${i}`,
    source(exponential(UNIT_S / rate), 'line', { class: `class ${i}` }),
  ]);
  const byClass = Object.fromEntries(means.map((average, i) => [`class ${i}`, time(average)]));
  const total = rates.reduce((sum, rate) => sum + rate, 0);
  return {
    classes: rates.map((_, i) => ({ name: `class ${i}`, priority: i })),
    blocks: {
      ...Object.fromEntries(sources),
      line: { type: 'queue', servers, service_by_class: byClass, discipline, to: 'out' },
      out: SINK,
    },
    run: runOf(id, total, UNIT_S),
  };
}

function byClass(
  name: string,
  kpi: string,
  exact: readonly number[],
  formula: readonly number[],
): Comparison[] {
  return exact.map((value, i) =>
    mean(`${name}[${i}]`, value, { kpi, place: 'line', class: `class ${i}` }, UNIT_S, formula[i]),
  );
}

interface OneServer {
  readonly lam: readonly number[];
  readonly serviceMean: readonly number[];
  readonly service: 'exp' | 'det';
}

const secondMoments = ({ serviceMean, service }: OneServer) =>
  serviceMean.map((average) => average * average * (service === 'exp' ? 2 : 1));

function preemptive(): TheoryCase[] {
  type Expected = { W: readonly number[]; Wq: readonly number[]; Woverall: number };
  return family<OneServer, Expected>('PriorityPR').map(({ id, params, expected }) => {
    const { lam: rates, serviceMean: means, service } = params;
    const W = preemptiveResume(rates, means, secondMoments(params));
    const Wq = W.map((time, i) => time - means[i]);
    const isConstant = service === 'det';
    return {
      id,
      flow: priorityLine(id, { rates, means, isConstant, servers: 1, discipline: 'preemptive_priority' }),
      comparisons: [
        ...byClass('W', 'time_in_system', expected.W, W),
        ...byClass('Wq', 'time_in_queue', expected.Wq, Wq),
        mean('Woverall', expected.Woverall, { kpi: 'time_in_system', place: 'line' }, UNIT_S),
      ],
    };
  });
}

function nonPreemptive(): TheoryCase[] {
  type Expected = { W: readonly number[]; Wq: readonly number[]; WqOverall: number };
  return family<OneServer, Expected>('PriorityNP').map(({ id, params, expected }) => {
    const { lam: rates, serviceMean: means, service } = params;
    const Wq = cobham(rates, means, secondMoments(params));
    const W = Wq.map((wait, i) => wait + means[i]);
    const isConstant = service === 'det';
    return {
      id,
      flow: priorityLine(id, { rates, means, isConstant, servers: 1, discipline: 'priority' }),
      comparisons: [
        ...byClass('W', 'time_in_system', expected.W, W),
        ...byClass('Wq', 'time_in_queue', expected.Wq, Wq),
        mean('WqOverall', expected.WqOverall, { kpi: 'time_in_queue', place: 'line' }, UNIT_S),
      ],
    };
  });
}

function severalServers(): TheoryCase[] {
  type Params = { lam: readonly number[]; mu: number; c: number };
  type Expected = { W: readonly number[]; Wq: readonly number[]; WqOverall: number };
  return family<Params, Expected>('PriorityMMc').map(({ id, params: { lam: rates, mu, c }, expected }) => {
    const load = rates.reduce((sum, rate) => sum + rate, 0) / mu;
    const busy = erlangC(load, c) / (c * mu);
    let before = 0;
    const Wq = rates.map((rate) => {
      const upTo = before + rate / (c * mu);
      const wait = busy / ((1 - before) * (1 - upTo));
      before = upTo;
      return wait;
    });
    const means = rates.map(() => 1 / mu);
    return {
      id,
      flow: priorityLine(id, { rates, means, isConstant: false, servers: c, discipline: 'priority' }),
      comparisons: [
        ...byClass('Wq', 'time_in_queue', expected.Wq, Wq),
        ...byClass(
          'W',
          'time_in_system',
          expected.W,
          Wq.map((wait) => wait + 1 / mu),
        ),
        mean('WqOverall', expected.WqOverall, { kpi: 'time_in_queue', place: 'line' }, UNIT_S),
      ],
    };
  });
}

/** Classes of which the better is served first, with and without taking the server from a worse one. */
export const PRIORITIES: readonly TheoryCase[] = [...preemptive(), ...nonPreemptive(), ...severalServers()];
