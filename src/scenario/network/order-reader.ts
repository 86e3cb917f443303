import type { ByteSource } from '../byte-source.ts';
import { allowedText, type CellFault, emptyFault, readCell } from '../cell-value.ts';
import { type ColumnSpec, emptyValue } from '../column-spec.ts';
import { type CsvFault, CsvReader } from '../csv-reader.ts';
import { didYouMean } from '../did-you-mean.ts';
import { listed, quote } from '../found.ts';
import { parseInstant } from '../instant.ts';
import { separatorFault } from '../separator-fault.ts';
import { isUtf16, UTF16_FAULT } from '../text-encoding.ts';
import type { TextFault } from '../timetable-text.ts';
import { ORDER_COLUMNS } from './network-tables.ts';

/** What the codes and times in an order table refer to. */
export interface OrderTerms {
  /** Index by code of zone, and of service class. */
  readonly zones: ReadonlyMap<string, number>;
  readonly classes: ReadonlyMap<string, number>;
  /** Simulated time 0, µs since 1970, and the offset of times written without one. */
  readonly startAt: number;
  readonly utcOffsetMinutes: number;
}

/** One order. The reader fills the same object again and again. */
export interface Order {
  /** µs from the start of the scenario; may lie before it. */
  at: number;
  /** Indices of zones. */
  from: number;
  to: number;
  /** NaN where it is to be drawn. */
  weightKg: number;
  cubeM3: number;
  /** Index of the service class; -1 where it is to be drawn. */
  serviceClass: number;
  /** Among the rows that can be read, from 0. */
  ordinal: number;
}

/** What is wrong with the table, at a line and column of it; column '' for the whole line. */
export interface OrderFault {
  readonly kind: string;
  readonly line: number;
  readonly column: string;
  readonly found: string;
  readonly allowed: string;
  readonly hint: string;
  /** Whether only its row is lost; otherwise nothing sensible can be read beyond it. */
  readonly isOfRow: boolean;
}

/** Bytes read at once. What is held never exceeds a few times as much. */
const PIECE_BYTES = 2 ** 17;

type ColumnName = (typeof ORDER_COLUMNS)[number]['name'];

const SPEC = Object.fromEntries(ORDER_COLUMNS.map((spec) => [spec.name, spec])) as unknown as Readonly<
  Record<ColumnName, ColumnSpec>
>;

/** Most zones that are named in a hint. */
const MOST_LISTED = 8;

/**
 * Reads an order table row by row, without holding it. A row with a fault is told and passed over; rows that can be
 * read have known zones, sound numbers, and times that do not fall.
 */
