/**
 * Cells of CSV as this product writes them: RFC 4180 with LF at line ends; numbers in their shortest round-trip form;
 * null and NaN as nothing at all; text that a spreadsheet would run as a formula led by an apostrophe.
 */

const TAB = 9;
const LF = 10;
const CR = 13;
const QUOTE = 34;
const PLUS = 43;
const COMMA = 44;
const MINUS = 45;
const EQUALS = 61;
const AT = 64;
const APOSTROPHE = 39;

/** Shortest decimal text that reads back as the same double; -0 as 0, NaN as an empty cell. */
export function numberCell(value: number): string {
  return Number.isNaN(value) ? '' : String(value);
}

/**
 * A text, neutralized and quoted where it must be. Whoever removes one apostrophe from each text that begins with
 * apostrophes and then `= + - @`, tab or CR has the very text again.
 */
export function textCell(text: string): string {
  const safe = isFormula(text) ? `'${text}` : text;
  return needsQuotes(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** Whether a spreadsheet would run it, or it would read like one that was neutralized. */
function isFormula(text: string): boolean {
  let at = 0;
  while (text.charCodeAt(at) === APOSTROPHE) at++;
  const first = text.charCodeAt(at);
  return (
    first === EQUALS || first === PLUS || first === MINUS || first === AT || first === TAB || first === CR
  );
}

function needsQuotes(text: string): boolean {
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === COMMA || code === QUOTE || code === LF || code === CR) return true;
  }
  return false;
}
