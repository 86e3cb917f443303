import * as fc from 'fast-check';
import type { HubScenario } from '../../src/scenario/hub/hub-scenario.ts';
import { type HubChanges, hubScenario, SMALL_HUB, type WrittenHub } from './hub-scenario.ts';

type Block = WrittenHub['hub'];
type WrittenSorter = Block['sorters'][number];
type Crew = Block['people']['crews'][number];

const CODES = ['WEST', 'HILL', 'LAKE', 'CAPE'];

const shape = fc.constantFrom('loop', 'decks', 'line', 'manual', 'both', 'secondary', 'by-hand-secondary');
type Shape = 'loop' | 'decks' | 'line' | 'manual' | 'both' | 'secondary' | 'by-hand-secondary';

/** What varies from hub to hub; everything is tiny, slow or scarce in some of them. */
const choices = fc.record({
  shape: shape as fc.Arbitrary<Shape>,
  detail: fc.constantFrom('trays' as const, 'rates' as const),
  directions: fc.integer({ min: 2, max: 4 }),
  infeeds: fc.integer({ min: 1, max: 2 }),
  zones: fc.integer({ min: 1, max: 2 }),
  kind: fc.constantFrom('manual' as const, 'semi-automatic' as const, 'automatic' as const),
  lineParcels: fc.constantFrom(1, 3, 20),
  chuteParcels: fc.constantFrom(1, 4, 60),
  maxLaps: fc.constantFrom(1, 2, 5),
  speed: fc.constantFrom(0.2, 2),
  plan: fc.constantFrom('spread' as const, 'written' as const, 'changing' as const),
  turn: fc.integer({ min: 0, max: 3 }),
  containers: fc.constantFrom('none' as const, 'bag' as const, 'pallet' as const, 'roll-container' as const),
  containerParcels: fc.constantFrom(1, 3, 10),
  standing: fc.constantFrom(0, 1, 3),
  afterMin: fc.constantFrom(3, 30, 90),
  closeBefore: fc.constantFrom(0, 5, 20),
  sealBefore: fc.constantFrom(0, 10),
  doors: fc.integer({ min: 1, max: 3 }),
  spaces: fc.constantFrom(0, 1, 10),
  rule: fc.constantFrom(
    'first-come' as const,
    'earliest-cutoff' as const,
    'most-for-next-departure' as const,
  ),
  byMachine: fc.boolean(),
  noRead: fc.constantFrom(0, 0.2),
  noReadGoes: fc.constantFrom('round' as const, 'to-coding' as const),
  missort: fc.constantFrom(0, 0.2),
  overWeight: fc.constantFrom(3, 30),
  parcels: fc.constantFrom(1, 12, 40),
  bagged: fc.constantFrom(0, 0.4),
  through: fc.constantFrom(0, 0.3),
  late: fc.constantFrom(0, 20),
  perDeparture: fc.integer({ min: 1, max: 3 }),
  outboundDoors: fc.integer({ min: 1, max: 2 }),
  trailerParcels: fc.constantFrom(10, 40, 2500),
  trailerKg: fc.constantFrom(400, 14_000),
  people: fc.integer({ min: 1, max: 3 }),
  loaders: fc.integer({ min: 1, max: 3 }),
  hasGap: fc.boolean(),
  hasBreaks: fc.boolean(),
  absence: fc.constantFrom(0, 0.3),
  moves: fc.constantFrom('none' as const, 'by-backlog' as const),
  isBreaking: fc.boolean(),
  incidents: fc.boolean(),
  warmUpH: fc.constantFrom(0, 1),
  horizonH: fc.constantFrom(2.2, 7),
  seed: fc.integer({ min: 1, max: 1000 }),
});
type Choices = typeof choices extends fc.Arbitrary<infer T> ? T : never;

