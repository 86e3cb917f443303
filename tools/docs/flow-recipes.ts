import { QUEUE_RECIPES } from './queue-recipes.ts';

/** A queueing case and the blocks that express it; the rest of the file is as anywhere. */
export interface FlowRecipe {
  readonly title: string;
  readonly note: string;
  readonly parts: {
    readonly blocks: Readonly<Record<string, object>>;
    readonly classes?: readonly object[];
    readonly resources?: Readonly<Record<string, object>>;
  };
}

const exponential = (mean_s: number) => ({ exponential: { mean_s } });
const poisson = (to: string) => ({ type: 'source', interarrival: exponential(60), to });
const exit = { type: 'sink' };

/** Cases that a reader may look for under another name; a test holds each to be a valid flow. */
export const FLOW_RECIPES: readonly FlowRecipe[] = [
  {
    title: 'GI/G/c',
    note: 'Any distribution between arrivals and of service; `every_s` is the same as a constant gap.',
    parts: {
      blocks: {
        in: { type: 'source', interarrival: { gamma: { mean_s: 60, cv: 0.5 } }, to: 'desk' },
        desk: { type: 'queue', servers: 3, service: { weibull: { shape: 1.5, scale_s: 150 } }, to: 'exit' },
        exit,
      },
    },
  },
  {
    title: 'Arrivals in groups of random size',
    note: 'Groups come at the instants of the source; a size that is not whole is rounded up.',
    parts: {
      blocks: {
        in: { ...poisson('desk'), batch_size: { geometric: { mean: 3 } } },
        desk: { type: 'queue', service: exponential(15), to: 'exit' },
        exit,
      },
    },
  },
  {
    title: 'Given arrivals and service times (a trace)',
    note: 'The k-th subject of a source takes the k-th value; nothing is random.',
    parts: {
      blocks: {
        in: { type: 'source', at_s: [0, 6, 9, 12], to: 'desk' },
        desk: { type: 'queue', service: { given: { values_s: [1, 4, 5, 7] } }, to: 'exit' },
        exit,
      },
    },
  },
  {
    title: 'Finite room, loss, overflow',
    note: '`capacity` counts those in service too: M/M/c/K has capacity K, a loss system capacity = servers. Without `lost_to` those turned away leave and count as losses.',
    parts: {
      blocks: {
        in: poisson('desk'),
        desk: {
          type: 'queue',
          servers: 2,
          service: exponential(90),
          capacity: 5,
          lost_to: 'other',
          to: 'exit',
        },
        other: { type: 'queue', service: exponential(50), to: 'exit' },
        exit,
      },
    },
  },
  {
    title: 'Classes, priorities, preemption',
    note: 'Rank 0 goes first, equal ranks in order of arrival. `preemptive_priority` resumes where it was interrupted; `lifo` serves the latest first and interrupts nobody.',
    parts: {
      classes: [
        { name: 'express', priority: 0 },
        { name: 'standard', priority: 1 },
      ],
      blocks: {
        in: { ...poisson('desk'), class: { weights: { express: 1, standard: 4 } } },
        desk: {
          type: 'queue',
          discipline: 'preemptive_priority',
          service_by_class: { express: exponential(20), standard: { constant: { value_s: 40 } } },
          to: 'exit',
        },
        exit,
      },
    },
  },
  ...QUEUE_RECIPES,
  {
    title: 'A closed network (machine repair, circulating carts)',
    note: 'A `population` enters at the start and goes round; a closed flow needs no sink.',
    parts: {
      blocks: {
        carts: { type: 'population', size: 8, to: 'load' },
        load: { type: 'queue', service: exponential(30), to: 'drive' },
        drive: { type: 'delay', time: { lognormal: { mean_s: 300, cv: 0.4 } }, to: 'load' },
      },
    },
  },
  {
    title: 'Breakdowns with repairs of any distribution',
    note: 'By the clock or by use; the subject in hand stays and is resumed.',
    parts: {
      blocks: {
        in: poisson('machine'),
        machine: {
          type: 'queue',
          service: exponential(30),
          breakdown: {
            by: 'clock',
            time_to_failure: exponential(3600),
            repair: { lognormal: { mean_s: 600, cv: 2 } },
          },
          to: 'exit',
        },
        exit,
      },
    },
  },
  {
    title: 'Vacations',
    note: 'A server that finds nobody waiting leaves; with `repeats` false it leaves once and then stays idle.',
    parts: {
      blocks: {
        in: poisson('desk'),
        desk: { type: 'queue', service: exponential(30), vacation: { length: exponential(120) }, to: 'exit' },
        exit,
      },
    },
  },
  {
    title: 'Service in groups',
    note: 'M/M(a,b)/1 with `at_least` a and `at_most` b; `joins` lets arrivals join a running service with room.',
    parts: {
      blocks: {
        in: poisson('lift'),
        lift: { type: 'queue', service: exponential(200), group: { at_least: 2, at_most: 6 }, to: 'exit' },
        exit,
      },
    },
  },
  {
    title: 'Blocking after service in a row of queues',
    note: 'With `when_full` `block` a subject that is done keeps its server in the queue before until there is room. Only queues may lead there, straight; give `fifo`, `lifo` or `priority`, shifts if need be, and no circle of such queues.',
    parts: {
      blocks: {
        in: poisson('work'),
        work: { type: 'queue', service: exponential(40), to: 'next' },
        next: { type: 'queue', service: exponential(45), capacity: 3, when_full: 'block', to: 'exit' },
        exit,
      },
    },
  },
  {
    title: 'Blocking by hand, for ways that branch between steps',
    note: 'Servers and places as resources; the server is released only once a place is seized.',
    parts: {
      resources: { server: { capacity: 1 }, places: { capacity: 3 } },
      blocks: {
        in: poisson('take server'),
        'take server': { type: 'seize', resource: 'server', to: 'work' },
        work: { type: 'delay', time: exponential(40), to: 'take place' },
        'take place': { type: 'seize', resource: 'places', to: 'free server' },
        'free server': { type: 'release', resource: 'server', to: 'next' },
        next: { type: 'queue', service: exponential(45), to: 'free place' },
        'free place': { type: 'release', resource: 'places', to: 'exit' },
        exit,
      },
    },
  },
  {
    title: 'Several lines, the shortest joined; servers of unequal speed',
    note: 'Each server with a line of its own; of equal lines the first branch.',
    parts: {
      blocks: {
        in: poisson('choice'),
        choice: { type: 'selector', by: 'shortest', branches: [{ to: 'fast' }, { to: 'slow' }] },
        fast: { type: 'queue', service: exponential(60), to: 'exit' },
        slow: { type: 'queue', service: exponential(120), to: 'exit' },
        exit,
      },
    },
  },
  {
    title: 'One line, servers of unequal speed',
    note: 'A service of 60 s takes 60, 30 or 20 s; of the free servers the fastest is taken.',
    parts: {
      blocks: {
        in: poisson('desk'),
        desk: { type: 'queue', server_speeds: [1, 2, 3], service: exponential(60), to: 'exit' },
        exit,
      },
    },
  },
  {
    title: 'Processor sharing',
    note: 'M/G/1-PS, or with several servers a rate of min(1, servers / n) for each of n; `capacity` limits how many share.',
    parts: {
      blocks: {
        in: poisson('shared'),
        shared: {
          type: 'queue',
          discipline: 'processor_sharing',
          service: { lognormal: { mean_s: 40, cv: 2 } },
          to: 'exit',
        },
        exit,
      },
    },
  },
  {
    title: 'Fork and join; the slowest or the fastest of several',
    note: 'The time in system of `fork` is the response time. With `needs` 1 the fastest copy counts, without it the slowest; with delays instead of queues these are the least and the greatest of n times.',
    parts: {
      blocks: {
        in: poisson('fork'),
        fork: { type: 'split', branches: [{ to: 'left' }, { to: 'right' }] },
        left: { type: 'queue', service: exponential(30), to: 'together' },
        right: { type: 'queue', service: exponential(30), to: 'together' },
        together: { type: 'join', to: 'exit' },
        exit,
      },
    },
  },
  {
    title: 'Feedback with another class, another rank, another time of service',
    note: 'The first visit as `new`; after it everybody comes back as `seen`, one in four of those once more.',
    parts: {
      classes: [
        { name: 'new', priority: 1 },
        { name: 'seen', priority: 0 },
        { name: 'done', priority: 0 },
      ],
      blocks: {
        in: poisson('desk'),
        desk: {
          type: 'queue',
          discipline: 'priority',
          service_by_class: { new: exponential(20), seen: exponential(10), done: exponential(1) },
          to: 'change',
        },
        change: {
          type: 'assign',
          by_class: { new: 'seen', seen: { weights: { seen: 1, done: 3 } } },
          to: 'choice',
        },
        choice: { type: 'selector', by: 'class', branches: [{ to: 'exit', class: 'done' }, { to: 'desk' }] },
        exit,
      },
    },
  },
];

/** The recipes as Markdown. */
export function recipeLines(): string[] {
  return FLOW_RECIPES.flatMap(({ title, note, parts }) => [
    '',
    `### ${title}`,
    note,
    '',
    '```json',
    JSON.stringify(parts),
    '```',
  ]);
}
