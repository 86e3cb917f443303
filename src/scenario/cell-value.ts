import type { ColumnSpec } from './column-spec.ts';
import { didYouMean } from './did-you-mean.ts';
import { quote } from './found.ts';
import { parseInstant, parseTimeOfDay } from './instant.ts';

/** What is wrong with a cell. */
export interface CellFault {
  readonly kind: 'missing' | 'type' | 'range' | 'choice' | 'code';
  readonly allowed: string;
  readonly hint: string;
}

const NUMBER = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/;
/** Letters and digits of any script; `#`, brackets and `=` have a meaning in names of parcels and in overrides. */
const CODE = /^[\p{L}\p{N}](?:[\p{L}\p{N}._:/+-]{0,62}[\p{L}\p{N}])?$/u;
const TRUE = new Set(['true', 'yes', '1']);
const FALSE = new Set(['false', 'no', '0']);

/**
 * Reads a cell that is not empty, spaces around it removed.
 * @param utcOffsetMinutes of instants written without an offset; such are refused where it is undefined
 */
export function readCell(
  spec: ColumnSpec,
  text: string,
  utcOffsetMinutes?: number,
): string | number | CellFault {
  if (spec.type === 'text' || spec.type === 'code') return readText(spec, text);
  const value = readNumber(spec, text, utcOffsetMinutes);
  if (value === undefined) return { kind: 'type', allowed: allowedText(spec), hint: typeHint(spec, text) };
  return isInRange(spec, value) ? value : { kind: 'range', allowed: allowedText(spec), hint: '' };
}

/** The number in a cell of a column of numbers, whatever its range; undefined where there is none. */
export function readNumberCell(spec: ColumnSpec, text: string): number | undefined {
  if (spec.type !== 'number' && spec.type !== 'integer') return undefined;
  return readNumber(spec, text);
}

/** A required cell that is empty. */
export function emptyFault(spec: ColumnSpec): CellFault {
  return { kind: 'missing', allowed: allowedText(spec), hint: '' };
}

/** What a column allows, in words. */
export function allowedText(spec: ColumnSpec): string {
  if (spec.oneOf !== undefined) return spec.oneOf.map(quote).join(' or ');
  switch (spec.type) {
    case 'text':
      return 'a text';
    case 'code':
      return 'a code of up to 64 letters, digits and . _ : / + -';
    case 'boolean':
      return 'true or false';
    case 'instant':
      return 'an instant such as 2026-01-05T08:30:00+08:00';
    case 'time_of_day':
      return 'a time of day such as 06:30';
    default:
      return numbersAllowed(spec);
  }
}

function readText(spec: ColumnSpec, text: string): string | CellFault {
  if (spec.oneOf !== undefined && !spec.oneOf.includes(text)) {
    return { kind: 'choice', allowed: allowedText(spec), hint: didYouMean(text, spec.oneOf) };
  }
  if (spec.type === 'code' && !CODE.test(text)) {
    return {
      kind: 'code',
      allowed: allowedText(spec),
      hint: 'it begins and ends with a letter or digit, without spaces',
    };
  }
  return text;
}

function readNumber(spec: ColumnSpec, text: string, utcOffsetMinutes?: number): number | undefined {
  switch (spec.type) {
    case 'boolean': {
      const word = text.toLowerCase();
      return TRUE.has(word) ? 1 : FALSE.has(word) ? 0 : undefined;
    }
    case 'instant':
      return parseInstant(text, utcOffsetMinutes);
    case 'time_of_day':
      return parseTimeOfDay(text);
    default: {
      const number = NUMBER.test(text) ? Number(text) : Number.NaN;
      if (!Number.isFinite(number)) return undefined;
      // -0 and 0 are one number, also to whoever divides by it or compares bytes.
      return spec.type === 'number' || Number.isSafeInteger(number) ? number + 0 : undefined;
    }
  }
}

function isInRange(spec: ColumnSpec, value: number): boolean {
  if (spec.min !== undefined && value < spec.min) return false;
  if (spec.max !== undefined && value > spec.max) return false;
  return spec.exclusiveMin === undefined || value > spec.exclusiveMin;
}

function numbersAllowed({ type, min, max, exclusiveMin, unit }: ColumnSpec): string {
  const what = type === 'integer' ? 'a whole number' : 'a number';
  const bounds: string[] = [];
  if (exclusiveMin !== undefined) bounds.push(`above ${exclusiveMin}`);
  if (min !== undefined && max !== undefined && exclusiveMin === undefined)
    bounds.push(`from ${min} to ${max}`);
  else {
    if (min !== undefined) bounds.push(`at least ${min}`);
    if (max !== undefined) bounds.push(`at most ${max}`);
  }
  return [what, bounds.join(' and '), unit === undefined ? '' : `in ${unit}`]
    .filter((part) => part !== '')
    .join(' ');
}

function typeHint(spec: ColumnSpec, text: string): string {
  if (spec.type === 'instant')
    return /\d:\d{2}(?::\d{2}(?:\.\d+)?)?$/.test(text) ? 'add the offset from UTC, or Z' : '';
  if (spec.type !== 'number' && spec.type !== 'integer') return '';
  if (spec.type === 'integer' && NUMBER.test(text))
    return text.includes('.') ? 'write it without decimals' : '';
  if (/^[+-]?\d{1,3}(?:[, ' \u00a0\u202f]\d{3})+(?:\.\d+)?$/.test(text))
    return 'write it without separators between thousands';
  if (/^[+-]?\d+,\d+$/.test(text)) return 'write it with a decimal point';
  if (/%$/.test(text)) return 'write it as a number without %';
  if (/^[+-]?[\d.]+\s*\p{L}/u.test(text)) return 'write it without a unit';
  if (/[\uff10-\uff19]/.test(text)) return 'use half-width digits';
  return '';
}
