import { describe, expect, it } from 'vitest';
import { forbiddenImports, importCycles, importsOf, isBarrel, roomOf } from './imports.ts';
import { ROOMS } from './rooms.ts';
import { readSources, type Source } from './source-files.ts';

const sources = readSources();

describe('the files under src/', () => {
  it('lie in the rooms of the table, declarations of globals apart', () => {
    const strangers = sources.filter(({ file }) => ROOMS[roomOf(file) ?? ''] === undefined);
    expect(strangers.map(({ file }) => file).filter((file) => !/^src\/[^/]+\.d\.ts$/.test(file))).toEqual([]);
    expect(sources.length).toBeGreaterThan(0);
  });

  it('import only what the table allows their room', () => {
    expect(forbiddenImports(sources)).toEqual([]);
  });

  it('do not import one another in a ring', () => {
    expect(importCycles(sources)).toEqual([]);
  });

  it('are no barrels', () => {
    expect(sources.filter(isBarrel).map(({ file }) => file)).toEqual([]);
  });
});

describe('the table of rooms', () => {
  it('lets a room import only from rooms above it', () => {
    const order = Object.keys(ROOMS);
    for (const [name, { rooms }] of Object.entries(ROOMS)) {
      for (const room of rooms)
        expect(order.indexOf(room), `${name} → ${room}`).toBeLessThan(order.indexOf(name));
      expect(rooms.every((room) => order.includes(room))).toBe(true);
    }
  });
});

describe('the reader of imports', () => {
  const clock: Source = { file: 'src/engine/clock.ts', text: 'export const SECOND = 1;' };
  const runner: Source = { file: 'src/experiment/runner.ts', text: 'export function run() {}' };
  const faults = (file: string, text: string) => forbiddenImports([{ file, text }, clock, runner]);

  it('sees every way to import', () => {
    const text = `
      import a from './a.ts';
      import type { B } from './b.ts';
      import './c.css';
      export { d } from './d.ts';
      export * from './e.ts';
      let f: import('./f.ts').F;
      const g = () => import('./g.ts');
      const h = new Worker(new URL('./h.ts', import.meta.url), { type: 'module' });
      const i = import(a);
      // import './in-a-comment.ts';
      const text = "import './in-a-text.ts'";`;
    expect(importsOf({ file: 'src/app/x.ts', text })).toEqual([
      './a.ts',
      './b.ts',
      './c.css',
      './d.ts',
      './e.ts',
      './f.ts',
      './g.ts',
      './h.ts',
      '(not literal)',
    ]);
  });

  it('sees the imports of both scripts of a Svelte file', () => {
    const text = `<script module lang="ts">import './a.ts';</script>
      <script lang="ts">import B from './B.svelte';</script><p>import './c.ts'</p>`;
    expect(importsOf({ file: 'src/app/X.svelte', text })).toEqual(['./a.ts', './B.svelte']);
  });

  it('refuses a room that the row does not name, for types and workers too', () => {
    expect(faults('src/view/map.ts', `import { SECOND } from '../engine/clock.ts';`)).toHaveLength(1);
    expect(faults('src/view/map.ts', `import type { run } from '../experiment/runner.ts';`)).toHaveLength(1);
    expect(faults('src/view/map.ts', `new URL('../experiment/runner.ts', import.meta.url)`)).toHaveLength(1);
    expect(faults('src/engine/loop.ts', `import('../experiment/runner.ts')`)).toHaveLength(1);
    expect(faults('src/model/hub.ts', `import { SECOND } from '../engine/clock.ts';`)).toEqual([]);
  });

  it('refuses what lies outside the rooms, what is missing, and what is not written out', () => {
    expect(faults('src/cli/x.ts', `import '../../tools/build.mjs';`)).toHaveLength(1);
    expect(faults('src/cli/x.ts', `import './gone.ts';`)).toHaveLength(1);
    expect(faults('src/cli/x.ts', 'await import(name);')).toHaveLength(1);
    expect(faults('src/elsewhere/x.ts', `import '../engine/clock.ts';`)).toHaveLength(1);
  });

  it('refuses packages that the row does not name', () => {
    expect(faults('src/engine/x.ts', `import { readFileSync } from 'node:fs';`)).toHaveLength(1);
    expect(faults('src/model/x.ts', `import Phaser from 'phaser';`)).toHaveLength(1);
    expect(faults('src/cli/x.ts', `import { readFileSync } from 'node:fs';`)).toEqual([]);
  });

  it('finds a ring, even one of types', () => {
    const a: Source = { file: 'src/engine/a.ts', text: `import { b } from './b.ts'; export type A = 1;` };
    const b: Source = {
      file: 'src/engine/b.ts',
      text: `import type { A } from './a.ts'; export const b = 1;`,
    };
    expect(importCycles([a, b])).toEqual(['src/engine/a.ts → src/engine/b.ts → src/engine/a.ts']);
    expect(importCycles([a, { ...b, text: 'export const b = 1;' }])).toEqual([]);
  });

  it('tells a barrel from a file that also says something', () => {
    const file = 'src/engine/all.ts';
    expect(isBarrel({ file, text: `export * from './clock.ts';` })).toBe(true);
    expect(isBarrel({ file, text: `import { SECOND } from './clock.ts'; export { SECOND };` })).toBe(true);
    expect(isBarrel({ file, text: `export { SECOND } from './clock.ts'; export const FAST = 2;` })).toBe(
      false,
    );
  });
});
