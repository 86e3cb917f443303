/** Bytes read for a preview. */
const PREVIEW_BYTES = 512 * 1024;

/** The first rows of a table. */
export interface CsvPreview {
  readonly header: readonly string[];
  readonly rows: readonly (readonly string[])[];
  /** Whether the file has more rows than these. */
  readonly isCut: boolean;
}

/** Reads the beginning of a CSV file. */
export async function previewCsv(content: Blob): Promise<CsvPreview> {
  const isCut = content.size > PREVIEW_BYTES;
  const text = await content.slice(0, PREVIEW_BYTES).text();
  const rows = parseCsv(text);
  // The last row of a part may be cut in two.
  if (isCut) rows.pop();
  const [header = [], ...others] = rows;
  return { header, rows: others, isCut };
}

/** Rows and cells after RFC 4180. */
function parseCsv(text: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  let at = 0;
  while (at < text.length) {
    let cell = '';
    if (text[at] === '"') {
      let end = at + 1;
      while (end < text.length && (text[end] !== '"' || text[end + 1] === '"'))
        end += text[end] === '"' ? 2 : 1;
      cell = text.slice(at + 1, end).replaceAll('""', '"');
      at = end + 1;
    } else {
      let end = at;
      while (end < text.length && text[end] !== ',' && text[end] !== '\n' && text[end] !== '\r') end++;
      cell = text.slice(at, end);
      at = end;
    }
    row.push(cell);
    if (text[at] === ',') {
      at++;
      // A comma at the very end still has an empty cell after it.
      if (at === text.length) row.push('');
      continue;
    }
    if (text[at] === '\r') at++;
    if (text[at] === '\n') at++;
    rows.push(row);
    row = [];
  }
  if (row.length > 0) rows.push(row);
  return rows;
}
