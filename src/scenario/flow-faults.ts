import { didYouMean } from './did-you-mean.ts';
import type { Problems } from './problem.ts';

/** Reports the faults of one flow file. */
export class FlowFaults {
  readonly #file: string;
  readonly #problems: Problems;

  constructor(file: string, problems: Problems) {
    this.#file = file;
    this.#problems = problems;
  }

  report(path: string, found: string, allowed: string, hint: string, kind = 'rule'): void {
    this.#problems.error(kind, this.#file, { path }, { found, allowed, hint });
  }

  /** A name that leads nowhere. @param known the names there are */
  unknown(path: string, found: string, known: readonly string[]): void {
    const shown = known.slice(0, 12).join(', ') + (known.length > 12 ? ', …' : '');
    this.report(
      path,
      `"${found}"`,
      shown === '' ? 'nothing is defined' : `one of ${shown}`,
      didYouMean(found, known) || 'is it misspelled?',
      'reference',
    );
  }
}
