import type { FlowScenario } from '../../scenario/flow-schema.ts';
import { type SolvedFlow, solveFlow } from './block-theories.ts';
import { sinkTheory } from './sink-theory.ts';
import type { Figure, TheoryReport, TheoryValue } from './theory-value.ts';

/** Units of the figures that theory knows, as a run reports them. */
const UNITS: Readonly<Record<string, string>> = {
  time_in_queue: 's',
  time_in_system: 's',
  headway: 's',
  number_in_queue: 'subjects',
  number_in_service: 'subjects',
  number_in_system: 'subjects',
  number_setting_up: 'servers',
  arrivals: 'subjects',
  load: 'subjects',
  throughput: 'subjects/h',
  utilization: '',
  loss_share: '',
  share_empty: '',
  full_share: '',
  empty_share: '',
};

/**
 * Exact values of the figures that a run of this flow estimates, wherever theory has them for the flow as it stands:
 * from its blocks and options, whatever it is called. Steady-state means, but for a rate that varies in time, where
 * they are means over the measured time. Cost: below 1 ms but for M/D/c near saturation and very large flows.
 */
export function theoryOf(flow: FlowScenario): TheoryReport {
  const solved = solveFlow(flow);
  const values: TheoryValue[] = [];
  const reasons: string[] = [];
  for (const [place, block] of Object.entries(flow.blocks)) {
    const theory = solved.theories.get(place);
    if (theory !== undefined) {
      values.push(...valuesOf(flow, place, theory.name, theory.source, theory.figures));
      if (theory.reason !== undefined) reasons.push(`“${place}”: ${theory.reason}.`);
    }
    if (block.type !== 'sink') continue;
    const { name, source } = nameOfWhole(solved);
    values.push(...valuesOf(flow, place, name, source, sinkTheory(flow, solved, place).figures));
  }
  return { values, reasons, remarks: remarksOn(flow, values) };
}

function valuesOf(
  flow: FlowScenario,
  place: string,
  name: string,
  source: string,
  figures: readonly Figure[],
): TheoryValue[] {
  return figures
    .filter(({ value }) => Number.isFinite(value))
    .map(({ kpi, value, formula, klass }) => ({
      kpi,
      place,
      class: klass === undefined ? '' : flow.classes[klass].name,
      unit: UNITS[kpi],
      value,
      formula,
      name,
      source,
    }));
}

/** The model of the way through a flow: that of its one block in which time passes, or a network. */
function nameOfWhole({ theories }: SolvedFlow): { name: string; source: string } {
  const known = [...theories.values()].filter(({ name }) => name !== '');
  if (known.length === 1) return { name: known[0].name, source: known[0].source };
  return known.every(({ leavesPoisson }) => leavesPoisson)
    ? {
        name: 'Jackson network',
        source: 'Jackson (1957), Networks of waiting lines, Operations Research 5(4), 518-521',
      }
    : {
        name: 'Stations in a row',
        source: 'Burke (1956), The output of a queuing system, Operations Research 4(6), 699-704',
      };
}

/** Stays beyond this share of the measured time leave a visible part of themselves beyond its end. */
const LONG_STAY = 1e-3;

function remarksOn(flow: FlowScenario, values: readonly TheoryValue[]): string[] {
  if (values.length === 0) return [];
  const remarks: string[] = [];
  const { horizon_s: horizon, warm_up_s: warmUp } = flow.run;
  // Under a varying rate the empty start is part of the formula.
  if (warmUp === 0 && !values.some(({ kpi }) => kpi === 'arrivals'))
    remarks.push(
      'warm_up_s is 0: the run starts empty, so its means include the time before the steady state.',
    );
  const longest = Math.max(
    0,
    ...values.filter(({ kpi }) => kpi === 'time_in_system').map(({ value }) => value),
  );
  if (longest > LONG_STAY * (horizon - warmUp)) {
    remarks.push(
      'Whoever is still there at the end is missing from the mean times, which are long against the run: they come out a little short.',
    );
  }
  return remarks;
}
