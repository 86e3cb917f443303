import { figuresOf } from '../experiment/figures-of.ts';
import { mainResponses } from '../experiment/main-responses.ts';
import { FEWEST_REPLICATIONS } from '../experiment/precision.ts';
import { isValueOf, type Response } from '../experiment/response.ts';
import type { SequentialTarget } from '../experiment/rules/until-precise.ts';
import { didYouMean } from '../scenario/did-you-mean.ts';
import type { Scenario } from '../scenario/scenario.ts';
import { type Arguments, countOption } from './arguments.ts';
import { UsageError } from './usage-error.ts';

const MOST_REPLICATIONS = 200;

/** The precision that `--precision`, `--kpi` and `--at-most` ask for; undefined without the first. @throws UsageError */
export function precisionOption(
  args: Arguments,
  scenario: Scenario,
  confidence: number,
): SequentialTarget | undefined {
  const text = args.text('precision');
  const atMost = countOption(args, 'at-most', FEWEST_REPLICATIONS) ?? MOST_REPLICATIONS;
  if (text === undefined) {
    if (args.has('kpi') || args.has('at-most')) throw new UsageError('--kpi and --at-most need --precision');
    return undefined;
  }
  const relativeError = Number(text);
  if (!(relativeError > 0 && relativeError < 1))
    throw new UsageError(`--precision takes a share between 0 and 1, such as 0.05, not "${text}"`);
  const named = args.list('kpi').map((written) => responseOf(written, scenario));
  const responses = named.length > 0 ? named : mainResponses(scenario);
  return { responses, relativeError, confidence, atLeast: FEWEST_REPLICATIONS, atMost };
}

function responseOf(written: string, scenario: Scenario): Response {
  const [kpi, place = ''] = written.split('@');
  const response: Response = { kpi, place, class: '', better: undefined };
  const { kpis } = figuresOf(scenario);
  if (kpis.some((figure) => isValueOf(response, figure))) return response;
  const names = kpis
    .filter((figure) => figure.class === '')
    .map((figure) => (figure.place === '' ? figure.kpi : `${figure.kpi}@${figure.place}`));
  const near = didYouMean(written, names);
  throw new UsageError(
    `no run of this scenario has the figure "${written}"${near === '' ? `; there are ${names.slice(0, 20).join(', ')}` : `; ${near}`}`,
  );
}
