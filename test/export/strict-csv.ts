/** A strict reader of CSV after RFC 4180 with LF at line ends, written apart from the product's own. */
export function parseStrictCsv(text: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  let at = 0;
  while (at < text.length) {
    let cell = '';
    if (text[at] === '"') {
      at++;
      for (;;) {
        if (at >= text.length) throw new Error('the text ends within quotes');
        if (text[at] === '"' && text[at + 1] === '"') {
          cell += '"';
          at += 2;
        } else if (text[at] === '"') break;
        else cell += text[at++];
      }
      at++;
    } else {
      while (at < text.length && text[at] !== ',' && text[at] !== '\n') {
        if (text[at] === '"' || text[at] === '\r')
          throw new Error(`a stray ${JSON.stringify(text[at])} at ${at}`);
        cell += text[at++];
      }
    }
    row.push(cell);
    if (text[at] === ',') {
      at++;
      if (at === text.length) throw new Error('the text ends after a comma');
      continue;
    }
    if (text[at] !== '\n') throw new Error(`neither a comma nor a line end at ${at}`);
    at++;
    rows.push(row);
    row = [];
  }
  return rows;
}

/** The text that a neutralized cell was. */
export function withoutNeutralizer(cell: string): string {
  return /^'+[=+\-@\t\r]/.test(cell) ? cell.slice(1) : cell;
}
