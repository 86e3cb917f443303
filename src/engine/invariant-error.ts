/** Where and when a run broke one of its own rules; enough to replay it. */
export interface InvariantPlace {
  /** Simulated time in microseconds. */
  time?: number;
  /** Ordinal of the event in the run, from 1. */
  event?: number;
  /** Name of the handler, e.g. `desk.serviceEnd`. */
  handler?: string;
  /** The subject as tables print it, e.g. `arrivals#17`. */
  subject?: string;
  replication?: number;
  seed?: number | string;
}

/** A rule of the engine or the model was broken: our fault, never the user's. Its message replays it. */
export class InvariantError extends Error {
  override readonly name = 'InvariantError';
  readonly rule: string;
  readonly place: InvariantPlace;

  constructor(rule: string, place: InvariantPlace = {}) {
    super(`${rule}${describe(place)}`);
    this.rule = rule;
    this.place = place;
  }

  /** The same error with what the caller knows of its place filled in. */
  at(place: InvariantPlace): InvariantError {
    return new InvariantError(this.rule, { ...place, ...this.place });
  }
}

function describe(place: InvariantPlace): string {
  const parts: string[] = [];
  if (place.time !== undefined) parts.push(`at ${place.time} µs`);
  if (place.event !== undefined) parts.push(`event ${place.event}`);
  if (place.handler !== undefined) parts.push(`in ${place.handler}`);
  if (place.subject !== undefined) parts.push(`subject ${place.subject}`);
  if (place.replication !== undefined && place.seed !== undefined) {
    parts.push(`replay with --seed ${place.seed} --only-replication ${place.replication}`);
  }
  return parts.length === 0 ? '' : ` (${parts.join(', ')})`;
}
