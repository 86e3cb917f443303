import { describe, expect, it } from 'vitest';
import { forbiddenNames, IN_THE_CORE, IN_THE_WORKER } from './forbidden-names.ts';
import { roomOf } from './imports.ts';
import { CORE_ROOMS } from './rooms.ts';
import { readSources } from './source-files.ts';

const sources = readSources();

describe('what gives other bytes elsewhere', () => {
  it('is not used in the core rooms: no luck, clock, locale or transcendental function of the platform', () => {
    const core = sources.filter(({ file }) => CORE_ROOMS.includes(roomOf(file) ?? ''));
    expect(core.length).toBeGreaterThan(0);
    expect(core.flatMap((source) => forbiddenNames(source, IN_THE_CORE))).toEqual([]);
  });

  it('is not used in the worker, its clock apart', () => {
    const worker = sources.filter(({ file }) => roomOf(file) === 'worker');
    expect(worker.flatMap((source) => forbiddenNames(source, IN_THE_WORKER))).toEqual([]);
  });
});

describe('the reader of names', () => {
  const inCore = (text: string) => forbiddenNames({ file: 'x.ts', text }, IN_THE_CORE);
  const inWorker = (text: string) => forbiddenNames({ file: 'x.ts', text }, IN_THE_WORKER);

  it.each([
    ['Math.random()', 'Math.random'],
    ['const y = Math.exp(x);', 'Math.exp'],
    ['Math.cbrt(8)', 'Math.cbrt'],
    [`Math['log'](2)`, 'Math (other than by the name of a member)'],
    ['const { log } = Math;', 'Math (other than by the name of a member)'],
    ['x ** 2', '**'],
    ['2 ** bits', '**'],
    ['3 ** 2', '**'],
    ['2 ** 0.5', '**'],
    ['x **= 2', '**='],
    ['Date.now()', 'Date'],
    ['new Date(0)', 'Date'],
    ['performance.now()', 'performance'],
    ['new Intl.NumberFormat()', 'Intl'],
    ['x.toLocaleString()', '.toLocaleString'],
    ['names.sort((a, b) => a.localeCompare(b))', '.localeCompare'],
    ['globalThis.process', 'globalThis'],
    [`\`\${Math.exp(1)}\``, 'Math.exp'],
  ])('refuses %s', (text, name) => {
    expect(inCore(text)).toEqual([`x.ts:1 ${name}`]);
  });

  it.each([
    '// Math.random() is forbidden',
    '/* x ** 2 */',
    `const text = 'Date.now()';`,
    'const text = `Math.exp(1)`;',
    'Math.sqrt(Math.abs(Math.floor(x)))',
    'clock.performance',
    'const columns = { Date: 1 };',
    '/** x ** 3 */ export const eight = 8;',
    'const SPAN = 2 ** 32;',
  ])('lets pass %s', (text) => {
    expect(inCore(text)).toEqual([]);
  });

  it('names the line', () => {
    expect(inCore('// first\n\nconst x = Math.sin(1);')).toEqual(['x.ts:3 Math.sin']);
  });

  it('leaves the clock, but not luck, to the worker', () => {
    expect(inWorker('Date.now() - performance.now()')).toEqual([]);
    expect(inWorker('Math.random()')).toEqual(['x.ts:1 Math.random']);
  });
});
