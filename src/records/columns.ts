import type { Column } from './table.ts';

/** Which replication a row is of. */
export const replication: Column = {
  name: 'replication',
  type: 'integer',
  unit: '',
  meaning: 'Replication, from 0.',
};

/** A column of words. */
export function text(name: string, meaning: string): Column {
  return { name, type: 'text', unit: '', meaning };
}

/** A column of whole numbers. */
export function integer(name: string, unit: string, meaning: string): Column {
  return { name, type: 'integer', unit, meaning };
}

/** A column of numbers. */
export function number(name: string, unit: string, meaning: string): Column {
  return { name, type: 'number', unit, meaning };
}

/** A column of instants. */
export function instant(name: string, meaning: string): Column {
  return { name, type: 'instant', unit: '', meaning };
}
