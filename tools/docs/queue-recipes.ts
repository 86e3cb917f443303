import type { FlowRecipe } from './flow-recipes.ts';

const exponential = (mean_s: number) => ({ exponential: { mean_s } });
const arrivals = { type: 'source', interarrival: exponential(60), to: 'desk' };
const exit = { type: 'sink' };

/** Cases of one line and its servers: who joins it, who leaves it, who is next, and when it begins. */
export const QUEUE_RECIPES: readonly FlowRecipe[] = [
  {
    title: 'Impatience: Erlang-A (M/M/c+M), constant patience',
    note: 'Who has waited for its patience leaves the line. `time_in_queue` is of those served; `number_in_queue` counts all who wait.',
    parts: {
      blocks: {
        in: arrivals,
        desk: {
          type: 'queue',
          servers: 2,
          service: exponential(130),
          patience: exponential(90),
          reneged_to: 'gone',
          to: 'exit',
        },
        gone: exit,
        exit,
      },
    },
  },
  {
    title: 'Balking',
    note: '`joins` holds the chance to stay of a subject that finds 0, 1, 2, … there; `[1, 0.5]` is one half for all who find somebody. It goes with every discipline and with `patience`.',
    parts: {
      blocks: {
        in: arrivals,
        desk: {
          type: 'queue',
          service: exponential(70),
          joins: [1, 1, 0.7, 0.3, 0],
          lost_to: 'gone',
          to: 'exit',
        },
        gone: exit,
        exit,
      },
    },
  },
  {
    title: 'Setups, removable servers (N-policy)',
    note: 'A server that finds nobody waiting goes off. It begins again when `starts_at` wait, and is set up first where there is a `setup`; `{"setup": …}` alone begins with the first who comes.',
    parts: {
      blocks: {
        in: arrivals,
        desk: { type: 'queue', service: exponential(30), starts_at: 5, setup: exponential(120), to: 'exit' },
        exit,
      },
    },
  },
  {
    title: 'Random order, shortest job first, preemptive LIFO',
    note: '`random`, `shortest_service` (interrupts nobody) and `lifo_preemptive` (the latest interrupts; resumed later).',
    parts: {
      blocks: {
        in: arrivals,
        desk: {
          type: 'queue',
          discipline: 'shortest_service',
          service: { lognormal: { mean_s: 45, cv: 1.5 } },
          to: 'exit',
        },
        exit,
      },
    },
  },
];
