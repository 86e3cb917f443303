import { createRequire } from 'node:module';
import type { Triangulate } from '../../src/view/outlines.ts';

/** The renderer's own triangulation from its sources: the renderer as a whole needs a browser. */
export const earcut = createRequire(import.meta.url)(
  '../../node_modules/phaser/src/geom/polygon/Earcut.js',
) as Triangulate;
