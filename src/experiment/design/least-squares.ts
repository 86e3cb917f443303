/** Columns whose part outside the columns before them is less than this share of their length depend on them. */
const DEPENDENT = 1e-9;

/** The columns of a model that do not depend on those before them, as Q R with orthonormal Q. */
export interface Factorization {
  /** Ordinals of the columns kept, rising. */
  readonly kept: readonly number[];
  readonly q: readonly Float64Array[];
  /** By column: its coordinates along the columns of Q up to its own. */
  readonly r: readonly (readonly number[])[];
}

/**
 * QR factorization by Gram-Schmidt, each column twice, which keeps Q orthogonal to rounding error; columns that
 * depend on earlier ones are left out. Source: Björck, Numerical Methods for Least Squares Problems (1996), sec. 2.4.
 */
export function factorize(columns: readonly Float64Array[]): Factorization {
  const kept: number[] = [];
  const q: Float64Array[] = [];
  const r: number[][] = [];
  for (const [ordinal, column] of columns.entries()) {
    const rest = Float64Array.from(column);
    const coordinates = q.map(() => 0);
    for (let pass = 0; pass < 2; pass++) {
      for (const [j, direction] of q.entries()) {
        const along = dot(direction, rest);
        coordinates[j] += along;
        for (let i = 0; i < rest.length; i++) rest[i] -= along * direction[i];
      }
    }
    const length = Math.sqrt(dot(rest, rest));
    if (!(length > DEPENDENT * Math.sqrt(dot(column, column)))) continue;
    kept.push(ordinal);
    q.push(rest.map((value) => value / length));
    r.push([...coordinates, length]);
  }
  return { kept, q, r };
}

/** Coefficients of the kept columns that come closest to y in least squares. */
export function solveLeastSquares({ q, r }: Factorization, y: Float64Array): Float64Array {
  const solution = Float64Array.from(q, (direction) => dot(direction, y));
  for (let j = q.length - 1; j >= 0; j--) {
    solution[j] /= r[j][j];
    for (let i = 0; i < j; i++) solution[i] -= r[j][i] * solution[j];
  }
  return solution;
}

/** How much of its own value each observation puts into its prediction: the diagonal of Q Q', 0 to 1. */
export function leverages({ q }: Factorization, count: number): Float64Array {
  const diagonal = new Float64Array(count);
  for (const direction of q) for (let i = 0; i < count; i++) diagonal[i] += direction[i] * direction[i];
  return diagonal;
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i] * b[i];
  return sum;
}
