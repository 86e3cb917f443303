import type { BlockTheory, Figure } from './theory-value.ts';

/** A station that turns nobody away, from the mean wait and the mean time in service of each class. */
export interface StationMeans {
  readonly name: string;
  readonly source: string;
  /** Arrivals per s of each class; 0 for those who do not come. */
  readonly rates: readonly number[];
  /** Mean time in line and mean time beside a server, s, of each class. */
  readonly waitsS: readonly number[];
  readonly servicesS: readonly number[];
  /** Formulas by figure; the usual ones where one is left out. */
  readonly formulas: Readonly<Record<string, string>>;
  /** Busy share of the servers, and share of the time with nobody there; left out where not known. */
  readonly utilization?: number;
  readonly emptyShare?: number;
  readonly leavesPoisson?: boolean;
}

const USUAL: Readonly<Record<string, string>> = {
  time_in_system: 'W_q + E[S]',
  number_in_queue: 'λ W_q',
  number_in_service: 'λ E[S]',
  number_in_system: 'λ W',
  utilization: 'λ E[S] / c',
};

/** Every figure that a run reports of a station, from mean times by class, by Little's law (1961). */
export function stationTheory(means: StationMeans): BlockTheory {
  const { name, source, rates, waitsS, servicesS, formulas, leavesPoisson = false } = means;
  const comes = rates.flatMap((rate, klass) => (rate > 0 ? [klass] : []));
  const total = comes.reduce((sum, klass) => sum + rates[klass], 0);
  const perTime = (times: readonly number[]) =>
    comes.reduce((sum, klass) => sum + rates[klass] * times[klass], 0);
  const staysS = waitsS.map((wait, klass) => wait + servicesS[klass]);
  const figure = (kpi: string, value: number, klass?: number): Figure => ({
    kpi,
    value,
    formula: formulas[kpi] ?? USUAL[kpi],
    ...(klass === undefined ? {} : { klass }),
  });
  const waiting = perTime(waitsS);
  const serving = perTime(servicesS);
  const figures = [
    figure('time_in_queue', waiting / total),
    figure('time_in_system', (waiting + serving) / total),
    figure('number_in_queue', waiting),
    figure('number_in_service', serving),
    figure('number_in_system', waiting + serving),
  ];
  if (means.utilization !== undefined) figures.push(figure('utilization', means.utilization));
  if (means.emptyShare !== undefined) figures.push(figure('share_empty', means.emptyShare));
  if (rates.length > 1) {
    for (const klass of comes) {
      figures.push(
        figure('time_in_queue', waitsS[klass], klass),
        figure('time_in_system', staysS[klass], klass),
      );
    }
  }
  return { name, source, figures, staysS, lossShare: 0, leavesPoisson };
}
