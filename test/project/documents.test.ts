import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { filesBelow, ROOT } from './source-files.ts';

const DOCUMENTS = [
  'README.md',
  'ARCHITECTURE.md',
  'MODEL.md',
  'DECISIONS.md',
  'CHANGELOG.md',
  'GLOSSARY.md',
  'LICENSE',
];

/** Documents that describe the project as it is; decisions and changes may name what is gone. */
const DESCRIPTIONS = ['README.md', 'ARCHITECTURE.md', 'MODEL.md', 'GLOSSARY.md'];

describe('the documents', () => {
  it.each(DOCUMENTS)('include %s', (document) => {
    expect(existsSync(path.join(ROOT, document))).toBe(true);
  });

  it.each([...DESCRIPTIONS, ...filesIn('docs')])('%s names only files that exist', (document) => {
    const text = readFileSync(path.join(ROOT, document), 'utf8');
    expect(pathsIn(text).filter((named) => !existsSync(path.join(ROOT, named)))).toEqual([]);
  });
});

describe('the reader of documents', () => {
  it('takes the paths out of code in the text, to where they stop being fixed', () => {
    const text = [
      'See `src/engine/clock.ts` and `test/engine/`, run `npm run simulate -- run scenarios/two-hubs --seed 1`,',
      'any of `src/model/*/check.ts` or `scenarios/<id>/scenario.json`; not src/plain.ts, not `out/a`.',
    ].join('\n');
    expect(pathsIn(text)).toEqual([
      'src/engine/clock.ts',
      'test/engine',
      'scenarios/two-hubs',
      'src/model',
      'scenarios',
    ]);
  });
});

describe('the top of the project', () => {
  const REQUIRED = ['src', 'scenarios', 'public', 'test', 'index.html', 'package.json', 'vite.config.ts'];
  const FOLDERS = [...REQUIRED, 'tools', 'docs'];
  const FILES = [
    /\.md$/,
    /^LICENSE$/,
    /^(package|package-lock|biome|knip|tsconfig(\.\w+)?)\.json$/,
    /\.config\.ts$/,
  ];

  it('holds all that is required', () => {
    expect(REQUIRED.filter((name) => !existsSync(path.join(ROOT, name)))).toEqual([]);
  });

  it('holds nothing beside it but documents, the license, settings of tools, and tools', () => {
    const ignored = readFileSync(path.join(ROOT, '.gitignore'), 'utf8').split('\n');
    const strangers = readdirSync(ROOT).filter(
      (name) =>
        !name.startsWith('.') &&
        !FOLDERS.includes(name) &&
        !FILES.some((pattern) => pattern.test(name)) &&
        !ignored.includes(`${name}/`),
    );
    expect(strangers).toEqual([]);
  });
});

function filesIn(folder: string): string[] {
  return existsSync(path.join(ROOT, folder)) ? filesBelow(folder).filter((file) => file.endsWith('.md')) : [];
}

/** The project's paths in the code spans of a text, each cut before its first placeholder. */
function pathsIn(markdown: string): string[] {
  const spans = [...markdown.matchAll(/(?<!`)`([^`\n]+)`(?!`)/g)].map((match) => match[1] ?? '');
  return spans
    .flatMap((span) => span.split(/[\s"'(),;]+/))
    .filter((word) => /^(src|test|tools|scenarios|public|docs)\//.test(word))
    .map((word) => {
      const parts = word.replace(/[.:…]+$/, '').split('/');
      const open = parts.findIndex((part) => /[*<>{}…[\]]/.test(part));
      return (open < 0 ? parts : parts.slice(0, open)).filter(Boolean).join('/');
    });
}
