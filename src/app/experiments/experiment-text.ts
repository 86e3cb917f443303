import type { ScenarioSummary } from '../../worker/browser/engine-messages.ts';
import {
  type DraftFactor,
  type DraftResponse,
  type ExperimentDraft,
  levelTexts,
} from './experiment-draft.ts';

/** What the form does not ask for: what is changed in the open scenario already. */
export interface DraftBase {
  readonly kind: ScenarioSummary['kind'];
  /** As after `--set`; they hold for every point. */
  readonly overrides: readonly string[];
}

/** Where another scenario of the gallery lies, seen from the folder of an experiment. */
export function galleryPath(id: string): string {
  return `../../${id}`;
}

/** The id of the scenario of the gallery that a path of an experiment names; undefined for its own. */
export function galleryIdOf(path: string): string | undefined {
  const id = path
    .replace(/\/+$/, '')
    .split('/')
    .at(-1)
    ?.replace(/\.(json|zip)$/i, '');
  return id === undefined || id === '..' || id === '.' || id === '' ? undefined : id;
}

/**
 * The experiment's file as JSON text. What a field says is taken over as it is, so that the loader, which knows all
 * rules, tells what is wrong with it: a number that is none stays a text there.
 */
export function experimentText(draft: ExperimentDraft, base: DraftBase): string {
  const isFlow = base.kind === 'flow';
  const hasAlternatives = draft.mode === 'alternatives';
  const sampling = samplingOf(draft, isFlow);
  const isSelection = sampling === 'selection';
  const file = {
    version: 1,
    kind: 'experiment',
    title: draft.title.trim(),
    scenario: '..',
    ...(draft.seed.trim() === '' ? {} : { seed: wholeOrText(draft.seed.trim()) }),
    ...(draft.confidence.trim() === '' ? {} : { confidence: share(draft.confidence) }),
    ...(draft.isPaired ? {} : { common_random_numbers: false }),
    ...(base.overrides.length === 0 ? {} : { set: base.overrides }),
    responses: draft.responses.map(responseOf),
    ...replicationsOf(draft, sampling),
    ...(isFlow ? warmUpOf(draft) : {}),
    ...(hasAlternatives ? { alternatives: alternativesOf(draft) } : {}),
    ...(hasAlternatives && !isSelection && draft.alternatives.length > 1
      ? { comparison: comparisonOf(draft) }
      : {}),
    ...(isSelection ? { selection: selectionOf(draft) } : {}),
    ...(hasAlternatives ? {} : { factors: draft.factors.map(factorOf), design: designOf(draft) }),
  };
  return `${JSON.stringify(file, null, 2)}\n`;
}

/** What is chosen, where it applies; otherwise a fixed number. */
export function samplingOf(
  { sampling, mode }: Pick<ExperimentDraft, 'sampling' | 'mode'>,
  isFlow: boolean,
): ExperimentDraft['sampling'] {
  if (sampling === 'selection' && mode === 'factors') return 'fixed';
  return sampling === 'batches' && !isFlow ? 'fixed' : sampling;
}

function responseOf({ kpi, place, class: ofClass, better }: DraftResponse) {
  return {
    kpi,
    ...(place === '' ? {} : { place }),
    ...(ofClass === '' ? {} : { class: ofClass }),
    ...(better === '' ? {} : { better }),
  };
}

function replicationsOf(draft: ExperimentDraft, sampling: ExperimentDraft['sampling']) {
  switch (sampling) {
    case 'fixed':
      return { replications: numberOrText(draft.replications) };
    case 'precise':
      return {
        replications: {
          relative_half_width: share(draft.relativeHalfWidth),
          at_least: numberOrText(draft.atLeast),
          at_most: numberOrText(draft.atMost),
        },
      };
    case 'batches':
      return { batch_means: { batches: numberOrText(draft.batches) } };
    case 'selection':
      return {};
  }
}

function warmUpOf({ warmUp, warmUpS, pilotReplications, everyS }: ExperimentDraft) {
  const pilot = { pilot_replications: numberOrText(pilotReplications), every_s: numberOrText(everyS) };
  switch (warmUp) {
    case 'scenario':
      return {};
    case 'fixed':
      return { warm_up: { fixed_s: numberOrText(warmUpS) } };
    case 'mser5':
      return { warm_up: { mser5: pilot } };
    case 'welch':
      return { warm_up: { welch: pilot } };
  }
}

function alternativesOf({ alternatives }: ExperimentDraft) {
  return alternatives.map(({ name, scenario, values }) => {
    const set = linesOf(values);
    return {
      name: name.trim(),
      ...(scenario === '' ? {} : { scenario: galleryPath(scenario) }),
      ...(set.length === 0 ? {} : { set }),
    };
  });
}

function comparisonOf({ pairs, correction, alternatives }: ExperimentDraft) {
  // Dunnett is for a control; of all pairs it would be refused.
  const fitting = pairs === 'all' && correction === 'dunnett' ? 'bonferroni' : correction;
  const [first] = alternatives;
  return pairs === 'control'
    ? { pairs, control: first.name.trim(), correction: fitting }
    : { pairs, correction: fitting };
}

function selectionOf({ responses, indifferenceZone, firstStage, selectAtMost }: ExperimentDraft) {
  const [{ better, ...figure } = { kpi: '', place: '', class: '', better: '' as const }] = responses;
  return {
    ...responseOf({ ...figure, better: '' }),
    best: better === 'higher' ? 'highest' : 'lowest',
    indifference_zone: numberOrText(indifferenceZone),
    first_stage: numberOrText(firstStage),
    at_most: numberOrText(selectAtMost),
  };
}

function factorOf({ name, path, change, kind, low, high, levels, isInteger }: DraftFactor) {
  const paths = linesOf(path.replaceAll(';', '\n'));
  return {
    name: name.trim(),
    path: paths.length === 1 ? paths[0] : paths.length === 0 ? '' : paths,
    ...(change === 'replace' ? {} : { change }),
    ...(kind === 'range'
      ? { low: numberOrText(low), high: numberOrText(high) }
      : { levels: levelTexts(levels).map(levelOf) }),
    ...(isInteger && kind === 'range' ? { is_integer: true } : {}),
  };
}

function designOf({ design, runs, points, designSeed, hasCenterPoint }: ExperimentDraft) {
  const center = hasCenterPoint ? { center_point: true } : {};
  switch (design) {
    case 'one_at_a_time':
      return { one_at_a_time: {} };
    case 'full_factorial':
      return { full_factorial: center };
    case 'fractional_factorial':
      return { fractional_factorial: { ...(runs === '' ? {} : { runs: numberOrText(runs) }), ...center } };
    case 'latin_hypercube':
      return { latin_hypercube: { points: numberOrText(points), seed: wholeOrText(designSeed.trim()) } };
  }
}

function linesOf(text: string): string[] {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
}

function levelOf(text: string): number | string | boolean {
  if (text === 'true' || text === 'false') return text === 'true';
  return numberOrText(text);
}

function numberOrText(text: string): number | string {
  const trimmed = text.trim();
  const value = Number(trimmed);
  return trimmed === '' || !Number.isFinite(value) ? trimmed : value;
}

/** A seed: digits are a number, anything else a text. */
function wholeOrText(text: string): number | string {
  return /^-?\d{1,15}$/.test(text) ? Number(text) : text;
}

/** Percent as a share, without the noise of binary fractions. */
function share(percent: string): number | string {
  const value = numberOrText(percent);
  return typeof value === 'number' ? Number((value / 100).toPrecision(12)) : value;
}
