import { canonicalJson } from './canonical.ts';
import { hubRows } from './hub/hub-rows.ts';
import type { JsonObject, JsonValue } from './json-value.ts';
import { networkRows } from './network/network-rows.ts';
import type { NumberChange } from './number-change.ts';
import type { Scenario } from './scenario.ts';
import { formatPath, type PathStep, type Selector } from './scenario-path.ts';
import { settingsOf } from './scenario-settings.ts';
import { differencesIn, type ValueDifference } from './value-difference.ts';

/** What differs in the inputs of two scenarios: one value, or the same change in several rows of a table. */
export interface InputDifference {
  /**
   * As an override writes it: `run.seed`, `facilities[code=STA-1].couriers`; of several rows
   * `facilities[kind=station].couriers` where one column tells exactly them, else without a selector,
   * `facilities.couriers`, and of rows that were added or removed `facilities`.
   */
  readonly path: string;
  readonly kind: 'changed' | 'added' | 'removed';
  /** Of the first row of several; undefined where it is not there. */
  readonly from: JsonValue | undefined;
  readonly to: JsonValue | undefined;
  /** Whether every row has the same `from`, the same `to`. */
  readonly isFromShared: boolean;
  readonly isToShared: boolean;
  /** Values, or whole rows, that it stands for. */
  readonly count: number;
  /** Full paths of the first few of them. */
  readonly examples: readonly string[];
  /** What was done to every number, where that is the same for all. */
  readonly change?: NumberChange;
}

const MOST_EXAMPLES = 3;

/** A column whose rows changed in more ways than this is one entry, without the change. */
const MOST_WAYS = 5;

/** Keys that no run reads: what differs in them is listed last. */
const PROSE = new Set(['title', 'description', 'source', 'name']);

/** What only says where a scenario's parts stand. */
const PLACES = new Set(['$schema', 'inline', 'tables', 'version']);

/**
 * What differs in the inputs of two scenarios, from `a` to `b`, in the order of the scenario, prose last. Rows of
 * tables are matched by their code, or by what they are about, whatever their order; the sources of single rows are not
 * compared, as they are not kept. Scenarios of different kinds differ in their kind, and nothing more is said.
 */
export function differencesBetween(a: Scenario, b: Scenario): InputDifference[] {
  if (a.hash === b.hash && a.kind === b.kind) return [];
  const [from, to] = a.kind === b.kind ? [contentOf(a), contentOf(b)] : [{ kind: a.kind }, { kind: b.kind }];
  const groups = new Map<string, ValueDifference[]>();
  for (const difference of differencesIn(from, to)) {
    const key = columnOf(difference);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [difference]);
    else group.push(difference);
  }
  const all = [...groups.values()].flatMap((group) => summarize(group, from, to));
  return [...all.filter(({ isProse }) => !isProse), ...all.filter(({ isProse }) => isProse)].map(
    ({ entry }) => entry,
  );
}

/** A scenario as one object: settings, with the rows of its tables where its file names them. */
function contentOf(scenario: Scenario): JsonObject {
  const content: Record<string, JsonValue> = {};
  for (const [key, value] of Object.entries(settingsOf(scenario) as unknown as JsonObject)) {
    if (!PLACES.has(key)) content[key] = value;
    else if (key === 'tables') Object.assign(content, rowsOf(scenario));
  }
  return content;
}

function rowsOf(scenario: Scenario): object {
  switch (scenario.kind) {
    case 'flow':
      return {};
    case 'network':
      return networkRows(scenario.network);
    case 'hub':
      return hubRows(scenario.hub);
  }
}

type Kind = InputDifference['kind'];

function kindOf({ from, to }: ValueDifference): Kind {
  return from === undefined ? 'added' : to === undefined ? 'removed' : 'changed';
}

/** Values of one column of one table have the same; all others one of their own. */
function columnOf(difference: ValueDifference): string {
  return `${kindOf(difference)} ${withoutRow(difference.steps)}`;
}

/** A path without its only selector; with it where there are several. */
function withoutRow(steps: readonly PathStep[]): string {
  const isOnly = steps.filter((step) => typeof step === 'object').length === 1;
  return formatPath(isOnly ? steps.filter((step) => typeof step !== 'object') : steps);
}

interface Told {
  readonly entry: InputDifference;
  readonly isProse: boolean;
}