export class OrderReader {
  /** Rows with faults so far. */
  badRows = 0;
  readonly #source: ByteSource;
  readonly #terms: OrderTerms;
  readonly #tell: (fault: OrderFault) => void;
  readonly #decoder = new TextDecoder('utf-8');
  readonly #csv: CsvReader;
  /** Rows of the piece that was read last, and how many of them are taken. */
  #rows: string[][] = [];
  #lines: number[] = [];
  #taken = 0;
  #offset = 0;
  #names: string[] | undefined;
  /** Field of each column; -1 where there is none. */
  readonly #field: Record<ColumnName, number>;
  /** Faults of the text of the row that is being read. */
  #pending: CsvFault[] = [];
  /** Lines whose text is faulty, with their faults told. */
  readonly #broken = new Set<number>();
  #isOver = false;
  readonly #order: Order = {
    at: Number.NEGATIVE_INFINITY,
    from: 0,
    to: 0,
    weightKg: Number.NaN,
    cubeM3: Number.NaN,
    serviceClass: -1,
    ordinal: -1,
  };
  #hasFault = false;
  readonly #hints: () => boolean;

  /** @param hints whether faults are told with hints, which take long to find; asked at each fault */
  constructor(
    source: ByteSource,
    terms: OrderTerms,
    tell: (fault: OrderFault) => void,
    hints: () => boolean = () => true,
  ) {
    this.#source = source;
    this.#terms = terms;
    this.#tell = tell;
    this.#hints = hints;
    this.#field = Object.fromEntries(ORDER_COLUMNS.map(({ name }) => [name, -1])) as Record<
      ColumnName,
      number
    >;
    this.#csv = new CsvReader(
      (fields, line) => this.#take(fields, line),
      (fault) => this.#pending.push(fault),
    );
  }

  /** The next row that can be read, until the next call; undefined at the end. */
  next(): Order | undefined {
    while (true) {
      while (this.#taken < this.#rows.length) {
        const at = this.#taken++;
        if (this.#read(this.#rows[at], this.#lines[at])) return this.#order;
      }
      if (this.#isOver || !this.#readPiece()) return undefined;
    }
  }

  /** False at the end of the file. */
  #readPiece(): boolean {
    this.#rows = [];
    this.#lines = [];
    this.#taken = 0;
    this.#broken.clear();
    const bytes = this.#source.read(this.#offset, PIECE_BYTES);
    if (this.#offset === 0 && isUtf16(bytes)) {
      this.#whole('encoding', 1, '', UTF16_FAULT);
      return true;
    }
    this.#offset += bytes.length;
    const isLast = bytes.length === 0 || this.#offset >= this.#source.size;
    this.#csv.push(this.#decoder.decode(bytes, { stream: !isLast }), isLast);
    // A fault without its row is one after which nothing was read.
    for (const { line, field, ...texts } of this.#pending.splice(0)) {
      const column = this.#names?.[field] ?? '';
      this.#tell({ kind: 'syntax', line, column, ...texts, isOfRow: false });
      this.#isOver = true;
    }
    if (isLast && this.#names === undefined && !this.#isOver) {
      const allowed = 'a line with the names of the columns';
      this.#whole('missing', 1, '', { found: 'an empty file', allowed, hint: '' });
    }
    if (isLast) this.#isOver = true;
    return true;
  }

  #take(fields: string[], line: number): boolean {
    const faults = this.#pending.splice(0);
    if (fields.every((field) => field.trim() === '') && faults.length === 0) return true;
    if (this.#names === undefined) return this.#header(fields, line);
    for (const { line: at, field, ...texts } of faults) {
      this.#tell({ kind: 'syntax', line: at, column: this.#names[field] ?? '', ...texts, isOfRow: true });
      this.#broken.add(line);
    }
    this.#rows.push(fields);
    this.#lines.push(line);
    return true;
  }

  #header(fields: readonly string[], line: number): boolean {
    const names = fields.map((name) => name.trim());
    while (names.at(-1) === '') names.pop();
    const known = ORDER_COLUMNS.map(({ name }) => name as string);
    this.#names = names;
    const separator = separatorFault(names);
    if (separator !== undefined) {
      this.#whole('syntax', line, '', separator);
      return false;
    }
    names.forEach((name, field) => {
      if (!known.includes(name)) {
        const others = known.filter((other) => !names.includes(other));
        const near = didYouMean(name, others);
        const found = name === '' ? `no name for column ${field + 1}` : `the unknown column ${quote(name)}`;
        const allowed = listed(known, known.length);
        this.#whole('unknown', line, name, { found, allowed, hint: near || 'remove it' });
      } else if (names.indexOf(name) < field) {
        const found = `the column ${quote(name)} again`;
        this.#whole('duplicate', line, name, { found, allowed: 'each column once', hint: '' });
      } else this.#field[name as ColumnName] = field;
    });
    for (const spec of ORDER_COLUMNS) {
      if (!spec.required || this.#field[spec.name] !== -1) continue;
      const allowed = `a column ${quote(spec.name)} with ${allowedText(spec)}`;
      const found = `no column ${quote(spec.name)}`;
      this.#whole('missing', line, spec.name, { found, allowed, hint: spec.meaning });
    }
    return !this.#isOver;
  }

  /** Tells what makes the rest unreadable. */
  #whole(kind: string, line: number, column: string, texts: TextFault): void {
    this.#tell({ kind, line, column, ...texts, isOfRow: false });
    this.#isOver = true;
  }

  /** Whether a row can be read; its values are in the order then. */
  #read(fields: readonly string[], line: number): boolean {
    this.#hasFault = false;
    if (this.#broken.has(line)) {
      this.badRows++;
      return false;
    }
    const expected = this.#names!.length;
    const isLong = fields.length > expected && fields.slice(expected).some((field) => field.trim() !== '');
    if (isLong || fields.length < expected) {
      this.#fault(line, '', {
        kind: 'fields',
        found: `${fields.length} field${fields.length === 1 ? '' : 's'}`,
        allowed: `${expected}, one for each column`,
        hint: isLong ? 'a cell with a comma in it stands in double quotes' : 'an empty cell keeps its comma',
      });
      this.badRows++;
      return false;
    }
    const order = this.#order;
    const at = this.#time(fields, line);
    const from = this.#code(fields, line, 'origin', this.#terms.zones, 'zone');
    const to = this.#code(fields, line, 'destination', this.#terms.zones, 'zone');
    const weightKg = this.#number(fields, line, 'weight_kg');
    const cubeM3 = this.#number(fields, line, 'cube_m3');
    const serviceClass = this.#code(fields, line, 'service_class', this.#terms.classes, 'service class');
    if (this.#hasFault) {
      this.badRows++;
      return false;
    }
    order.at = at;
    order.from = from;
    order.to = to;
    order.weightKg = weightKg;
    order.cubeM3 = cubeM3;
    order.serviceClass = serviceClass;
    order.ordinal++;
    return true;
  }

  #text(fields: readonly string[], column: ColumnName): string {
    const field = this.#field[column];
    return field === -1 ? '' : fields[field].trim();
  }

  #time(fields: readonly string[], line: number): number {
    const text = this.#text(fields, 'time');
    const instant = text === '' ? undefined : parseInstant(text, this.#terms.utcOffsetMinutes);
    if (instant === undefined) {
      this.#cellFault(line, SPEC.time, text, this.#terms.utcOffsetMinutes);
      return Number.NaN;
    }
    const at = instant - this.#terms.startAt;
    if (at < this.#order.at) {
      this.#fault(line, 'time', {
        kind: 'rule',
        found: `${quote(text)}, before the row above`,
        allowed: 'times that do not fall',
        hint: 'sort the rows by time',
      });
    }
    return at;
  }

  #number(fields: readonly string[], line: number, column: 'weight_kg' | 'cube_m3'): number {
    const text = this.#text(fields, column);
    if (text === '') return emptyValue(SPEC[column]) as number;
    const value = readCell(SPEC[column], text);
    if (typeof value === 'number') return value;
    this.#cellFault(line, SPEC[column], text);
    return Number.NaN;
  }

  /** Index of a code; -1 for an empty cell that may be empty. */
  #code(
    fields: readonly string[],
    line: number,
    column: 'origin' | 'destination' | 'service_class',
    known: ReadonlyMap<string, number>,
    what: string,
  ): number {
    const text = this.#text(fields, column);
    const index = known.get(text);
    if (index !== undefined) return index;
    if (text === '') {
      if (SPEC[column].required) this.#cellFault(line, SPEC[column], text);
      return -1;
    }
    const some = known.size <= MOST_LISTED && known.size > 0 ? `: ${listed([...known.keys()], 8)}` : '';
    this.#fault(line, column, {
      kind: 'reference',
      found: `${quote(text)}, which is no ${what}`,
      allowed: `the code of a ${what}${some}`,
      hint: text.includes('\ufffd')
        ? 'save the file again as UTF-8'
        : this.#hints()
          ? didYouMean(text, known.keys())
          : '',
    });
    return -1;
  }

  #cellFault(line: number, spec: ColumnSpec, text: string, utcOffsetMinutes?: number): void {
    const read = text === '' ? emptyFault(spec) : readCell(spec, text, utcOffsetMinutes);
    const { kind, allowed, hint } = read as CellFault;
    const found = text === '' ? 'nothing' : quote(text);
    this.#fault(line, spec.name, { kind, found, allowed, hint: hint === '' ? spec.meaning : hint });
  }

  #fault(line: number, column: string, fault: Omit<OrderFault, 'line' | 'column' | 'isOfRow'>): void {
    this.#hasFault = true;
    this.#tell({ ...fault, line, column, isOfRow: true });
  }
}
