import type { HubDetail, HubResult } from './hub-run.ts';
import { measure } from './processes.ts';
import { check, median, type Results, spread } from './report.ts';

/** Written down before the first run. */
const SEED = 20_261_124;
const ROUNDS = 3;
const MILLION = 1e6;
const DAY_S = 86_400;
/** Tray loops pass each cross-section at 2.5 m/s / 0.6 m: so often a tray comes by somewhere, were each an event. */
const TRAYS_PER_S = 2.5 / 0.6;

/** A day of single-hub tray by tray against the same day by rates, in turn, each run in a fresh process. */
export function hub({ findings, checks }: Results): void {
  const runs: Record<HubDetail, HubResult[]> = { trays: [], rates: [] };
  for (let round = 0; round < ROUNDS; round++) {
    for (const detail of ['rates', 'trays'] as const)
      runs[detail].push(measure('hub', { detail, seed: SEED }));
  }
  const section = 'single-hub, 24 h';
  for (const detail of ['trays', 'rates'] as const) {
    const [{ events, parcels }] = runs[detail];
    const cpuSeconds = runs[detail].map((run) => run.cpuSeconds);
    findings.push(
      {
        section,
        what: detail,
        value: median(cpuSeconds),
        unit: 'CPU s',
        note: `${parcels.toLocaleString('en')} parcels; ${spread(cpuSeconds)}`,
      },
      {
        section,
        what: `${detail}: events`,
        value: events / parcels,
        unit: 'events/parcel',
        note: `${events.toLocaleString('en')} events, ${(events / median(cpuSeconds) / MILLION).toFixed(2)} M/CPU s`,
      },
    );
  }
  const ratios = runs.trays.map((run, round) => run.cpuSeconds / runs.rates[round].cpuSeconds);
  findings.push({
    section,
    what: 'trays / rates',
    value: median(ratios),
    unit: '',
    budget: { atMost: 4 },
    note: spread(ratios),
  });
  for (const detail of ['trays', 'rates'] as const) {
    const [first] = runs[detail];
    checks.push(
      check(`single-hub at ${detail}: parcels in = out + there`, first.departed + first.inHub, first.parcels),
      check(
        `single-hub at ${detail}: the same events every time`,
        new Set(runs[detail].map(({ digest }) => digest)).size,
        1,
      ),
    );
  }
  const [{ trays, events, parcels }] = runs.trays;
  const [byRates] = runs.rates;
  checks.push(check('single-hub: the same parcels at either detail', byRates.parcels, parcels), {
    what: 'single-hub: no events spent on empty trays passing',
    holds: events < trays * TRAYS_PER_S * DAY_S,
    found: `${events.toLocaleString('en')} events; ${trays} trays would pass ${Math.round(trays * TRAYS_PER_S * DAY_S).toLocaleString('en')} times`,
  });
}