/** Small hubs of every kind, as people write them. */
const hubChanges: fc.Arbitrary<HubChanges> = choices.map((c): HubChanges => {
  const plan = planOf(c);
  return {
    settings: {
      run: {
        horizon_h: c.horizonH,
        warm_up_h: c.warmUpH,
        replications: 1,
        seed: c.seed,
        observe_every_min: 20,
      },
      parcels: { per_bag: 5, weight_kg: { lognormal: { mean: 2, cv: 1 } } },
    },
    hub: blockOf(c),
    inbound: `code,origin,arrivals,weekdays,parcels,parcels_cv,late_mean_min,bagged_share,through_share
NORTH,N,18:00 19:30 21:00,1234567,${c.parcels},0.3,${c.late},${c.bagged},${c.through}
EAST,E,18:00 20:00,1234567,${c.parcels},0,0,0,${c.through}
`,
    outbound: `code,name,share,departures,doors,trailers_per_departure,trailer_parcels,trailer_weight_kg
${CODES.slice(0, c.directions)
  .map(
    (code, i) =>
      `${code},${code},${4 - i},${i === 0 ? '20:30 21:00' : '20:00 22:00 23:30'},` +
      `${c.outboundDoors},${c.perDeparture},${c.trailerParcels},${c.trailerKg}`,
  )
  .join('\n')}
`,
    ...(plan !== undefined && { sortPlan: plan }),
  };
});

/** The same, loaded. */
export const anyHub: fc.Arbitrary<HubScenario> = hubChanges.map((changes) => hubScenario(changes));

function blockOf(c: Choices): Block {
  const sorters = sortersOf(c);
  const stops = sorters.filter(({ type }) => type !== 'manual').map(({ code }) => code);
  return {
    ...SMALL_HUB.hub,
    detail: c.detail,
    yard: { spaces: c.spaces, door_rule: c.rule },
    inbound_doors: { count: c.doors, swap: { constant: { value_s: 60 } } },
    unloading: {
      by: c.byMachine ? 'machine' : 'crew',
      machine_parcels_per_hour: 600,
      workers_per_door: 2,
      parcels_per_worker_per_hour: 400,
      belt_s: c.turn,
    },
    scan: {
      no_read_share: c.noRead,
      no_read_goes: c.noReadGoes,
      missort_share: c.missort,
      over_weight_kg: c.overWeight,
    },
    sorters,
    sorts: sortsOf(c),
    containers: {
      kind: c.containers,
      parcels: c.containerParcels,
      weight_kg: 30,
      standing: c.standing,
      after_min: c.afterMin,
      close_before_seal_min: c.closeBefore,
    },
    loading: { workers_per_door: 1, containers_per_worker_per_hour: 20 },
    outbound: { seal_before_min: c.sealBefore, sort_cutoff_min: 40, swap: { constant: { value_s: 300 } } },
    people: { crews: crewsOf(c), moves: c.moves, review_min: 10 },
    breakdowns: c.isBreaking
      ? [
          ...stops.flatMap((code) => [
            { of: `sorter ${code}`, ...often(1200), counted_by: 'clock' as const },
            { of: `infeeds ${code}`, ...often(600), counted_by: 'use' as const },
          ]),
          ...(c.byMachine ? [{ of: 'unloaders', ...often(900) }] : []),
        ]
      : [],
    incidents: c.incidents
      ? [
          { of: 'door 1', from_h: 0.5, to_h: 1.5, name: 'door jammed' },
          { of: 'load', from_h: 2, to_h: 2.5, name: 'fire drill' },
          { of: 'code', from_h: 0.2, to_h: 3, name: 'screens dark' },
          ...stops.map((code) => ({
            of: `sorter ${code}`,
            from_h: c.turn > 1 ? 0.1 : 1.8,
            to_h: 2.1,
            name: 'jam',
          })),
        ]
      : [],
  };
}

function often(upS: number) {
  return { up: { exponential: { mean_s: upS } }, repair: { exponential: { mean_s: 200 } } };
}

