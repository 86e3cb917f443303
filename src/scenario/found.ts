const MOST_CHARACTERS = 60;
const MOST_KEYS = 5;

/** A value from a scenario as a problem's `found` shows it: short, on one line, whatever it is. */
export function describeFound(value: unknown): string {
  if (value === undefined) return 'nothing';
  if (typeof value === 'string') return quote(value);
  if (Array.isArray(value)) return value.length === 0 ? 'an empty list' : `a list of ${value.length}`;
  if (typeof value !== 'object' || value === null) return String(value);
  const keys = Object.keys(value);
  if (keys.length === 0) return 'an empty object';
  return `an object with the key${keys.length === 1 ? '' : 's'} ${listed(keys)}`;
}

/** Text in double quotes, cut to 60 characters, its control characters escaped. */
export function quote(text: string): string {
  // Never cut between the two halves of a surrogate pair: the message must stay valid text.
  const cut =
    text.length <= MOST_CHARACTERS
      ? text
      : `${text.slice(0, MOST_CHARACTERS).replace(/[\ud800-\udbff]$/, '')}…`;
  return JSON.stringify(cut);
}

/** Names in quotes with commas, the first few of many. */
export function listed(names: readonly string[], most = MOST_KEYS): string {
  const shown = names.slice(0, most).map(quote).join(', ');
  return names.length <= most ? shown : `${shown} and ${names.length - most} more`;
}
