import { describe, expect, it } from 'vitest';
import { FLOW_RECIPES } from '../../tools/docs/flow-recipes.ts';
import { type FlowDraft, flow, kpi, runFlow } from '../builders/flow.ts';

describe('the recipes in the reference of flows', () => {
  it.each(FLOW_RECIPES.map((recipe) => [recipe.title, recipe] as const))(
    '%s: a valid flow through which subjects go',
    (_title, { parts }) => {
      const run = runFlow(flow(parts as unknown as FlowDraft));
      const places = Object.keys(parts.blocks);
      const last = places.includes('exit') ? 'exit' : places[places.length - 1];
      expect(kpi(run, last, 'arrivals')).toBeGreaterThan(0);
    },
  );
});
