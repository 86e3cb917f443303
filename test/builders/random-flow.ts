import fc from 'fast-check';
import type { FlowScenario } from '../../src/scenario/flow-schema.ts';
import { zeroTimeCycle } from '../../src/scenario/zero-time-cycle.ts';
import { flow, type WrittenBlock, type WrittenFlow } from './flow.ts';

/** Names of the three classes of every random flow; the first two share a rank. */
const CLASSES = [
  { name: 'p', priority: 1 },
  { name: 'q', priority: 1 },
  { name: 'r', priority: 0 },
];

/** A piece of a flow: its blocks, the first of which is its entry, given where it leads. */
interface Piece {
  readonly isTimed: boolean;
  readonly hasLine: boolean;
  readonly resource?: NonNullable<WrittenFlow['resources']>[string];
  build(name: string, way: Ways): Record<string, WrittenBlock>;
}

/** Where a piece may lead: always on, to a later piece or the sink; back only to pieces that take time. */
interface Ways {
  /** A later piece or the sink, by a free number. */
  on(choice: number): string;
  /** A later piece with a line that can be compared; null where there is none. */
  line(choice: number): string | null;
  /** A timed piece anywhere; the sink where there is none. */
  back(choice: number): string;
}

const choice = fc.nat(9);
const small = fc.integer({ min: 1, max: 3 });

/** Whole seconds, often 0: ties everywhere. */
const duration = fc.oneof(
  fc.integer({ min: 0, max: 3 }).map((value_s) => ({ constant: { value_s } })),
  fc.constant({ discrete: { values_s: [0, 1, 2, 5], weights: [1, 2, 2, 1] } }),
);

const longer = fc.integer({ min: 1, max: 5 }).map((value_s) => ({ constant: { value_s } }));

const schedule = fc
  .tuple(fc.integer({ min: 2, max: 6 }), fc.integer({ min: 1, max: 5 }), fc.nat(2), fc.nat(3))
  .map(([low, high, one, other]) => ({
    period_s: low + high,
    steps: [
      { from_s: 0, capacity: one },
      { from_s: low, capacity: other + 1 },
    ],
  }));

const queue: fc.Arbitrary<Piece> = fc
  .record({
    discipline: fc.constantFrom('fifo' as const, 'lifo' as const, 'priority' as const),
    servers: small,
    service: duration,
    capacity: fc.option(fc.integer({ min: 1, max: 4 }), { nil: undefined }),
    lost: fc.option(choice, { nil: undefined }),
    joins: fc.option(fc.constantFrom([1, 0.5], [0.5, 1, 0]), { nil: undefined, freq: 3 }),
    schedule: fc.option(schedule, { nil: undefined }),
    extra: fc.oneof(
      { weight: 3, arbitrary: fc.constant({}) },
      fc.constant({ discipline: 'preemptive_priority' as const }),
      fc.constantFrom(
        { discipline: 'processor_sharing' as const },
        { discipline: 'random' as const },
        { discipline: 'shortest_service' as const },
        { discipline: 'lifo_preemptive' as const, schedule: undefined },
      ),
      fc
        .record({ starts_at: small, setup: fc.option(duration, { nil: undefined }) })
        .map((start) => ({ ...defined(start), capacity: undefined, schedule: undefined })),
      fc.constant({ server_speeds: [1, 3, 2], servers: 3, schedule: undefined }),
      longer.map((patience) => ({ patience, discipline: 'fifo' as const, schedule: undefined })),
      fc
        .record({
          by: fc.constantFrom('clock' as const, 'use' as const),
          time_to_failure: longer,
          repair: longer,
        })
        .map((breakdown) => ({ breakdown })),
      fc.record({ length: longer, repeats: fc.boolean() }).map((vacation) => ({ vacation })),
      fc
        .record({ at_least: small, more: fc.nat(2), joins: fc.boolean() })
        .map(({ at_least, more, joins }) => ({ group: { at_least, at_most: at_least + more, joins } })),
    ),
    to: choice,
  })
  .map(({ lost, to, extra, ...options }) => ({
    isTimed: true,
    hasLine: true,
    build: (name, ways) => ({
      [name]: {
        type: 'queue',
        ...defined(options),
        ...extra,
        ...(lost === undefined ? {} : { lost_to: ways.on(lost) }),
        to: ways.on(to),
      } as WrittenBlock,
    }),
  }));

const delay: fc.Arbitrary<Piece> = fc.record({ time: duration, to: choice }).map(({ time, to }) => ({
  isTimed: true,
  hasLine: false,
  build: (name, ways) => ({ [name]: { type: 'delay', time, to: ways.on(to) } as WrittenBlock }),
}));

