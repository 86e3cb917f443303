import { setTimeout as wait } from 'node:timers/promises';

/** Lets pending messages and signals in: for one turn of the event loop, or for so many ms. */
export function pauseTurn(ms: number): Promise<void> {
  return ms > 0 ? wait(ms) : new Promise((resolve) => setImmediate(resolve));
}
