import { formatCount } from '../format.ts';
import { en } from './en.ts';

/** A text with `{names}` for what is filled in; by number where the language needs it (`count` chooses). */
export type MessageText = string | { readonly one: string; readonly other: string };

/** Every text of the page, by key. */
export type MessageKey = keyof typeof en;

type Text<M> = M extends string ? M : M[keyof M];
type Names<S> = S extends `${string}{${infer Name}}${infer Rest}` ? Name | Names<Rest> : never;
type Fillings<K extends MessageKey> = Names<Text<(typeof en)[K]>>;

/** What a message asks for: nothing, or a value for each of its names. */
export type MessageValues<K extends MessageKey> = [Fillings<K>] extends [never]
  ? []
  : [values: Readonly<Record<Fillings<K>, string | number>>];

const plurals = new Intl.PluralRules('en');

/** Keys of texts that have nothing to fill in: what a list of labels holds. */
export type PlainKey = { [K in MessageKey]: [Fillings<K>] extends [never] ? K : never }[MessageKey];

/** The text of a key, its names filled in: numbers in the user's locale, texts as they are. */
export function t<K extends MessageKey>(key: K, ...[values]: MessageValues<K>): string {
  const message: MessageText = en[key];
  const given = (values ?? {}) as Readonly<Record<string, string | number>>;
  const text = typeof message === 'string' ? message : message[pluralOf(given.count)];
  return text.replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = given[name];
    return typeof value === 'number' ? formatCount(value) : (value ?? '');
  });
}

function pluralOf(count: string | number | undefined): 'one' | 'other' {
  return typeof count === 'number' && plurals.select(count) === 'one' ? 'one' : 'other';
}
