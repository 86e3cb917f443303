/**
 * Lines of a table for a terminal, columns two spaces apart: the first `left` columns begin at their left edge, the
 * others end at their right edge.
 * @param rows the first is the header; all of the same length
 */
export function textTable(rows: readonly (readonly string[])[], left = 1): string[] {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => textWidth(row[column]))));
  return rows.map((row) =>
    row
      .map((cell, column) => {
        const space = ' '.repeat(widths[column] - textWidth(cell));
        return column < left ? cell + space : space + cell;
      })
      .join('  ')
      .trimEnd(),
  );
}

/** Places that a text takes in a terminal: Chinese, Japanese and Korean characters take two. */
function textWidth(text: string): number {
  let width = 0;
  for (const character of text) width += WIDE.test(character) ? 2 : 1;
  return width;
}

const WIDE =
  /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff60\uffe0-\uffe6]|\p{Extended_Pictographic}/u;
