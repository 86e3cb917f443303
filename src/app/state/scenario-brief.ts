/** What a gallery card says of a scenario, before anything is checked. */
export type ScenarioBrief = NetworkBrief | FlowBrief | HubBrief;

interface Told {
  readonly title: string;
  readonly description: string;
}

interface NetworkBrief extends Told {
  readonly kind: 'network';
  /** Expected a day; 0 where the main file does not say. */
  readonly parcelsPerDay: number;
}

interface FlowBrief extends Told {
  readonly kind: 'flow';
  readonly blocks: number;
}

/** What of it the main file does not say is 0. */
interface HubBrief extends Told {
  readonly kind: 'hub';
  readonly inboundDoors: number;
  readonly sorters: number;
  /** As the rules say by which it was sized. */
  readonly parcelsPerDay: number;
}

/** Reads a main file as JSON leniently: a card shows what it can. @throws TypeError for what is no scenario */
export function describeScenario(json: unknown): ScenarioBrief {
  const scenario = json as {
    readonly kind?: unknown;
    readonly title?: unknown;
    readonly description?: unknown;
    readonly demand?: { readonly parcels_per_day?: unknown };
    readonly blocks?: object;
    readonly hub?: {
      readonly inbound_doors?: { readonly count?: unknown };
      readonly sorters?: unknown;
    };
    readonly sizing?: { readonly parcels_per_day?: unknown };
    readonly volume_factor?: unknown;
  };
  const { title, description, hub } = scenario ?? {};
  if (typeof title !== 'string') throw new TypeError('no title');
  const told = { title, description: typeof description === 'string' ? description : '' };
  switch (scenario.kind) {
    case 'flow':
      return { ...told, kind: 'flow', blocks: Object.keys(scenario.blocks ?? {}).length };
    case 'hub':
      return {
        ...told,
        kind: 'hub',
        inboundDoors: numberOr0(hub?.inbound_doors?.count),
        sorters: Array.isArray(hub?.sorters) ? hub.sorters.length : 0,
        parcelsPerDay: numberOr0(scenario.sizing?.parcels_per_day) * (numberOr0(scenario.volume_factor) || 1),
      };
    default:
      return { ...told, kind: 'network', parcelsPerDay: numberOr0(scenario.demand?.parcels_per_day) };
  }
}

function numberOr0(value: unknown): number {
  return typeof value === 'number' ? value : 0;
}