/** The entries of one column. */
function summarize(group: readonly ValueDifference[], from: JsonObject, to: JsonObject): Told[] {
  const { steps, from: before, to: after } = group[0];
  const isText = typeof (before ?? after) === 'string';
  const isProse = isText && PROSE.has(String(steps.at(-1)));
  return waysOf(group).map((way) => ({ entry: entryOf(way, from, to), isProse }));
}

interface Way {
  readonly members: readonly ValueDifference[];
  readonly change?: NumberChange;
}

/** The values of one column, those together that changed alike: by as much, in proportion, or to the same value. */
function waysOf(group: readonly ValueDifference[]): Way[] {
  if (group.length === 1 || kindOf(group[0]) !== 'changed') return [{ members: group }];
  const numbers = group.filter(({ from, to }) => typeof from === 'number' && typeof to === 'number');
  const splits: Way[][] = [split(group, ({ to }) => canonicalJson(to))];
  if (numbers.length === group.length) {
    // Nothing but 0 is in proportion to 0.
    if (group.every(({ from }) => from !== 0))
      splits.unshift(split(group, changeTimes, (times) => ({ times })));
    splits.unshift(split(group, changeBy, (by) => ({ by })));
  }
  const best = splits.reduce((least, other) => (other.length < least.length ? other : least));
  return best.length <= MOST_WAYS ? best : [{ members: group }];
}

function split<Key extends string | number>(
  group: readonly ValueDifference[],
  keyOf: (difference: ValueDifference) => Key,
  changeOf?: (key: Key) => NumberChange,
): Way[] {
  const ways = new Map<Key, ValueDifference[]>();
  for (const difference of group) {
    const key = keyOf(difference);
    const members = ways.get(key);
    if (members === undefined) ways.set(key, [difference]);
    else members.push(difference);
  }
  return [...ways].map(([key, members]) => {
    const change = changeOf?.(key);
    return change === undefined || members.length === 1 ? { members } : { members, change };
  });
}

/** The difference of two numbers, the noise of binary fractions rounded away. */
function changeBy({ from, to }: ValueDifference): number {
  return Number(((to as number) - (from as number)).toPrecision(9));
}

/** The quotient of two numbers, rounded alike; the first is not 0. */
function changeTimes({ from, to }: ValueDifference): number {
  return Number(((to as number) / (from as number)).toPrecision(9));
}

function entryOf({ members, change }: Way, from: JsonObject, to: JsonObject): InputDifference {
  const [first] = members;
  const shared = (side: 'from' | 'to') => {
    const value = canonicalJson(first[side] ?? null);
    return members.every((member) => canonicalJson(member[side] ?? null) === value);
  };
  return {
    path: members.length === 1 ? formatPath(first.steps) : pathOf(members, from, to),
    kind: kindOf(first),
    from: first.from,
    to: first.to,
    isFromShared: shared('from'),
    isToShared: shared('to'),
    count: members.length,
    examples: members.slice(0, MOST_EXAMPLES).map(({ steps }) => formatPath(steps)),
    ...(change !== undefined && { change }),
  };
}

/** The path of several rows, by a column that tells exactly them if there is one. */
function pathOf(members: readonly ValueDifference[], from: JsonObject, to: JsonObject): string {
  const { steps } = members[0];
  const at = steps.findIndex((step) => typeof step === 'object');
  const table = steps.slice(0, at);
  if (at === steps.length - 1) return formatPath(table);
  const { column: key } = steps[at] as Selector;
  const [rows, others] = [rowsAt(from, table), rowsAt(to, table)];
  const codes = new Set(members.map((member) => (member.steps[at] as Selector).value));
  const changed = rows.filter((row) => codes.has(String(row[key])));
  for (const [column, value] of Object.entries(changed[0] ?? {})) {
    if (column === key || column === steps[at + 1] || typeof value !== 'string' || value === '') continue;
    if (!changed.every((row) => row[column] === value)) continue;
    const isExact = [rows, others].every(
      (all) => all.filter((row) => row[column] === value).length === changed.length,
    );
    if (isExact) return formatPath([...table, { column, value }, ...steps.slice(at + 1)]);
  }
  return withoutRow(steps);
}

function rowsAt(content: JsonObject, table: readonly PathStep[]): readonly JsonObject[] {
  let value: JsonValue | undefined = content;
  for (const step of table) value = (value as Record<string, JsonValue>)[step as string];
  return value as unknown as readonly JsonObject[];
}
