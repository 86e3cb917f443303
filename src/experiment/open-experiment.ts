import { didYouMean } from '../scenario/did-you-mean.ts';
import { baseLevelOf, factorOverrides } from '../scenario/experiment-factor.ts';
import type { ExperimentFile, WrittenFactor } from '../scenario/experiment-schema.ts';
import { listed, quote } from '../scenario/found.ts';
import { checkExperimentFits } from '../scenario/load-experiment.ts';
import type { LoadedScenario } from '../scenario/load-scenario.ts';
import { OVERRIDE_FILE } from '../scenario/override-cell.ts';
import { type Problem, Problems } from '../scenario/problem.ts';
import type { Scenario } from '../scenario/scenario.ts';
import { settingsOf } from '../scenario/scenario-settings.ts';
import { buildDesign, checkDesign, type DesignPlan } from './design/build-design.ts';
import type { DesignMatrix } from './design/design-matrix.ts';
import type { Factor, FactorValue } from './design/factor.ts';
import { figuresOf } from './figures-of.ts';
import { type DesignPoint, type OpenedExperiment, pilotReplications } from './opened-experiment.ts';
import { isValueOf, type Response } from './response.ts';

/**
 * Loads the scenario that an experiment's file names, with overrides.
 * @param path as written in the file, relative to its folder @param name of the point, for titles
 * @throws whatever says to the user that there is no such scenario
 */
export type LoadPoint = (path: string, overrides: readonly string[]) => LoadedScenario;

/** An experiment that can be run, or the errors that forbid it; warnings in either case. */
export interface ExperimentOpening {
  readonly experiment: OpenedExperiment | undefined;
  readonly problems: Problems;
}

/**
 * Makes the points of an experiment and loads the scenario of each.
 * @param fileName for problems @param extra overrides of every point, after those of the file
 */
export function openExperiment(
  file: ExperimentFile,
  fileName: string,
  load: LoadPoint,
  extra: readonly string[] = [],
): ExperimentOpening {
  return new Opening(file, fileName, load, extra).open();
}

/** A point that has not been loaded yet. */
interface PlannedPoint extends Omit<DesignPoint, 'scenario'> {
  /** Where in the file its overrides stand. */
  readonly place: string;
}

class Opening {
  readonly #file: ExperimentFile;
  readonly #fileName: string;
  readonly #load: LoadPoint;
  readonly #extra: readonly string[];
  readonly #problems = new Problems();

  constructor(file: ExperimentFile, fileName: string, load: LoadPoint, extra: readonly string[]) {
    this.#file = file;
    this.#fileName = fileName;
    this.#load = load;
    this.#extra = extra;
  }

  open(): ExperimentOpening {
    const problems = this.#problems;
    const matrix = this.#matrix();
    if (problems.hasErrors) return { experiment: undefined, problems };
    const points = this.#planned(matrix).flatMap((point) => this.#loaded(point));
    if (problems.hasErrors) return { experiment: undefined, problems };
    const [{ scenario }] = points;
    for (const point of points) checkExperimentFits(this.#file, point.scenario, this.#fileName, problems);
    const responses = this.#file.responses.map(
      ({ kpi, place, class: ofClass, better }): Response => ({ kpi, place, class: ofClass, better }),
    );
    this.#checkFigures(points, responses);
    if (problems.hasErrors) return { experiment: undefined, problems };
    const { run } = settingsOf(scenario);
    const experiment: OpenedExperiment = {
      file: this.#file,
      id: this.#fileName.replace(/^.*\//, '').replace(/\.json$/i, ''),
      points,
      matrix,
      responses,
      seed: this.#file.seed ?? run.seed,
      confidence: this.#file.confidence ?? run.confidence,
    };
    return { experiment, problems };
  }

