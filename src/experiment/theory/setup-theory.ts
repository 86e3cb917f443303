import { noSteadyState } from './dispatch.ts';
import { type DurationFacts, durationFacts } from './duration-facts.ts';
import { pollaczekWait } from './one-server.ts';
import type { Station } from './station.ts';
import { stationTheory } from './station-figures.ts';
import { type BlockTheory, unknownBlock } from './theory-value.ts';

const NO_SETUP: Pick<DurationFacts, 'mean' | 'second'> = { mean: 0, second: 0 };

/**
 * One server that goes off when nobody waits, begins again when N wait and is set up first, for Poisson arrivals: the
 * number present is that of M/G/1 and, apart from it, the number who came before in the time off.
 */
export function setupTheory(station: Station): BlockTheory {
  const { block, servers, load, total, rates, services, hasRanks } = station;
  if (servers > 1 || hasRanks || block.capacity !== undefined) {
    return unknownBlock(
      'setups and starts_at have an exact formula only for one server without priorities and with room for all',
    );
  }
  if (load >= 1) return unknownBlock(noSteadyState(load));
  const setup = block.setup === undefined ? NO_SETUP : durationFacts(block.setup);
  if (setup === undefined) return unknownBlock('its setups are a written list, not random');
  const n = block.starts_at ?? 1;
  const met = n + total * setup.mean;
  const extra = (n * (n - 1) + 2 * n * total * setup.mean + total * total * setup.second) / (2 * met) / total;
  const wait =
    pollaczekWait(services.map(({ mean, second }, klass) => ({ rate: rates[klass], mean, second }))) + extra;
  const name = n === 1 ? 'M/G/1 with setups' : `M/G/1 with N-policy, N = ${n}`;
  const theory = stationTheory({
    name,
    source:
      'Yadin & Naor (1963), Queueing systems with a removable service station; Medhi & Templeton (1992); Fuhrmann & Cooper (1985)',
    rates,
    waitsS: rates.map(() => wait),
    servicesS: services.map(({ mean }) => mean),
    formulas: {
      time_in_queue:
        'λ E[S²] / (2 (1 − ρ)) + (N (N − 1) + 2 N λ E[D] + λ² E[D²]) / (2 λ (N + λ E[D])), D the setup',
      utilization: 'ρ = λ E[S]',
      share_empty: '(1 − ρ) / (N + λ E[D])',
    },
    utilization: load,
    emptyShare: (1 - load) / met,
  });
  const settingUp = ((1 - load) * total * setup.mean) / met;
  const formula = '(1 − ρ) λ E[D] / (N + λ E[D])';
  return { ...theory, figures: [...theory.figures, { kpi: 'number_setting_up', value: settingUp, formula }] };
}
