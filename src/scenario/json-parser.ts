import { quote } from './found.ts';
import { FORBIDDEN_KEYS, type JsonObject, type JsonValue } from './json-value.ts';
import type { Problems } from './problem.ts';
import { LIMITS } from './scenario-files.ts';
import { formatPath } from './scenario-path.ts';

const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const ESCAPE = /^\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})/;
const WORD = /[\p{L}\p{N}_$]+/uy;
const LONE_SURROGATE = /\p{Surrogate}/u;

const QUOTE = 34;
const BACKSLASH = 92;
const SPACE = 32;

/** Ends the parse; the problem is already told. */
class SyntaxFault extends Error {}

/**
 * A parser of its own, because `JSON.parse` says where a fault lies in another way in every engine, keeps the last of
 * two equal keys in silence, and sets no limit to depth. Unlike a fault of syntax, a bad key does not end the parse.
 */
export class JsonParser {
  readonly #file: string;
  readonly #text: string;
  readonly #problems: Problems;
  readonly #path: (string | number)[] = [];
  #at = 0;
  #isRefused = false;

  constructor(file: string, text: string, problems: Problems) {
    this.#file = file;
    this.#text = text;
    this.#problems = problems;
  }

  /** The value of the whole text, or undefined where there was a problem. */
  parse(): JsonValue | undefined {
    try {
      const value = this.#value();
      this.#skipSpace();
      if (this.#at < this.#text.length) this.#fail('the end of the file');
      return this.#isRefused ? undefined : value;
    } catch (error) {
      if (error instanceof SyntaxFault) return undefined;
      throw error;
    }
  }

  #value(): JsonValue {
    this.#skipSpace();
    switch (this.#text[this.#at]) {
      case '{':
        return this.#object();
      case '[':
        return this.#list();
      case '"':
        return this.#string();
      case 't':
        return this.#word('true', true);
      case 'f':
        return this.#word('false', false);
      case 'n':
        return this.#word('null', null);
      default:
        return this.#number();
    }
  }