const clock = fc.oneof(
  fc.record({ every_s: small, restarts: fc.boolean() }),
  fc.record({ after_first_s: small }),
  fc.record({ headway: longer }),
  fc.constant({ timetable: { period_s: 7, start_s: 3, at_s: [0, 2, 3] } }),
);

const batch: fc.Arbitrary<Piece> = fc
  .record({
    capacity: small,
    departs_when_full: fc.boolean(),
    clock,
    departs_empty: fc.boolean(),
    sends: fc.constantFrom('batch' as const, 'members' as const),
    to: choice,
  })
  .map(({ to, ...options }) => ({
    isTimed: false,
    hasLine: true,
    build: (name, ways) => ({ [name]: { type: 'batch', ...options, to: ways.on(to) } as WrittenBlock }),
  }));

const unbatch: fc.Arbitrary<Piece> = choice.map((to) => ({
  isTimed: false,
  hasLine: false,
  build: (name, ways) => ({ [name]: { type: 'unbatch', to: ways.on(to) } }),
}));

const gate: fc.Arbitrary<Piece> = fc.tuple(schedule, choice).map(([steps, to]) => ({
  isTimed: false,
  hasLine: true,
  build: (name, ways) => ({ [name]: { type: 'gate', schedule: steps, to: ways.on(to) } }),
}));

const selector: fc.Arbitrary<Piece> = fc
  .tuple(fc.constantFrom('chance', 'class', 'shortest', 'turn'), choice, choice, fc.boolean())
  .map(([by, one, other, returns]) => ({
    isTimed: false,
    hasLine: false,
    build: (name, ways): Record<string, WrittenBlock> => {
      const lines = [ways.line(one), ways.line(other)];
      if (by === 'shortest' && lines[0] !== null && lines[1] !== null) {
        return { [name]: { type: 'selector', by, branches: [{ to: lines[0] }, { to: lines[1] }] } };
      }
      const first = ways.on(one);
      const second = returns && by !== 'class' ? ways.back(other) : ways.on(other);
      const branches = {
        chance: [
          { to: first, weight: 2 },
          { to: second, weight: 1 },
        ],
        class: [{ to: first, class: 'q' }, { to: second }],
        shortest: [{ to: first }, { to: second }],
        turn: [{ to: first }, { to: second }],
      }[by]!;
      const rule = by === 'shortest' ? 'turn' : (by as 'chance' | 'class' | 'turn');
      return { [name]: { type: 'selector', by: rule, branches } };
    },
  }));

/** Queues in a row, of which all but the first have little room and block the one before. */
const chain: fc.Arbitrary<Piece> = fc
  .record({
    first: fc.option(fc.integer({ min: 1, max: 4 }), { nil: undefined }),
    stations: fc.array(
      fc.record({
        servers: small,
        service: duration,
        discipline: fc.constantFrom('fifo' as const, 'lifo' as const, 'priority' as const),
        schedule: fc.option(schedule, { nil: undefined }),
        capacity: small,
      }),
      { minLength: 2, maxLength: 4 },
    ),
    joined: fc.boolean(),
    to: choice,
  })
  .map(({ first, stations, joined, to }) => ({
    isTimed: true,
    hasLine: true,
    build: (name, ways) => {
      const nameOf = (i: number) => (i === 0 ? name : `${name}-${i}`);
      const last = stations.length - 1;
      const blocks = stations.map(({ capacity, ...station }, i) => [
        nameOf(i),
        {
          type: 'queue',
          ...defined(station),
          ...(i === 0 ? defined({ capacity: first }) : { capacity, when_full: 'block' }),
          to: i === last ? ways.on(to) : nameOf(joined && i === 0 ? last : i + 1),
        },
      ]);
      return Object.fromEntries(blocks) as Record<string, WrittenBlock>;
    },
  }));

const assign: fc.Arbitrary<Piece> = fc
  .record({
    change: fc.constantFrom(
      { class: 'q' },
      { class: { weights: { p: 1, r: 1 } } },
      { by_class: { p: 'q', q: { weights: { q: 1, r: 2 } } } },
    ),
    to: choice,
  })
  .map(({ change, to }) => ({
    isTimed: false,
    hasLine: false,
    build: (name, ways) => ({ [name]: { type: 'assign', ...change, to: ways.on(to) } as WrittenBlock }),
  }));

