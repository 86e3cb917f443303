import { didYouMean } from '../did-you-mean.ts';
import { quote } from '../found.ts';
import type { Problems } from '../problem.ts';
import { reportSettings } from '../setting-fault.ts';
import type { NetworkTables } from './check-network-tables.ts';
import type { WrittenDisruption } from './routing-schema.ts';

/** Reports disruptions of facilities and lanes that are not there. @param file the main file */
export function checkDisruptions(
  disruptions: readonly WrittenDisruption[],
  tables: NetworkTables,
  file: string,
  problems: Problems,
): void {
  const report = reportSettings(file, problems);
  disruptions.forEach((disruption, index) => {
    for (const [what, known] of [
      ['facility', tables.facilities?.column('code')],
      ['lane', tables.lanes?.column('code')],
    ] as const) {
      const code = disruption[what];
      if (code === undefined || known === undefined || known.includes(code)) continue;
      report(
        `disruptions[${index}].${what}`,
        `${quote(code)}, which is no ${what}`,
        `the code of a ${what}`,
        didYouMean(code, known),
        'reference',
      );
    }
  });
}
