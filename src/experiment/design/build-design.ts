import { checkFactors } from './check-factors.ts';
import { type DesignFault, faultText } from './design-fault.ts';
import type { DesignMatrix } from './design-matrix.ts';
import type { Factor } from './factor.ts';
import { checkFraction, type FractionChoice, fractionalFactorial } from './fractional-factorial.ts';
import { checkCenterPoint, fullFactorial, fullFactorialSize } from './full-factorial.ts';
import { latinHypercube } from './latin-hypercube.ts';
import { oneAtATime, oneAtATimeSize } from './one-at-a-time.ts';

/** Each point is a scenario with all its replications. */
const MAX_POINTS = 1000;

/** Latin hypercubes that are drawn at most, and unless the plan says otherwise. */
const MAX_CANDIDATES = 100;
const DEFAULT_CANDIDATES = 20;

/** What a user asks for. */
export type DesignPlan =
  | { readonly kind: 'one-at-a-time'; readonly factors: readonly Factor[] }
  | {
      readonly kind: 'full-factorial';
      readonly factors: readonly Factor[];
      /** One more point in the middle of all ranges, to see whether responses bend; default no. */
      readonly centerPoint?: boolean | undefined;
    }
  | ({
      readonly kind: 'fractional-factorial';
      readonly factors: readonly Factor[];
      readonly centerPoint?: boolean | undefined;
    } & FractionChoice)
  | {
      readonly kind: 'latin-hypercube';
      readonly factors: readonly Factor[];
      readonly points: number;
      readonly seed: number | string;
      /** 1 to 100; default 20. */
      readonly candidates?: number | undefined;
    };

/** Everything that is wrong with a plan; empty where buildDesign succeeds. */
export function checkDesign(plan: DesignPlan): DesignFault[] {
  const faults = checkFactors(plan.factors);
  if (plan.factors.length === 0) return faults;
  switch (plan.kind) {
    case 'one-at-a-time':
      return [...faults, ...checkSize(oneAtATimeSize(plan.factors), ['factors'])];
    case 'full-factorial': {
      const center = plan.centerPoint === true;
      faults.push(...checkSize(fullFactorialSize(plan.factors) + (center ? 1 : 0), ['factors']));
      return center ? [...faults, ...checkCenterPoint(plan.factors)] : faults;
    }
    case 'fractional-factorial': {
      const inFraction = checkFraction(plan.factors, plan);
      faults.push(...inFraction);
      const center = plan.centerPoint === true;
      if (center) faults.push(...checkCenterPoint(plan.factors));
      if (inFraction.length > 0 || plan.generators === undefined) return faults;
      const size = (1 << (plan.factors.length - plan.generators.length)) + (center ? 1 : 0);
      return [...faults, ...checkSize(size, ['generators'])];
    }
    case 'latin-hypercube':
      faults.push(...checkCount('points', plan.points, 2, MAX_POINTS));
      if (plan.candidates !== undefined)
        faults.push(...checkCount('candidates', plan.candidates, 1, MAX_CANDIDATES));
      return faults;
  }
}

/** The design of a plan. @throws RangeError naming every fault of checkDesign */
export function buildDesign(plan: DesignPlan): DesignMatrix {
  const faults = checkDesign(plan);
  if (faults.length > 0) throw new RangeError(faults.map(faultText).join('; '));
  switch (plan.kind) {
    case 'one-at-a-time':
      return oneAtATime(plan.factors);
    case 'full-factorial':
      return fullFactorial(plan.factors, plan.centerPoint === true);
    case 'fractional-factorial':
      return fractionalFactorial(plan.factors, plan, plan.centerPoint === true);
    case 'latin-hypercube':
      return latinHypercube(plan.factors, { ...plan, candidates: plan.candidates ?? DEFAULT_CANDIDATES });
  }
}

function checkSize(size: number, path: readonly string[]): DesignFault[] {
  if (size <= MAX_POINTS) return [];
  return [{ path, found: `${size} design points`, allowed: `at most ${MAX_POINTS}` }];
}

function checkCount(field: string, count: number, least: number, most: number): DesignFault[] {
  if (Number.isInteger(count) && count >= least && count <= most) return [];
  return [{ path: [field], found: String(count), allowed: `a whole number from ${least} to ${most}` }];
}
