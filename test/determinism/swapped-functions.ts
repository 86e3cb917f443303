import type { Plugin } from 'vite';

/** A function of ours that a bundle can take from the JavaScript engine instead. */
export type Swapped = 'ln' | 'exp';

const OF_ENGINE: Readonly<Record<Swapped, string>> = { ln: 'Math.log', exp: 'Math.exp' };

/** Makes a bundle wrong on purpose: one of our transcendental functions becomes that of the JavaScript engine. */
export function swappedFunction(swapped: Swapped): Plugin {
  const ours = `@stdlib/math-base-special-${swapped}`;
  const theirs = `\0swapped-${swapped}`;
  return {
    name: 'swapped-function',
    enforce: 'pre',
    resolveId: (id) => (id === ours ? theirs : undefined),
    load: (id) => (id === theirs ? `export default ${OF_ENGINE[swapped]};` : undefined),
  };
}