function sortersOf(c: Choices): WrittenSorter[] {
  const zone = (at_m: number) => ({
    at_m,
    infeeds: c.infeeds,
    kind: c.kind,
    spacing_m: 1.2,
    rate_per_hour: 900,
    line_parcels: c.lineParcels,
  });
  const machine = (code: string, chutes: number, more: object = {}): WrittenSorter => ({
    code,
    type: 'cross-belt',
    length_m: 30,
    speed_m_per_s: c.speed,
    max_laps: c.maxLaps,
    chute_parcels: c.chuteParcels,
    zones: c.zones === 1 ? [zone(1)] : [zone(1), zone(15)],
    banks: [
      { from_m: 5, to_m: 12, chutes: chutes - 2 },
      { from_m: 20, to_m: 25, chutes: 2 },
    ],
    ...more,
  });
  const hands = (code: string, fed_by: string): WrittenSorter => ({
    code,
    type: 'manual',
    chutes: 6,
    fed_by,
    chute_parcels: c.chuteParcels,
    line_parcels: c.lineParcels,
  });
  const line = { type: 'sliding-shoe', return_s: 20 };
  switch (c.shape) {
    case 'loop':
      return [machine('A', 6)];
    case 'decks':
      return [machine('A', 6, { decks: 2 })];
    case 'line':
      return [machine('A', 6, line)];
    case 'manual':
      return [hands('A', 'doors')];
    case 'both':
      return [machine('A', 6), machine('B', 5, line)];
    case 'secondary':
      return [machine('A', 3), machine('B', 4, { fed_by: 'A' })];
    default:
      return [machine('A', 3), hands('B', 'A')];
  }
}

function sortsOf(c: Choices): Block['sorts'] {
  const from = c.turn % 2 === 0 ? '18:00' : '19:00';
  if (c.plan !== 'changing') return [{ code: 'one', from, to: '26:00' }];
  return [
    { code: 'one', from, to: '19:20' },
    { code: 'two', from: '19:20', to: '20:10' },
    { code: 'three', from: '20:40', to: '26:00' },
  ];
}

/** Chutes go round the directions, from another one in every sort; undefined for a plan spread by volume. */
function planOf(c: Choices): string | undefined {
  if (c.plan === 'spread') return undefined;
  const codes = CODES.slice(0, c.directions);
  const rows = sortsOf(c).flatMap(({ code: sort }, s) =>
    sortersOf(c).flatMap((sorter) => {
      const chutes =
        sorter.type === 'manual' ? sorter.chutes : sorter.banks.reduce((n, bank) => n + bank.chutes, 0);
      const isPrimary = sorter.code === 'A' && c.shape.includes('secondary');
      // The first chutes of a primary sort lead to one direction, which the secondary serves in no sort, and the
      // last to the secondary; which direction that is changes from sort to sort.
      const own = isPrimary ? 1 : codes.length;
      return codes.flatMap((_, k) => {
        const code = codes[(k + s + c.turn) % codes.length];
        if (isPrimary && k > 0) {
          const last = s % 2 === 0 ? chutes : 1;
          return [`${sort},${sorter.code},${code},${last},B`];
        }
        const mine = Array.from({ length: chutes }, (_, chute) => chute).filter(
          (chute) => !isPrimary || (s % 2 === 0 ? chute < chutes - 1 : chute > 0),
        );
        const list = mine.filter((_, i) => i % own === k % own).map((chute) => chute + 1);
        return [`${sort},${sorter.code},${code},${list.join(' ')},`];
      });
    }),
  );
  return `sort,sorter,direction,chutes,next_sorter\n${rows.join('\n')}\n`;
}

function crewsOf(c: Choices): Crew[] {
  const breaks = c.hasBreaks ? [{ at: '19:40', minutes: 12 }] : [];
  const crew = (code: string, tasks: Crew['tasks'], people: number): Crew[] => {
    const shared = { tasks, people, absence_share: c.absence, learning: c.hasGap ? [0.5, 0.8] : [] };
    if (!c.hasGap) return [{ code, ...shared, from: '18:00', to: '26:00', breaks }];
    return [
      { code, ...shared, from: '18:00', to: '20:15', breaks },
      { code: `${code}-LATE`, ...shared, from: '20:45', to: '26:00' },
    ];
  };
  return [
    ...crew('UNLOAD', ['unload', 'load'], c.people),
    ...crew('INDUCT', ['induct', 'unload', 'sort'], c.people),
    ...crew('CODE', ['code'], 1),
    ...crew('SORT', ['sort', 'code'], c.people),
    ...crew('LOAD', ['load', 'induct'], c.loaders),
  ];
}
