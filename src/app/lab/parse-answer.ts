/**
 * Reads a number as people write it: with the decimal sign of the locale, thousands apart, or with an exponent.
 * @returns undefined for what is no finite number @param decimal sign before the decimals
 */
export function parseAnswer(text: string, decimal: '.' | ','): number | undefined {
  const group = decimal === '.' ? ',' : '.';
  let written = text.trim().replace(/[−–]/g, '-');
  const [whole, ...rest] = written.split(decimal);
  if (rest.length > 1) return undefined;
  // Thousands stand in threes; anything else with that sign is the other decimal sign, or a slip.
  const isGrouped = new RegExp(`^-?\\d{1,3}([\\s'’${group}]\\d{3})+$`).test(whole);
  if (isGrouped && !isOtherDecimal(written, group)) {
    written = [whole.replace(new RegExp(`[\\s'’${group}]`, 'g'), ''), ...rest].join('.');
  } else {
    written = written.replace(/[.,]/, '.');
  }
  return /^[-+]?(\d+\.?\d*|\.\d+)(e[-+]?\d+)?$/i.test(written) ? finite(Number(written)) : undefined;
}

/** `0,125` is a share, whatever the locale: no group of thousands begins with a single zero. */
function isOtherDecimal(written: string, group: string): boolean {
  return new RegExp(`^-?0\\${group}`).test(written);
}

function finite(value: number): number | undefined {
  return Number.isFinite(value) ? value : undefined;
}

/** The sign before the decimals in a locale. */
export function decimalSign(locale: string): '.' | ',' {
  return new Intl.NumberFormat(locale).format(0.5).includes(',') ? ',' : '.';
}
