/** What a gallery card says of a scenario, before anything is checked. */
export interface ScenarioBrief {
  readonly kind: 'network' | 'flow';
  readonly title: string;
  readonly description: string;
  /** Expected parcels a day of a network, blocks of a flow. */
  readonly size: number;
}

/** Reads a main file as JSON leniently: a card shows what it can. @throws TypeError for what is no scenario */
export function describeScenario(json: unknown): ScenarioBrief {
  const scenario = json as {
    readonly kind?: unknown;
    readonly title?: unknown;
    readonly description?: unknown;
    readonly demand?: { readonly parcels_per_day?: unknown };
    readonly blocks?: object;
  };
  if (typeof scenario?.title !== 'string') throw new TypeError('no title');
  const isFlow = scenario.kind === 'flow';
  const perDay = scenario.demand?.parcels_per_day;
  return {
    kind: isFlow ? 'flow' : 'network',
    title: scenario.title,
    description: typeof scenario.description === 'string' ? scenario.description : '',
    size: isFlow ? Object.keys(scenario.blocks ?? {}).length : typeof perDay === 'number' ? perDay : 0,
  };
}
