import { expect, it } from 'vitest';
import { inChromium } from './chromium.ts';

/** Exponents whose `2 ** exponent` is not the number that doubling gives; runs in Node and in the page. */
function inexactExponents(): number[] {
  const inexact: number[] = [];
  let doubled = 1;
  for (let exponent = 0; exponent <= 1023; exponent++) {
    if (2 ** exponent !== doubled) inexact.push(exponent);
    doubled *= 2;
  }
  return inexact;
}

it('are exact in Node and in Chromium, so the core rooms may write them out', async () => {
  expect(inexactExponents()).toEqual([]);
  await inChromium(async ({ page }) => {
    expect(await page.evaluate(inexactExponents)).toEqual([]);
  });
});
