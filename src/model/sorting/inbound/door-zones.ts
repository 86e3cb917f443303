import type { HubBlock } from '../../../scenario/hub/hub-schema.ts';
import { parseSpanTime } from '../../../scenario/timetable-text.ts';

const DAY_S = 86_400;

/**
 * Zone of each inbound door: doors stand before the zones in order, as many as is in proportion to what each can take.
 * @param rates of the zones, at least one above 0
 */
export function doorZones(doors: number, rates: readonly number[]): Int32Array {
  const all = rates.reduce((sum, rate) => sum + rate, 0);
  return Int32Array.from({ length: doors }, (_, door) => {
    const at = ((door + 0.5) / doors) * all;
    let until = 0;
    let last = 0;
    for (let zone = 0; zone < rates.length; zone++) {
      if (rates[zone] === 0) continue;
      until += rates[zone];
      last = zone;
      if (until > at) break;
    }
    return last;
  });
}

/** Most people at once whose first task is to sort by hand, all on duty; at least one, for there may be others who help. */
export function mostSorters({ people }: Pick<HubBlock, 'people'>): number {
  const shifts = people.crews
    .filter(({ tasks }) => tasks[0] === 'sort')
    .map((crew) => ({
      people: crew.people,
      from: parseSpanTime(crew.from)!,
      to: parseSpanTime(crew.to)!,
    }));
  const at = (second: number) =>
    shifts.reduce((sum, { people: n, from, to }) => {
      const isOn = (second >= from && second < to) || (second + DAY_S >= from && second + DAY_S < to);
      return isOn ? sum + n : sum;
    }, 0);
  return Math.max(1, ...shifts.map(({ from }) => at(from)));
}