const split: fc.Arbitrary<Piece> = fc
  .record({
    copies: small,
    service: duration,
    servers: small,
    time: duration,
    atOnce: fc.boolean(),
    needs: fc.option(small, { nil: undefined }),
    to: choice,
  })
  .map(({ copies, service, servers, time, atOnce, needs, to }) => ({
    isTimed: false,
    hasLine: false,
    build: (name, ways) => ({
      [name]: {
        type: 'split',
        branches: [
          { to: `${name}-line`, copies },
          { to: `${name}-delay` },
          ...(atOnce ? [{ to: `${name}-join` }] : []),
        ],
      } as WrittenBlock,
      [`${name}-line`]: { type: 'queue', servers, service, to: `${name}-join` } as WrittenBlock,
      [`${name}-delay`]: { type: 'delay', time, to: `${name}-join` } as WrittenBlock,
      [`${name}-join`]: {
        type: 'join',
        ...defined({ needs: needs === undefined ? undefined : Math.min(needs, copies + 1) }),
        to: ways.on(to),
      } as WrittenBlock,
    }),
  }));

const resource: fc.Arbitrary<Piece> = fc
  .record({
    units: small,
    spare: fc.nat(2),
    time: duration,
    to: choice,
    breakdown: fc.option(
      fc.record({ by: fc.constant('clock' as const), time_to_failure: longer, repair: longer }),
      { nil: undefined },
    ),
  })
  .map(({ units, spare, time, to, breakdown }) => ({
    isTimed: false,
    hasLine: true,
    resource: { capacity: units + spare, ...defined({ breakdown }) },
    build: (name, ways) => ({
      [name]: { type: 'seize', resource: `${name}-units`, units, to: `${name}-work` },
      [`${name}-work`]: { type: 'delay', time, to: `${name}-back` } as WrittenBlock,
      [`${name}-back`]: { type: 'release', resource: `${name}-units`, units, to: ways.on(to) },
    }),
  }));

const source = fc.record({
  timing: fc.oneof(
    small.map((every_s) => ({ every_s })),
    fc
      .array(fc.nat(20), { minLength: 1, maxLength: 12 })
      .map((instants) => ({ at_s: instants.sort((a, b) => a - b) })),
    fc.constant({ interarrival: { discrete: { values_s: [0, 1, 3], weights: [1, 2, 1] } } }),
  ),
  batch_size: fc.option(fc.constant({ discrete: { values: [0, 1, 3], weights: [1, 2, 1] } }), {
    nil: undefined,
  }),
  class: fc.option(fc.constantFrom('p', 'q', 'r', { weights: { p: 1, q: 1, r: 2 } }), { nil: undefined }),
  to: choice,
});

/** Small valid flows of all kinds of blocks, with whole seconds everywhere, so that instants are shared. */
export const randomFlow: fc.Arbitrary<FlowScenario> = fc
  .record({
    pieces: fc.array(
      fc.oneof(
        { weight: 3, arbitrary: queue },
        delay,
        batch,
        unbatch,
        gate,
        selector,
        assign,
        split,
        chain,
        resource,
      ),
      {
        minLength: 2,
        maxLength: 6,
      },
    ),
    sources: fc.array(source, { minLength: 1, maxLength: 2 }),
    population: fc.option(fc.record({ size: small, to: choice }), { nil: undefined }),
    warm_up_s: fc.constantFrom(0, 7),
    seed: fc.nat(1000),
  })
  .map(({ pieces, sources, population, warm_up_s, seed }) => {
    const names = pieces.map((_, i) => `b${i}`);
    const timed = names.filter((_, i) => pieces[i].isTimed);
    const blocks: Record<string, WrittenBlock> = {};
    const resources: NonNullable<WrittenFlow['resources']> = {};
    const onFrom = (i: number, number: number) => [...names.slice(i), 'out'][number % (names.length - i + 1)];
    sources.forEach(({ timing, to, ...options }, i) => {
      blocks[`s${i}`] = {
        type: 'source',
        ...timing,
        ...defined(options),
        to: onFrom(0, to % 3),
      } as WrittenBlock;
    });
    if (population !== undefined) {
      blocks.crew = { type: 'population', size: population.size, to: onFrom(0, population.to) };
    }
    pieces.forEach((piece, i) => {
      const lines = names.filter((_, j) => j > i && pieces[j].hasLine);
      const ways: Ways = {
        on: (number) => onFrom(i + 1, number),
        line: (number) => lines[number % lines.length] ?? null,
        back: (number) => timed[number % timed.length] ?? 'out',
      };
      Object.assign(blocks, piece.build(names[i], ways));
      if (piece.resource !== undefined) resources[`${names[i]}-units`] = piece.resource;
    });
    blocks.out = { type: 'sink' };
    return {
      classes: CLASSES,
      resources,
      blocks,
      run: { horizon_s: 40, warm_up_s, seed, observe_every_s: 9 },
    };
  })
  // A cycle that takes no time is refused by the check; every other draft must pass it.
  .filter(({ blocks }) => zeroTimeCycle({ blocks } as FlowScenario) === undefined)
  .map(flow);

function defined<T extends object>(options: T): Partial<T> {
  return Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined)) as Partial<T>;
}
