import type { Metamodel } from '../../experiment/design/metamodel.ts';
import { formatWithin } from '../format.ts';
import { axisTitle } from './display-unit.ts';
import { columnName, type PlotTable } from './plots/plot-table.ts';

/** The model in the factors' own units: `time, h = 12.3 + 4.5 couriers − 0.6 couriers × hubs`. */
export function metamodelEquation(
  { coefficients, unit }: Pick<Metamodel, 'coefficients' | 'unit'>,
  response: string,
): string {
  const terms = coefficients.map(({ term, order, natural, naturalHalfWidth }, index) => {
    const size = formatWithin(Math.abs(natural), naturalHalfWidth);
    const sign = natural < 0 ? '−' : '+';
    const written = order === 0 ? size : `${size} ${term.includes(' = ') ? `[${term}]` : term}`;
    if (index === 0) return natural < 0 ? `−${written}` : written;
    return `${sign} ${written}`;
  });
  return `${axisTitle(response, unit)} = ${terms.join(' ')}`;
}

export function metamodelTable({ coefficients, unit, n, confidence }: Metamodel): PlotTable {
  return {
    columns: [
      'term',
      columnName('coded_estimate', unit),
      columnName('coded_half_width', unit),
      'p_value',
      'natural_estimate',
      'natural_half_width',
      'n',
      'confidence',
      'aliases',
    ],
    rows: coefficients.map((one) => [
      one.term,
      one.estimate,
      one.halfWidth,
      one.pValue,
      one.natural,
      one.naturalHalfWidth,
      n,
      confidence,
      one.aliases.join('; '),
    ]),
  };
}