  #object(): JsonObject {
    const object: Record<string, JsonValue> = {};
    const keys = new Set<string>();
    this.#descend();
    this.#at += 1;
    this.#skipSpace();
    if (this.#text[this.#at] === '}') {
      this.#at += 1;
      return object;
    }
    while (true) {
      if (this.#text[this.#at] !== '"')
        this.#fail(keys.size === 0 ? 'a key in double quotes, or }' : 'a key in double quotes');
      const key = this.#string();
      this.#path.push(key);
      const isSound = this.#checkKey(key, keys);
      this.#skipSpace();
      if (this.#text[this.#at] !== ':') this.#fail('a colon');
      this.#at += 1;
      const value = this.#value();
      // A refused key is never assigned: `__proto__` would change the object's own prototype.
      if (isSound) object[key] = value;
      this.#path.pop();
      if (this.#isLast('}')) return object;
      this.#skipSpace();
    }
  }

  #list(): JsonValue[] {
    const list: JsonValue[] = [];
    this.#descend();
    this.#at += 1;
    this.#skipSpace();
    if (this.#text[this.#at] === ']') {
      this.#at += 1;
      return list;
    }
    while (true) {
      this.#path.push(list.length);
      list.push(this.#value());
      this.#path.pop();
      if (this.#isLast(']')) return list;
    }
  }

  /** After a member: true at the closing bracket, false at a comma. */
  #isLast(closing: string): boolean {
    this.#skipSpace();
    const next = this.#text[this.#at];
    if (next !== ',' && next !== closing) this.#fail(`a comma or ${closing}`);
    this.#at += 1;
    return next === closing;
  }

  /** By hand, because an expression would need a stack in proportion to the text. */
  #string(): string {
    const text = this.#text;
    const from = this.#at;
    let isPlain = true;
    this.#at += 1;
    while (true) {
      const code = text.charCodeAt(this.#at);
      if (code === QUOTE) break;
      // Control characters, and NaN at the end of the file.
      if (!(code >= SPACE)) this.#fail('a text that ends with a double quote on its line');
      if (code === BACKSLASH) {
        isPlain = false;
        this.#skipEscape();
      } else this.#at += 1;
    }
    this.#at += 1;
    const written = text.slice(from, this.#at);
    if (isPlain) return written.slice(1, -1);
    const read = JSON.parse(written) as string;
    if (!LONE_SURROGATE.test(read)) return read;
    this.#at = from;
    return this.#fail('text without half of a surrogate pair', quote(written));
  }

  #skipEscape(): void {
    const written = this.#text.slice(this.#at, this.#at + 6);
    if (!ESCAPE.test(written)) this.#fail('an escape of JSON such as \\" or \\n', quote(written.slice(0, 2)));
    this.#at += written[1] === 'u' ? 6 : 2;
  }

  #number(): number {
    const from = this.#at;
    const written = this.#match(NUMBER);
    if (written === undefined) return this.#fail('a value');
    const next = this.#text[this.#at];
    if (next !== undefined && /[\p{L}\p{N}_.+-]/u.test(next)) {
      const whole = /^[^\s,:[\]{}"]*/.exec(this.#text.slice(from, from + 80));
      this.#at = from;
      this.#fail('a number as JSON writes it', quote(whole?.[0] ?? written));
    }
    const number = Number(written);
    if (!Number.isFinite(number)) {
      this.#refuse('range', written, 'a number between -1.7976931348623157e308 and 1.7976931348623157e308');
    }
    return number;
  }

  #word<Value extends boolean | null>(word: string, value: Value): Value {
    const written = this.#match(WORD);
    if (written === word) return value;
    this.#at -= written?.length ?? 0;
    return this.#fail('a value');
  }

  #checkKey(key: string, keys: Set<string>): boolean {
    if (FORBIDDEN_KEYS.has(key)) {
      this.#refuse(
        'unsafe',
        `the key ${quote(key)}`,
        'any other key',
        'this name is reserved: choose another',
      );
      return false;
    }
    if (keys.has(key)) {
      this.#refuse(
        'duplicate',
        `the key ${quote(key)} again`,
        'each key once in an object',
        'remove or rename one of them',
      );
      return false;
    }
    keys.add(key);
    return true;
  }

  #descend(): void {
    if (this.#path.length < LIMITS.jsonDepth) return;
    this.#refuse(
      'limit',
      `more than ${LIMITS.jsonDepth} objects and lists in one another`,
      `at most ${LIMITS.jsonDepth}`,
    );
    throw new SyntaxFault();
  }

  #refuse(kind: string, found: string, allowed: string, hint = ''): void {
    this.#isRefused = true;
    this.#problems.error(kind, this.#file, { path: formatPath(this.#path) }, { found, allowed, hint });
  }

  /** A fault of syntax at the current character: tells it and ends the parse. */
  #fail(allowed: string, found = this.#foundHere()): never {
    const before = this.#text.slice(0, this.#at).split(/\r\n|\r|\n/);
    const row = before.length;
    const column = String(before[row - 1].length + 1);
    this.#problems.error('syntax', this.#file, { row, column }, { found, allowed, hint: this.#syntaxHint() });
    throw new SyntaxFault();
  }

  #foundHere(): string {
    if (this.#at >= this.#text.length) return 'the end of the file';
    WORD.lastIndex = this.#at;
    const word = WORD.exec(this.#text)?.[0];
    return quote(word ?? String.fromCodePoint(this.#text.codePointAt(this.#at) ?? 0));
  }

  #syntaxHint(): string {
    const here = this.#text[this.#at];
    const before = this.#text.slice(0, this.#at).trimEnd().at(-1);
    if (here === undefined) return 'a bracket or quote that was opened is not closed';
    if (before === ',' && (here === '}' || here === ']')) return 'remove the comma before it';
    if (here === "'") return 'texts and keys stand in double quotes';
    if (here === '/' || here === '#') return 'JSON has no comments';
    if (here === '"') return 'is the comma before it missing?';
    if (/[“”„]/.test(here)) return 'use straight double quotes';
    return '';
  }

  #match(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.#at;
    const found = pattern.exec(this.#text)?.[0];
    if (found !== undefined) this.#at += found.length;
    return found;
  }

  #skipSpace(): void {
    const text = this.#text;
    while (this.#at < text.length && ' \n\r\t'.includes(text[this.#at])) this.#at += 1;
  }
}
