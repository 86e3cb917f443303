import { transferHandlers } from 'comlink';

/** An error on its way between workers: name, message, stack, and whatever else it carries that can be cloned. */
interface WireError {
  readonly name: string;
  readonly message: string;
  readonly stack: string;
  /** Own members, such as `place` of an invariant or `fault` of a run; those that cannot be cloned are left out. */
  readonly data: Readonly<Record<string, unknown>>;
}

/** Anything thrown, ready to cross. */
function toWireError(thrown: unknown): WireError {
  if (!(thrown instanceof Error)) return { name: 'Error', message: String(thrown), stack: '', data: {} };
  const data: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(thrown)) {
    if (key !== 'name' && key !== 'message' && key !== 'stack' && isCloneable(value)) data[key] = value;
  }
  return { name: thrown.name, message: thrown.message, stack: thrown.stack ?? '', data };
}

/** The error on the other side: to be told by its name, since its class stayed behind. */
function fromWireError({ name, message, stack, data }: WireError): Error {
  const error = new Error(message);
  // Own but not enumerable, as every error has them: printed once, not among the data.
  Object.defineProperty(error, 'name', { value: name, configurable: true, writable: true });
  Object.defineProperty(error, 'stack', { value: stack, configurable: true, writable: true });
  return Object.assign(error, data);
}

/** Lets errors keep what they carry when a call through Comlink fails. To be called once on either side. */
export function keepErrorsWhole(): void {
  const plain = transferHandlers.get('throw');
  if (plain === undefined) throw new Error('Comlink has no handler for what is thrown');
  transferHandlers.set('throw', {
    canHandle: plain.canHandle as (value: unknown) => value is { value: unknown },
    serialize: ({ value }: { value: unknown }) => [toWireError(value), []],
    deserialize: (wire: WireError) => {
      throw fromWireError(wire);
    },
  });
}

function isCloneable(value: unknown): boolean {
  if (typeof value === 'function' || typeof value === 'symbol') return false;
  if (typeof value !== 'object' || value === null) return true;
  try {
    structuredClone(value);
    return true;
  } catch {
    return false;
  }
}
