import { aliasNames, effectName } from './design-contrasts.ts';
import type { DesignMatrix } from './design-matrix.ts';

/** `alternatives`, or the kind of a design as its file writes it: `one_at_a_time`. */
export function designName(matrix: DesignMatrix | undefined): string {
  return matrix === undefined ? 'alternatives' : matrix.kind.replaceAll('-', '_');
}

/** What a fraction mixes up with each main effect, a line each: `couriers = hubs × trucks`; empty for other designs. */
export function aliasLines(matrix: DesignMatrix): string[] {
  if (matrix.fraction === undefined) return [];
  return matrix.factors.flatMap((_, factor) => {
    const aliases = aliasNames(matrix, [factor]);
    return aliases.length === 0 ? [] : [[effectName(matrix, [factor]), ...aliases].join(' = ')];
  });
}
