import { MessageChannel } from 'node:worker_threads';
import { expose, wrap } from 'comlink';
import nodeEndpoint from 'comlink/dist/esm/node-adapter.mjs';
import { afterEach, describe, expect, it } from 'vitest';
import { InvariantError } from '../../src/engine/invariant-error.ts';
import { RunError, runFault } from '../../src/experiment/run-error.ts';
import { keepErrorsWhole } from '../../src/worker/wire-error.ts';

keepErrorsWhole();

const open: { close: () => void }[] = [];
afterEach(() => {
  for (const port of open.splice(0)) port.close();
});

/** Throws something on the other side of a channel. @returns what arrives here */
async function cross(thrown: unknown): Promise<Error> {
  const { port1, port2 } = new MessageChannel();
  open.push(port1, port2);
  expose(() => Promise.reject(thrown), nodeEndpoint(port1));
  const call = wrap<() => Promise<void>>(nodeEndpoint(port2));
  return call().then(
    () => new Error('nothing was thrown'),
    (error: Error) => error,
  );
}

describe('an error that crosses from a worker', () => {
  it('keeps name, message, stack and data of a broken invariant', async () => {
    const error = new InvariantError('parcels are lost', { time: 5, event: 7, seed: 'a', replication: 3 });
    const arrived = await cross(error);
    expect(arrived).toBeInstanceOf(Error);
    expect(arrived.name).toBe('InvariantError');
    expect(arrived.message).toBe(error.message);
    expect(arrived.stack).toBe(error.stack);
    expect(arrived).toMatchObject({
      rule: 'parcels are lost',
      place: { time: 5, event: 7, seed: 'a', replication: 3 },
    });
  });

  it('can still be told by its fault', async () => {
    expect(runFault(await cross(new RunError('storage', 'the disk is full')))).toBe('storage');
    expect(runFault(await cross(new Error('other')))).toBe(undefined);
  });

  it('leaves behind only what cannot be cloned', async () => {
    const arrived = await cross(
      Object.assign(new Error('x'), { callback: () => {}, count: 2, nested: { f() {} } }),
    );
    expect(Object.entries(arrived)).toEqual([['count', 2]]);
  });

  it('is an error even where something else was thrown', async () => {
    expect((await cross('just a text')).message).toBe('just a text');
  });
});
