/** Between sorters, m. */
export const SORTER_GAP = 4;
/** Roughly what yard, doors and strips add to the height of the sorters. */
const AROUND_SORTERS = 80;
/** Width over height that suits a screen. */
const ASPECT = 1.75;

interface Extent {
  readonly width: number;
  readonly height: number;
}

/** Where sorters stand, m from the upper left corner of all; in their order. */
export interface Packing {
  readonly width: number;
  readonly height: number;
  readonly places: readonly { readonly x: number; readonly y: number }[];
}

/**
 * Sorters in rows, in their order, the rows as long as makes the floor largest on a screen; a row is never cut where it
 * fits in the width inside the walls, m.
 */
export function packSorters(extents: readonly Extent[], inWalls: number): Packing {
  const longest = Math.max(inWalls, ...extents.map(({ width }) => width));
  let best = packRows(extents, longest);
  for (let first = 0; first < extents.length; first++) {
    let limit = -SORTER_GAP;
    for (let last = first; last < extents.length; last++) {
      limit += extents[last].width + SORTER_GAP;
      if (limit <= longest) continue;
      const packing = packRows(extents, limit);
      if (sizeOnScreen(packing, inWalls) < sizeOnScreen(best, inWalls)) best = packing;
    }
  }
  return best;
}

/** How much a packing asks for of a screen; the less, the larger everything is drawn. */
function sizeOnScreen(packing: Packing, inWalls: number): number {
  return Math.max(Math.max(inWalls, packing.width) / ASPECT, packing.height + AROUND_SORTERS);
}

function packRows(extents: readonly Extent[], limit: number): Packing {
  const rows: { width: number; height: number; members: number[] }[] = [];
  extents.forEach(({ width, height }, i) => {
    const last = rows[rows.length - 1];
    if (!last || last.width + SORTER_GAP + width > limit + 1e-6) {
      rows.push({ width, height, members: [i] });
      return;
    }
    last.members.push(i);
    last.width += SORTER_GAP + width;
    last.height = Math.max(last.height, height);
  });
  const width = Math.max(0, ...rows.map((row) => row.width));
  const places: { x: number; y: number }[] = [];
  let y = 0;
  for (const row of rows) {
    let x = (width - row.width) / 2;
    for (const i of row.members) {
      places[i] = { x, y: y + (row.height - extents[i].height) / 2 };
      x += extents[i].width + SORTER_GAP;
    }
    y += row.height + SORTER_GAP;
  }
  return { width, height: Math.max(0, y - SORTER_GAP), places };
}
