/** A fault of the text itself, at a field of a row. */
export interface CsvFault {
  /** Line in the file, from 1, on which the field begins. */
  readonly line: number;
  /** Field of the row, from 0. */
  readonly field: number;
  readonly found: string;
  readonly allowed: string;
  readonly hint: string;
}

/** Takes the fields of a row; false ends the reading. The array is the taker's to keep. */
export type TakeRow = (fields: string[], line: number) => boolean | undefined;

const COMMA = 44;
const QUOTE = 34;
const LF = 10;
const CR = 13;

/** Longest row in characters: an open quote would else swallow the rest of a file of any size. */
const LONGEST_ROW = 2 ** 20;

/**
 * Reads comma-separated values as RFC 4180 has them, in pieces of any length, and knows on which line of the file each
 * row begins. Lines end with LF, CR LF or CR; empty lines are skipped; a row keeps however many fields it has.
 * A reader of its own: one that is told the number of columns and looks for delimiters only (uDSV) joins a row that is
 * too short to the next one, and neither it nor others tell the lines of rows.
 */
export class CsvReader {
  readonly #takeRow: TakeRow;
  readonly #takeFault: (fault: CsvFault) => void;
  #rest = '';
  #line = 1;
  #isEnded = false;

  constructor(takeRow: TakeRow, takeFault: (fault: CsvFault) => void) {
    this.#takeRow = takeRow;
    this.#takeFault = takeFault;
  }

  /** Reads on; `isLast` with the last piece, which may be empty. */
  push(piece: string, isLast: boolean): void {
    if (this.#isEnded) return;
    const text = this.#rest + piece;
    let at = 0;
    while (at < text.length && !this.#isEnded) {
      const code = text.charCodeAt(at);
      if (code === LF || code === CR) {
        const next = this.#afterLineEnd(text, at, isLast);
        if (next === -1) break;
        this.#line += 1;
        at = next;
        continue;
      }
      const next = this.#row(text, at, isLast);
      if (next === -1) break;
      at = next;
    }
    this.#rest = text.slice(at);
    if (isLast) this.#isEnded = true;
  }

  /** Reads a row; -1 where the text ends before it does and more is to come. */
  #row(text: string, from: number, isLast: boolean): number {
    const fields: string[] = [];
    const faults: CsvFault[] = [];
    let at = from;
    let line = this.#line;
    while (true) {
      let field = '';
      const isQuoted = text.charCodeAt(at) === QUOTE;
      if (isQuoted) {
        const close = closingQuote(text, at + 1);
        if (close === -1 || (close === text.length - 1 && !isLast)) {
          if (!isLast && text.length - from < LONGEST_ROW) return -1;
          return this.#unclosed(text, line, fields.length);
        }
        field = text.slice(at + 1, close);
        line += lineEndsIn(field);
        if (field.includes('"')) field = field.replaceAll('""', '"');
        at = close + 1;
      }
      const end = fieldEnd(text, at);
      if (end === text.length && !isLast) {
        if (text.length - from >= LONGEST_ROW) return this.#tooLong(fields.length);
        return -1;
      }
      if (end > at) {
        const plain = text.slice(at, end);
        if (isQuoted) {
          if (plain.trim() !== '') faults.push(afterQuoteFault(this.#line, fields.length, plain));
        } else if (plain.includes('"')) faults.push(strayQuoteFault(this.#line, fields.length, plain));
        field += plain;
      }
      fields.push(field);
      at = end;
      if (text.charCodeAt(at) !== COMMA) break;
      at += 1;
    }
    const next = at === text.length ? at : this.#afterLineEnd(text, at, isLast);
    if (next === -1) return -1;
    for (const fault of faults) this.#takeFault(fault);
    if (this.#takeRow(fields, this.#line) === false) this.#isEnded = true;
    this.#line = at === text.length ? line : line + 1;
    return next;
  }

  /** -1 where a CR ends the text and its LF may be still to come. */
  #afterLineEnd(text: string, at: number, isLast: boolean): number {
    if (text.charCodeAt(at) === LF) return at + 1;
    if (at + 1 === text.length && !isLast) return -1;
    return text.charCodeAt(at + 1) === LF ? at + 2 : at + 1;
  }

  #unclosed(text: string, line: number, field: number): number {
    this.#takeFault({
      line,
      field,
      found: 'a quote that is never closed',
      allowed: 'a cell in quotes with a closing quote before the next comma',
      hint: 'close it, or double a quote that belongs to the text; what follows was not read',
    });
    this.#isEnded = true;
    return text.length;
  }

  #tooLong(field: number): number {
    const allowed = `at most ${LONGEST_ROW} characters in a row`;
    this.#takeFault({
      line: this.#line,
      field,
      found: 'a longer row',
      allowed,
      hint: 'what follows was not read',
    });
    this.#isEnded = true;
    return -1;
  }
}

/** The quote that ends a cell whose text begins at `from`; -1 where there is none. */
function closingQuote(text: string, from: number): number {
  let at = text.indexOf('"', from);
  while (at !== -1 && text.charCodeAt(at + 1) === QUOTE) at = text.indexOf('"', at + 2);
  return at;
}

/** First comma, line end or end of the text. */
function fieldEnd(text: string, from: number): number {
  let at = from;
  for (; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === COMMA || code === LF || code === CR) break;
  }
  return at;
}

function lineEndsIn(text: string): number {
  let count = 0;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === LF || (code === CR && text.charCodeAt(at + 1) !== LF)) count += 1;
  }
  return count;
}

function afterQuoteFault(line: number, field: number, plain: string): CsvFault {
  return {
    line,
    field,
    found: `${JSON.stringify(plain.slice(0, 60))} behind a closing quote`,
    allowed: 'a comma or the end of the line',
    hint: 'double a quote that belongs to the text',
  };
}

function strayQuoteFault(line: number, field: number, plain: string): CsvFault {
  return {
    line,
    field,
    found: `a quote within ${JSON.stringify(plain.slice(0, 60))}`,
    allowed: 'quotes only around the whole cell',
    hint: 'put the cell in quotes and double those that belong to the text',
  };
}