  #matrix(): DesignMatrix | undefined {
    const { factors, design } = this.#file;
    if (factors === undefined || design === undefined) return undefined;
    const plan = designPlan(factors.map(factorOf), design);
    const faults = checkDesign(plan);
    for (const { path, found, allowed } of faults) {
      const place = path.map((step, at) =>
        typeof step === 'number' ? `[${step}]` : `${at > 0 ? '.' : ''}${step}`,
      );
      this.#problems.error('range', this.#fileName, { path: place.join('') }, { found, allowed });
    }
    return faults.length > 0 ? undefined : buildDesign(plan);
  }

  #planned(matrix: DesignMatrix | undefined): PlannedPoint[] {
    const { factors, alternatives = [{ name: this.#file.title, set: [], scenario: undefined }] } = this.#file;
    const { set, scenario } = this.#file;
    if (matrix === undefined || factors === undefined) {
      return alternatives.map((one, index) => ({
        name: one.name,
        path: one.scenario ?? scenario,
        overrides: [...set, ...one.set, ...this.#extra],
        place: this.#file.alternatives === undefined ? 'set' : `alternatives[${index}].set`,
      }));
    }
    const names = pointNames(matrix);
    return matrix.points.map((settings, point) => ({
      name: names[point],
      path: scenario,
      overrides: [
        ...set,
        ...settings.flatMap(({ value }, at) => factorOverrides(factors[at], value)),
        ...this.#extra,
      ],
      place: 'factors',
    }));
  }

  #loaded({ place, ...point }: PlannedPoint): DesignPoint[] {
    const { scenario, problems } = this.#load(point.path, point.overrides);
    for (const problem of problems.list) {
      if (problem.file !== OVERRIDE_FILE) {
        // What is wrong with the scenario itself is told once, not for every point.
        if (!this.#isKnown(problem)) this.#problems.add(this.#withPoint(problem, place, point));
        continue;
      }
      const path = 'path' in problem.place ? problem.place.path : '';
      const told = {
        ...problem,
        file: this.#fileName,
        place: { path: `${place} of ${quote(point.name)}: ${path}` },
      };
      this.#problems.add(told);
    }
    return scenario === undefined ? [] : [{ ...point, scenario }];
  }

  /** Where the changes of a point may be what is wrong, its place is told too. */
  #withPoint(
    problem: Problem,
    place: string,
    { name, overrides }: Pick<DesignPoint, 'name' | 'overrides'>,
  ): Problem {
    if (problem.severity === 'warning' || overrides.length === 0) return problem;
    const told = `with the changes of ${quote(name)} in ${this.#fileName}, ${place}`;
    return { ...problem, hint: problem.hint === '' ? told : `${problem.hint}; ${told}` };
  }

  #isKnown({ file, place, found, allowed }: Problem): boolean {
    const text = JSON.stringify([file, place, found, allowed]);
    return this.#problems.list.some(
      (one) => JSON.stringify([one.file, one.place, one.found, one.allowed]) === text,
    );
  }

  /** Every response is a figure of every point; for a warm-up one of them is a mean over time or observations. */
  #checkFigures(points: readonly DesignPoint[], responses: readonly Response[]): void {
    const { selection } = this.#file;
    const asked = responses.map((response, index) => ({ response, path: `responses[${index}].kpi` }));
    if (selection !== undefined)
      asked.push({ response: { ...selection, better: undefined }, path: 'selection.kpi' });
    const known = new Set<string>();
    for (const { scenario } of points) {
      const shape = shapeOf(scenario);
      if (known.has(shape)) continue;
      known.add(shape);
      const { kpis, running } = figuresOf(scenario);
      for (const { response, path } of asked) this.#checkFigure(response, path, kpis);
      if (pilotReplications(this.#file) === 0 && this.#file.batch_means === undefined) continue;
      if (responses.some((response) => running.some((figure) => isValueOf(response, figure)))) continue;
      this.#problems.error(
        'rule',
        this.#fileName,
        { path: 'responses' },
        {
          found: 'no figure that is a mean over time or over observations',
          allowed: `for a warm-up that is to be found and for batch means at least one of ${listed(
            running.map(({ kpi, place }) => `${kpi} of ${place}`),
            12,
          )}`,
        },
      );
    }
  }

  #checkFigure(response: Response, path: string, kpis: ReturnType<typeof figuresOf>['kpis']): void {
    if (kpis.some((kpi) => isValueOf(response, kpi))) return;
    const names = [...new Set(kpis.map(({ kpi }) => kpi))];
    const { kpi, place, class: ofClass } = response;
    const isName = names.includes(kpi);
    const places = [...new Set(kpis.filter((one) => one.kpi === kpi).map((one) => one.place))];
    const where = `${place === '' ? '' : ` of ${quote(place)}`}${ofClass === '' ? '' : `, class ${quote(ofClass)}`}`;
    this.#problems.error(
      'unknown',
      this.#fileName,
      { path: isName ? path.replace(/kpi$/, 'place') : path },
      {
        found: `the figure ${quote(kpi)}${where}, which no run has`,
        allowed: isName ? listed(places, 20) : listed(names, 40),
        hint: isName ? didYouMean(place, places) : didYouMean(kpi, names),
      },
    );
  }
}

/** What tells points apart, short enough to be read; those that rounding makes equal are numbered. */
function pointNames({ points, factors }: DesignMatrix): string[] {
  const names = points.map((settings) =>
    settings.map(({ value }, at) => `${factors[at].name}=${shortValue(value)}`).join(', '),
  );
  return names.map((name, point) => (names.indexOf(name) === point ? name : `${name} (${point + 1})`));
}

/** Four significant digits are enough for a name; the values themselves are in `design.csv`. */
function shortValue(value: FactorValue): string {
  if (typeof value !== 'number' || String(value).length <= 7) return String(value);
  return String(Number(value.toPrecision(4)));
}

/** Points that differ in numbers only have the same figures; asking each would take long with a thousand of them. */
function shapeOf(scenario: Scenario): string {
  if (scenario.kind !== 'flow') return `${scenario.kind} ${scenario.id}`;
  const { blocks, classes, resources } = scenario.flow;
  return JSON.stringify([
    Object.entries(blocks).map(([name, { type }]) => [name, type]),
    classes,
    Object.keys(resources),
  ]);
}

function factorOf(written: WrittenFactor): Factor {
  const { name, low, high, levels, is_integer: isWhole } = written;
  const base = baseLevelOf(written);
  if (levels !== undefined) return { kind: 'levels', name, levels, base: levels.indexOf(base) };
  return { kind: 'range', name, low: low ?? 0, high: high ?? 0, base: base as number, isWhole };
}

function designPlan(factors: readonly Factor[], design: NonNullable<ExperimentFile['design']>): DesignPlan {
  if ('one_at_a_time' in design) return { kind: 'one-at-a-time', factors };
  if ('full_factorial' in design) {
    return { kind: 'full-factorial', factors, centerPoint: design.full_factorial.center_point };
  }
  if ('latin_hypercube' in design) return { kind: 'latin-hypercube', factors, ...design.latin_hypercube };
  const { runs, generators, center_point: centerPoint } = design.fractional_factorial;
  return {
    kind: 'fractional-factorial',
    factors,
    centerPoint,
    ...(generators === undefined ? { runs: runs ?? 0 } : { generators }),
  };
}
