import type { Place, Problems } from './problem.ts';

/**
 * Whether a cell of a table, or its whole row, has been reported so far: what was misread there would only mislead.
 * Problems found later do not count.
 */
export function toldCells(file: string, problems: Problems): (place: Place) => boolean {
  const told = new Set<string>();
  for (const problem of problems.list) {
    if (problem.file === file) told.add(keyOf(problem.place));
  }
  return (place) => told.size > 0 && (told.has(keyOf(place)) || told.has(rowKeyOf(place)));
}

function keyOf(place: Place): string {
  return 'path' in place ? place.path : `${place.row}:${place.column}`;
}

/** A row of an inline table is the path without its last step, `inline.lanes[3]` for `inline.lanes[3].from`. */
function rowKeyOf(place: Place): string {
  if ('row' in place) return `${place.row}:`;
  return place.path.replace(/(?:\.[^.[\]]*|\[[^[\]]*\])$/, '');
}
