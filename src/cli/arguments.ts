import { parseArgs } from 'node:util';
import type { RowChoice } from '../experiment/plan.ts';
import { didYouMean } from '../scenario/did-you-mean.ts';
import type { CommandSpec } from './commands.ts';
import { UsageError } from './usage-error.ts';

/** What was typed behind a command, checked against what it takes, values still as texts. */
export interface Arguments {
  readonly operands: readonly string[];
  readonly has: (option: string) => boolean;
  readonly text: (option: string) => string | undefined;
  readonly list: (option: string) => readonly string[];
}

/** @throws UsageError for unknown options, missing values, options given twice, too few or too many operands */
export function parseArguments(command: CommandSpec, args: readonly string[]): Arguments {
  const known = new Map(command.options.map((option) => [option.name, option]));
  const { tokens } = parseArgs({
    args: [...args],
    strict: false,
    allowPositionals: true,
    tokens: true,
    options: Object.fromEntries(
      command.options.map((option) => [option.name, { type: option.value === '' ? 'boolean' : 'string' }]),
    ),
  });
  const operands: string[] = [];
  const values = new Map<string, string[]>();
  for (const token of tokens) {
    if (token.kind === 'positional') operands.push(token.value);
    if (token.kind !== 'option') continue;
    const spec = known.get(token.name);
    if (spec === undefined) throw unknownOption(command, token.rawName);
    if (spec.value === '' && token.value !== undefined)
      throw new UsageError(`${token.rawName} takes no value`);
    if (spec.value !== '' && token.value === undefined)
      throw new UsageError(`${token.rawName} needs a value: ${spec.value}`);
    if (spec.value !== '' && !token.inlineValue && token.value?.startsWith('--')) {
      throw new UsageError(
        `${token.rawName} needs a value: ${spec.value} (or ${token.rawName}=${token.value})`,
      );
    }
    const given = values.get(token.name) ?? [];
    if (given.length > 0 && spec.isList !== true)
      throw new UsageError(`${token.rawName} is given more than once`);
    values.set(token.name, [...given, token.value ?? '']);
  }
  if (!values.has('help')) checkOperands(command, operands);
  return {
    operands,
    has: (option) => values.has(option),
    text: (option) => values.get(option)?.[0],
    list: (option) => values.get(option) ?? [],
  };
}

/** A whole number of at least `least`, or undefined where the option is not given. @throws UsageError */
export function countOption(args: Arguments, option: string, least: number): number | undefined {
  const text = args.text(option);
  if (text === undefined) return undefined;
  const value = Number(text);
  if (/^\d+$/.test(text) && Number.isSafeInteger(value) && value >= least) return value;
  throw new UsageError(`--${option} takes a whole number from ${least} on, not "${text}"`);
}

/** A seed: whole numbers as numbers, anything else as the text it is. */
export function seedOption(args: Arguments): number | string | undefined {
  const text = args.text('seed');
  if (text === undefined) return undefined;
  if (text === '') throw new UsageError('--seed takes a whole number or a text');
  const value = Number(text);
  return /^(0|-?[1-9]\d*)$/.test(text) && Number.isSafeInteger(value) ? value : text;
}

/** `all`, `none` or `sample:K`. @throws UsageError */
export function rowsOption(args: Arguments, option: string): RowChoice | undefined {
  const text = args.text(option);
  if (text === undefined || text === 'all' || text === 'none') return text;
  const sample = /^sample:([1-9]\d{0,8})$/.exec(text);
  if (sample !== null) return { sample: Number(sample[1]) };
  throw new UsageError(`--${option} takes all, none or sample:K, such as sample:100, not "${text}"`);
}

const SECONDS: Readonly<Record<string, number>> = { s: 1, min: 60, h: 3600, d: 86_400, w: 604_800 };

/** A span of simulated time in seconds, from `90min` or `7d`. @throws UsageError */
export function spanOption(args: Arguments, option: string): number | undefined {
  const text = args.text(option);
  if (text === undefined) return undefined;
  const match = /^(\d+(?:\.\d+)?)(s|min|h|d|w)$/.exec(text);
  const span = match === null ? 0 : Number(match[1]) * SECONDS[match[2]];
  if (span > 0) return span;
  throw new UsageError(
    `--${option} takes a number with a unit of s, min, h, d or w, such as 7d, not "${text}"`,
  );
}

function unknownOption(command: CommandSpec, rawName: string): UsageError {
  const names = command.options.map(({ name }) => `--${name}`);
  const near = didYouMean(rawName, names);
  return new UsageError(
    `${rawName} is no option of ${command.name}; ${near === '' ? `there are ${names.join(', ')}` : near}`,
  );
}

function checkOperands({ name, operands, hasMore }: CommandSpec, given: readonly string[]): void {
  if (given.length < operands.length) {
    throw new UsageError(
      `${name} needs ${operands.slice(given.length).join(' and ')}: waybill ${[name, ...operands].join(' ')}`,
    );
  }
  if (given.length > operands.length && hasMore !== true)
    throw new UsageError(`${name} does not know what to do with "${given[operands.length]}"`);
}
