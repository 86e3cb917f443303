/**
 * The one module of transcendental functions below the page and the terminal.
 *
 * `Math.log`, `Math.exp` and their kin differ in the last bits between engines (7-10 % of results between Node and
 * Chromium), so a run that calls them does not give the same bytes everywhere. Behind these names sit
 * `@stdlib/math-base-special-*`: ports of FreeBSD's msun in additions, multiplications and bit operations only, which
 * IEEE 754 fixes. A logarithm costs about 34 ns; variates go by ziggurat and need one only in the tail.
 */
import stdlibAsin from '@stdlib/math-base-special-asin';
import stdlibCos from '@stdlib/math-base-special-cos';
import stdlibExp from '@stdlib/math-base-special-exp';
import stdlibExpm1 from '@stdlib/math-base-special-expm1';
import stdlibLn from '@stdlib/math-base-special-ln';
import stdlibLog1p from '@stdlib/math-base-special-log1p';
import stdlibPow from '@stdlib/math-base-special-pow';
import stdlibSin from '@stdlib/math-base-special-sin';

/** e to the power x. @returns Infinity above 709.78, 0 below -745.13. */
export const exp: (x: number) => number = stdlibExp;

/** e to the power x, less 1, without the loss of digits near 0. */
export const expm1: (x: number) => number = stdlibExpm1;

/** Natural logarithm. @returns -Infinity at 0, NaN below. */
export const ln: (x: number) => number = stdlibLn;

/** Natural logarithm of 1 + x, without the loss of digits near 0. @returns -Infinity at -1, NaN below. */
export const log1p: (x: number) => number = stdlibLog1p;

/** x to the power y, in place of the operator `**`. @returns NaN for a negative x and a y that is not whole. */
export const pow: (x: number, y: number) => number = stdlibPow;

/** Sine of an angle in radians. */
export const sin: (x: number) => number = stdlibSin;

/** Cosine of an angle in radians. */
export const cos: (x: number) => number = stdlibCos;

/** Arc sine in radians, -pi/2 to pi/2. @returns NaN outside -1 to 1. */
export const asin: (x: number) => number = stdlibAsin;
