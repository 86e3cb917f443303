import { checkDesignOfFile } from './check-experiment-design.ts';
import { didYouMean } from './did-you-mean.ts';
import type { ExperimentParts, Report } from './experiment-parts.ts';
import { describeFound, listed, quote } from './found.ts';
import { parseOverride } from './override.ts';
import { Problems } from './problem.ts';

/**
 * Reports what is wrong between the parts of an experiment.
 * @param keys all that stand in the file, sound or not
 */
export function checkExperiment(
  experiment: ExperimentParts,
  keys: ReadonlySet<string>,
  file: string,
  problems: Problems,
): void {
  const report: Report = (kind, path, texts) => problems.error(kind, file, { path }, texts);
  checkPoints(keys, report);
  checkPaths(experiment, report);
  checkOverrides(experiment.set, 'set', report);
  for (const [index, { set }] of (experiment.alternatives ?? []).entries())
    checkOverrides(set, `alternatives[${index}].set`, report);
  checkNames(experiment.alternatives, 'alternatives', report);
  checkNames(experiment.factors, 'factors', report);
  checkReplications(experiment, keys, report);
  checkComparison(experiment, report);
  checkSelection(experiment, report);
  checkResponses(experiment, report);
  checkDesignOfFile(experiment, report);
}

/** Which parts may stand together. */
function checkPoints(keys: ReadonlySet<string>, report: Report): void {
  const hasFactors = keys.has('factors');
  if (hasFactors === keys.has('alternatives')) {
    report(hasFactors ? 'rule' : 'missing', hasFactors ? 'factors' : '', {
      found: hasFactors ? 'factors beside alternatives' : 'neither alternatives nor factors',
      allowed: 'exactly one of alternatives and factors',
      hint: hasFactors
        ? 'remove one of them'
        : 'for an experiment on one scenario: "alternatives": [{ "name": "today" }]',
    });
  }
  if (hasFactors && !keys.has('design'))
    report('missing', 'design', {
      found: 'nothing',
      allowed: 'a design with factors',
      hint: 'as in "design": { "one_at_a_time": {} }',
    });
  if (!hasFactors && keys.has('design'))
    report('rule', 'design', { found: 'a design', allowed: 'a design only with factors', hint: 'remove it' });
  for (const key of ['comparison', 'selection'] as const) {
    if (!keys.has(key) || keys.has('alternatives') || !hasFactors) continue;
    const hint = 'the effects of factors are told without it: remove it';
    report('rule', key, { found: `a ${key}`, allowed: `a ${key} only of alternatives`, hint });
  }
  if (keys.has('comparison') && keys.has('selection'))
    report('rule', 'comparison', {
      found: 'a comparison beside a selection',
      allowed: 'either a comparison or a selection',
      hint: 'a selection drops alternatives early, and so compares them itself',
    });
}

function checkPaths({ scenario, alternatives = [] }: ExperimentParts, report: Report): void {
  const named = alternatives.map((one, index) => [`alternatives[${index}].scenario`, one.scenario] as const);
  for (const [path, written] of [['scenario', scenario] as const, ...named]) {
    if (written === undefined || !/^\/|\\|^[A-Za-z]:/.test(written)) continue;
    report('rule', path, {
      found: quote(written),
      allowed: 'a path relative to the folder of this file, with / between folders',
      hint: 'as in ../../two-hubs',
    });
  }
}

function checkOverrides(written: readonly string[] | undefined, path: string, report: Report): void {
  for (const [index, override] of (written ?? []).entries()) {
    const found = new Problems();
    parseOverride(override, found);
    for (const { kind, found: what, allowed, hint } of found.list)
      report(kind, `${path}[${index}]`, { found: what, allowed, hint });
  }
}

function checkNames(
  list: readonly { readonly name: string }[] | undefined,
  path: string,
  report: Report,
): void {
  const names = (list ?? []).map(({ name }) => name);
  for (const [index, name] of names.entries()) {
    const first = names.indexOf(name);
    if (first === index) continue;
    report('duplicate', `${path}[${index}].name`, {
      found: `${quote(name)} again`,
      allowed: 'each name once',
      hint: `it stands first at ${path}[${first}].name`,
    });
  }
}

function checkReplications(experiment: ExperimentParts, keys: ReadonlySet<string>, report: Report): void {
  const { replications } = experiment;
  if (keys.has('selection') && keys.has('replications'))
    report('rule', 'replications', {
      found: describeFound(replications),
      allowed: 'no replications with a selection',
      hint: 'a selection has first_stage and at_most of its own',
    });
  if (typeof replications === 'object' && replications.at_most < replications.at_least)
    report('range', 'replications.at_most', {
      found: String(replications.at_most),
      allowed: `a whole number at least at_least, which is ${replications.at_least}`,
    });
  if (!keys.has('batch_means')) return;
  if (replications !== undefined && replications !== 1)
    report('rule', 'replications', {
      found: describeFound(replications),
      allowed: '1 with batch_means',
      hint: 'batch means come from one long run: remove one of the two',
    });
  if (keys.has('selection'))
    report('rule', 'batch_means', {
      found: 'batch means beside a selection',
      allowed: 'a selection by replications',
      hint: 'remove one of the two',
    });
}

function checkComparison({ comparison, alternatives }: ExperimentParts, report: Report): void {
  if (comparison === undefined) return;
  const { pairs, control, correction } = comparison;
  if (correction === 'dunnett' && pairs !== 'control')
    report('rule', 'comparison.correction', {
      found: `"dunnett" with pairs ${quote(pairs)}`,
      allowed: '"dunnett" only with pairs "control"',
      hint: 'for all pairs take "bonferroni"',
    });
  if (control !== undefined && pairs !== 'control')
    report('rule', 'comparison.control', {
      found: `a control with pairs ${quote(pairs)}`,
      allowed: 'a control only with pairs "control"',
      hint: 'add "pairs": "control"',
    });
  if (alternatives === undefined) return;
  if (alternatives.length < 2)
    report('rule', 'comparison', {
      found: 'a comparison of one alternative',
      allowed: 'at least two alternatives',
      hint: 'remove it, or add an alternative',
    });
  const names = alternatives.map(({ name }) => name);
  if (control !== undefined && !names.includes(control))
    report('reference', 'comparison.control', {
      found: `${quote(control)}, which is no alternative`,
      allowed: listed(names, names.length),
      hint: didYouMean(control, names),
    });
}

function checkSelection({ selection, alternatives, confidence }: ExperimentParts, report: Report): void {
  if (selection === undefined) return;
  if (selection.at_most < selection.first_stage)
    report('range', 'selection.at_most', {
      found: String(selection.at_most),
      allowed: `a whole number at least first_stage, which is ${selection.first_stage}`,
    });
  if (alternatives === undefined) return;
  const count = alternatives.length;
  if (count < 2)
    report('rule', 'selection', { found: 'one alternative', allowed: 'at least two alternatives' });
  else if (confidence !== undefined && confidence <= 1 / count)
    report('range', 'confidence', {
      found: String(confidence),
      allowed: `above 1/${count}, the chance of guessing the best of ${count}`,
    });
}

function checkResponses({ responses = [] }: ExperimentParts, report: Report): void {
  const keys = responses.map((one) => JSON.stringify([one.kpi, one.place, one.class]));
  for (const [index, key] of keys.entries()) {
    const first = keys.indexOf(key);
    if (first === index) continue;
    report('duplicate', `responses[${index}]`, {
      found: `the figure ${quote(responses[index].kpi)} again`,
      allowed: 'each kpi with place and class once',
      hint: `it stands first at responses[${first}]`,
    });
  }
}
