import { FORBIDDEN_KEYS } from './json-value.ts';

/** The element of a list, or the row of a table, whose `column` reads `value`. */
export interface Selector {
  readonly column: string;
  readonly value: string;
}

/** One step into a scenario: a key, an index from 0, or a selector. */
export type PathStep = string | number | Selector;

/** A key that ends in a hyphen is quoted: before `=` the hyphen would be an operator. */
const PLAIN_KEY = /^[\p{L}\p{N}_$](?:[\p{L}\p{N}_$-]*[\p{L}\p{N}_$])?$/u;

/** `+=`, `-=` or `*=` at this place. */
const OPERATOR = /[+*-]=/y;

/** A path as people write it: `blocks.desk.servers`, `stops[3]`, `blocks["a.b"]`, `facilities[code=HUB-42]`. */
export function formatPath(steps: readonly (PathStep | PropertyKey)[]): string {
  let text = '';
  for (const step of steps) {
    if (typeof step === 'object') text += `[${plainOrQuoted(step.column)}=${plainOrQuoted(step.value)}]`;
    else if (typeof step === 'number') text += `[${step}]`;
    else if (!PLAIN_KEY.test(String(step))) text += `[${JSON.stringify(String(step))}]`;
    else text += text === '' ? String(step) : `.${String(step)}`;
  }
  return text;
}

function plainOrQuoted(text: string): string {
  return PLAIN_KEY.test(text) ? text : JSON.stringify(text);
}

/** What is wrong with a path, and where. */
export interface PathFault {
  /** Ordinal of the character, from 0. */
  readonly at: number;
  readonly found: string;
  readonly allowed: string;
}

/**
 * Reads a path at the start of a text, up to its end or a `=`, `+=`, `-=` or `*=` outside brackets.
 * A key of digits is an index where it meets a list (`stops.3` is `stops[3]`): whoever applies the path decides.
 */
export function parsePath(text: string): { readonly steps: PathStep[]; readonly end: number } | PathFault {
  const steps: PathStep[] = [];
  let at = 0;
  while (at < text.length && text[at] !== '=' && !isOperatorAt(text, at)) {
    if (text[at] === '[') {
      const inside = parseBracket(text, at);
      if ('found' in inside) return inside;
      steps.push(inside.step);
      at = inside.end;
      continue;
    }
    if (steps.length > 0) {
      if (text[at] !== '.') return fault(text, at, 'a dot, a bracket or =');
      at += 1;
    }
    const from = at;
    while (at < text.length && !'.[]="'.includes(text[at]) && !isOperatorAt(text, at)) at += 1;
    const key = text.slice(from, at).trim();
    if (key === '') return fault(text, at, 'a key');
    steps.push(key);
  }
  if (steps.length === 0) return fault(text, at, 'a path such as run.replications');
  const forbidden = steps.find((step) =>
    FORBIDDEN_KEYS.has(typeof step === 'object' ? step.column : String(step)),
  );
  if (forbidden !== undefined)
    return { at: 0, found: formatPath([forbidden]), allowed: 'a key of the scenario' };
  return { steps, end: at };
}

function isOperatorAt(text: string, at: number): boolean {
  OPERATOR.lastIndex = at;
  return OPERATOR.test(text);
}

/** `[3]`, `["a.b"]`, `[code=HUB-42]` or `[code="a]b"]` from its opening bracket on. */
function parseBracket(text: string, open: number): { step: PathStep; end: number } | PathFault {
  const first = parseWord(text, open + 1);
  if ('found' in first) return first;
  if (text[first.end] === ']') {
    if (first.isQuoted) return { step: first.word, end: first.end + 1 };
    if (!/^(0|[1-9]\d{0,8})$/.test(first.word))
      return fault(text, open + 1, 'an index, a key in quotes or column=value');
    return { step: Number(first.word), end: first.end + 1 };
  }
  if (text[first.end] !== '=' || first.word === '')
    return fault(text, first.end, 'a closing bracket, or = after a column');
  const second = parseWord(text, first.end + 1);
  if ('found' in second) return second;
  if (text[second.end] !== ']') return fault(text, second.end, 'a closing bracket');
  return { step: { column: first.word, value: second.word }, end: second.end + 1 };
}

/** A text in double quotes as JSON writes it, or all up to `=` or `]`. */
function parseWord(text: string, from: number): { word: string; end: number; isQuoted: boolean } | PathFault {
  if (text[from] !== '"') {
    let end = from;
    while (end < text.length && !'[]="'.includes(text[end])) end += 1;
    return { word: text.slice(from, end).trim(), end, isQuoted: false };
  }
  const quoted = /^"(?:[^"\\]|\\.)*"/.exec(text.slice(from));
  if (quoted === null) return fault(text, text.length, 'a closing quote');
  try {
    return { word: JSON.parse(quoted[0]) as string, end: from + quoted[0].length, isQuoted: true };
  } catch {
    return fault(text, from, 'a text in quotes as JSON writes it');
  }
}

function fault(text: string, at: number, allowed: string): PathFault {
  return { at, found: at < text.length ? JSON.stringify(text[at]) : 'the end', allowed };
}
