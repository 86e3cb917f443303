import references from '../reference/networks.json' with { type: 'json' };
import { exponential, mean, queue, runOf, SINK, secondsPerUnit, source, stationMeans } from './flow-parts.ts';
import { erlangC, meanValueAnalysis, trafficRates } from './formulas.ts';
import { LEFT_OUT } from './left-out.ts';
import { type Comparison, casesOf, type TheoryCase } from './theory-case.ts';

const family = <Params, Expected>(model: string) => casesOf<Params, Expected>(references, model, LEFT_OUT);

interface OpenNetwork {
  readonly gamma: readonly number[];
  readonly P: readonly (readonly number[])[];
  readonly mu: readonly number[];
  readonly c: readonly (number | 'inf')[];
}

/** Every station a queue (a delay where servers are unlimited) and a draw for where to go from there. */
function openBlocks({ gamma, P, mu, c }: OpenNetwork, unitS: number): Record<string, object> {
  const blocks: Record<string, object> = { out: SINK };
  mu.forEach((rate, i) => {
    const leaves = 1 - P[i].reduce((sum, p) => sum + p, 0);
    const branches = P[i].flatMap((weight, j) => (weight > 0 ? [{ to: `station ${j}`, weight }] : []));
    if (leaves > 1e-9) branches.push({ to: 'out', weight: leaves });
    if (gamma[i] > 0) blocks[`source ${i}`] = source(exponential(unitS / gamma[i]), `station ${i}`);
    const time = exponential(unitS / rate);
    const to = branches.length === 1 ? branches[0].to : `from ${i}`;
    blocks[`station ${i}`] =
      c[i] === 'inf' ? { type: 'delay', time, to } : queue(time, { servers: c[i], to });
    if (branches.length > 1) blocks[`from ${i}`] = { type: 'selector', by: 'chance', branches };
  });
  return blocks;
}

function jackson(): TheoryCase[] {
  type Expected = { L: readonly number[]; Wvisit: readonly number[]; Wtot: number };
  return family<OpenNetwork, Expected>('Jackson').map(({ id, params, expected }) => {
    const { gamma, P, mu, c } = params;
    const total = gamma.reduce((sum, rate) => sum + rate, 0);
    const unitS = secondsPerUnit(total);
    const rates = trafficRates(gamma, P);
    const comparisons: Comparison[] = rates.flatMap((rate, i) => {
      const servers = c[i];
      const wait = servers === 'inf' ? 0 : erlangC(rate / mu[i], servers) / (servers * mu[i] - rate);
      const W = wait + 1 / mu[i];
      return stationMeans(`station ${i}`, { L: expected.L[i], W: expected.Wvisit[i] }, unitS, {
        L: rate * W,
        W,
      }).map((one) => ({ ...one, name: `${one.name}[${i}]` }));
    });
    comparisons.push(mean('Wtot', expected.Wtot, { kpi: 'time_in_system', place: 'out' }, unitS));
    return { id, flow: { blocks: openBlocks(params, unitS), run: runOf(id, total, unitS) }, comparisons };
  });
}

function closedNetworks(): TheoryCase[] {
  type Params = {
    customers: number;
    visits: readonly number[];
    serviceMean: readonly number[];
    type: readonly string[];
  };
  type Expected = { X: number; R: readonly number[]; L: readonly number[]; util: readonly number[] };
  return family<Params, Expected>('ClosedMVA').map(({ id, params, expected }) => {
    const { customers, visits, serviceMean, type } = params;
    const unitS = 60;
    const isDelay = type.map((one) => one === 'IS');
    const formula = meanValueAnalysis(customers, visits, serviceMean, isDelay);
    // Round and round; stations visited less than once a lap are alternatives to one another.
    const blocks: Record<string, object> = {
      vehicles: { type: 'population', size: customers, to: 'station 0' },
    };
    const branching = visits.findIndex((share) => share < 1);
    const joins = visits.findLastIndex((share) => share < 1) + 1;
    serviceMean.forEach((time, i) => {
      const after = branching !== -1 && visits[i] < 1 ? joins : i + 1;
      const next = branching !== -1 && after === branching ? 'choice' : `station ${after % visits.length}`;
      const lasts = exponential(time * unitS);
      blocks[`station ${i}`] = isDelay[i]
        ? { type: 'delay', time: lasts, to: next }
        : queue(lasts, { to: next });
    });
    if (branching !== -1) {
      const branches = visits.flatMap((weight, i) => (weight < 1 ? [{ to: `station ${i}`, weight }] : []));
      blocks.choice = { type: 'selector', by: 'chance', branches };
    }
    const run = runOf(id, expected.X, unitS);
    const measured = (run.horizon_s - run.warm_up_s) / unitS;
    const comparisons: Comparison[] = [
      {
        name: 'X',
        exact: expected.X,
        formula: formula.X,
        of: (figures) => figures.value('departures', 'station 0') / measured,
      },
      ...visits.flatMap((_, i) => {
        const place = `station ${i}`;
        const L = mean(`L[${i}]`, expected.L[i], { kpi: 'number_in_system', place }, 1, formula.L[i]);
        if (isDelay[i]) return [L];
        // The reference counts a lap's visits; the flow measures one visit.
        const R = mean(
          `R[${i}]`,
          expected.R[i],
          { kpi: 'time_in_system', place },
          unitS / visits[i],
          formula.R[i] * visits[i],
        );
        if (expected.util[i] > 0.9999) return [L, R];
        return [L, R, mean(`util[${i}]`, expected.util[i], { kpi: 'utilization', place })];
      }),
    ];
    return { id, flow: { blocks, run }, comparisons };
  });
}

/** Machines run until they fail, then wait for one of the repairmen (Palm 1947). */
function machineRepair(): TheoryCase[] {
  type Params = { machines: number; failRate: number; repairRate: number; repairmen: number };
  type Expected = {
    meanDown: number;
    meanUp: number;
    meanDowntime: number;
    repairmanUtil: number;
    failThroughput: number;
  };
  return family<Params, Expected>('MachineRepair').map(({ id, params, expected }) => {
    const { machines, failRate, repairRate, repairmen } = params;
    const unitS = 60;
    const blocks = {
      machines: { type: 'population', size: machines, to: 'running' },
      running: { type: 'delay', time: exponential(unitS / failRate), to: 'repair' },
      repair: queue(exponential(unitS / repairRate), { servers: repairmen, to: 'running' }),
    };
    return {
      id,
      flow: { blocks, run: runOf(id, expected.failThroughput, unitS) },
      comparisons: [
        mean('meanDown', expected.meanDown, { kpi: 'number_in_system', place: 'repair' }),
        mean('meanUp', expected.meanUp, { kpi: 'number_in_system', place: 'running' }),
        mean('meanDowntime', expected.meanDowntime, { kpi: 'time_in_system', place: 'repair' }, unitS),
        mean('repairmanUtil', expected.repairmanUtil, { kpi: 'utilization', place: 'repair' }),
      ],
    };
  });
}

/** Open and closed networks of stations. */
export const NETWORKS: readonly TheoryCase[] = [...jackson(), ...closedNetworks(), ...machineRepair()];
