/** A figure for people: about four significant digits, never an exponent, thousands apart; `-` for nothing. */
export function figureText(value: number): string {
  return fixed(value, decimalsOf(value));
}

/** `mean ± half-width`, both with the decimals of the mean; without the interval where there is none. */
export function intervalText(mean: number, halfWidth: number): string {
  const decimals = decimalsOf(mean);
  const text = fixed(mean, decimals);
  return Number.isNaN(halfWidth) ? text : `${text} ± ${fixed(halfWidth, decimals)}`;
}

/** A share as percent: `95 %`, `99.5 %`. */
export function percentText(share: number): string {
  const text = figureText(share * 100);
  return `${text.includes('.') ? text.replace(/\.?0+$/, '') : text} %`;
}

function decimalsOf(value: number): number {
  const size = Math.abs(value);
  if (size >= 1000 || size === 0) return 0;
  return size >= 100 ? 1 : size >= 10 ? 2 : size >= 1 ? 3 : 4;
}

function fixed(value: number, decimals: number): string {
  if (!Number.isFinite(value)) return '-';
  const [whole, fraction] = value.toFixed(decimals).split('.');
  const apart = whole.replace(/\B(?=(\d{3})+$)/g, ',');
  return fraction === undefined ? apart : `${apart}.${fraction}`;
}
