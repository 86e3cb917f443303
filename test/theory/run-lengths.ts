import lengths from './run-lengths.json' with { type: 'json' };

/** Parcels that a case needs, over all replications. @throws Error for a case without a length */
export function parcelsOf(id: string): number {
  const parcels = (lengths as Record<string, number | string>)[id];
  if (typeof parcels !== 'number') throw new Error(`${id} has no run length`);
  return parcels;
}
