import { compileDistribution } from '../../engine/random/distribution.ts';
import { distributionSpec } from '../../scenario/distribution-schema.ts';
import type { HubScenario } from '../../scenario/hub/hub-scenario.ts';
import type { Task, WrittenCrew } from '../../scenario/hub/hub-schema.ts';
import { parseSpanTime, parseWeekdays } from '../../scenario/timetable-text.ts';

/** What comes to a hub alone on a mean day of the week, and the hours of its people, on paper. */
export interface ExpectedHubDay {
  /** Parcels that come, and those of them that sorters see: all but those in bags that pass through. */
  readonly parcels: number;
  readonly sorted: number;
  /** Hours of one unloader at the full rate. */
  readonly unloadH: number;
  /** Hours of all people at their first task, or at any of theirs where a rule moves them; breaks and absence left out. */
  readonly peopleH: Readonly<Record<Task, number>>;
  /** Hours of the day in which somebody unloads, 24 with automatic unloaders, or loads; shifts side by side count twice. */
  readonly unloadingH: number;
  readonly loadingH: number;
}

/** Adds up timetables and shifts over a week, a seventh of it a mean day. */
export function expectedHubDay({ settings, inbound }: HubScenario): ExpectedHubDay {
  const { unloading, people } = settings.hub;
  const perBag = settings.parcels.per_bag;
  const openH = compileDistribution(distributionSpec(unloading.open_bag)).mean / 3600;
  let [parcels, sorted, unloadH] = [0, 0, 0];
  for (const { arrivalsS, runsOn, parcels: aboard, baggedShare, throughShare } of inbound) {
    const volume = aboard * settings.volume_factor * ((arrivalsS.length * daysIn(runsOn)) / 7);
    parcels += volume;
    sorted += volume * (1 - throughShare);
    unloadH +=
      (volume * (1 - baggedShare - throughShare)) / unloading.parcels_per_worker_per_hour +
      (volume * (baggedShare + throughShare)) / perBag / unloading.bags_per_worker_per_hour +
      ((volume * baggedShare) / perBag) * openH;
  }
  const peopleH: Record<Task, number> = { unload: 0, induct: 0, code: 0, sort: 0, load: 0 };
  let [unloadingH, loadingH] = [0, 0];
  for (const crew of people.crews) {
    // Who comes only later is no help on the first day.
    if (crew.from_day > 0) continue;
    const shiftH = shiftHours(crew);
    const tasks = people.moves === 'by-backlog' ? crew.tasks : crew.tasks.slice(0, 1);
    for (const task of tasks) peopleH[task] += shiftH * crew.people * productivity(crew);
    if (tasks.includes('unload')) unloadingH += shiftH;
    if (tasks.includes('load')) loadingH += shiftH;
  }
  return {
    parcels,
    sorted,
    unloadH,
    peopleH,
    unloadingH: unloading.by === 'machine' ? 24 : Math.min(24, unloadingH),
    loadingH: Math.min(24, loadingH),
  };
}

function daysIn(runsOn: readonly boolean[]): number {
  return runsOn.filter((runs) => runs).length;
}

/** Hours a day without breaks, over a week. */
function shiftHours({ from, to, breaks, weekdays }: WrittenCrew): number {
  const seconds = parseSpanTime(to)! - parseSpanTime(from)!;
  const rest = breaks.reduce((sum, { minutes }) => sum + minutes * 60, 0);
  return (Math.max(0, seconds - rest) / 3600) * (daysIn(parseWeekdays(weekdays) as readonly boolean[]) / 7);
}

/** Those who come, at the rate that they have in the end. */
function productivity({ absence_share: absence, learning }: WrittenCrew): number {
  return (1 - absence) * (learning.at(-1) ?? 1);
}
