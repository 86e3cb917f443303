import { FixedReplications, type SamplingRule } from './sampling-rule.ts';
import { type SequentialTarget, UntilPrecise } from './until-precise.ts';
import { type SelectionTarget, UntilSelected } from './until-selected.ts';

/** A sampling rule as data, so that it can cross to where the runner is. Structured-cloneable. */
export type RuleSpec =
  | { readonly kind: 'fixed'; readonly points: number; readonly replications: readonly number[] }
  | { readonly kind: 'precise'; readonly points: number; readonly target: SequentialTarget }
  | { readonly kind: 'selected'; readonly points: number; readonly target: SelectionTarget };

/** The rule that a specification describes. */
export function ruleFor(spec: RuleSpec): SamplingRule {
  switch (spec.kind) {
    case 'fixed':
      return new FixedReplications(spec.points, spec.replications);
    case 'precise':
      return new UntilPrecise(spec.points, spec.target);
    case 'selected':
      return new UntilSelected(spec.points, spec.target);
  }
}
