import type { SizedCrew } from './crews.ts';
import type { Shift, SizedHub } from './size-hub.ts';
import { RULES } from './sizing-rules.ts';

const TASK_NAMES = { unload: 'UNLOAD', induct: 'INDUCT', code: 'CODE', sort: 'SORT', load: 'LOAD' } as const;

/** The crews as a scenario has them: each task and sort in groups that rest one after the other. */
export function crewList(hub: SizedHub): object[] {
  return hub.crews.flatMap((crew) => {
    const shift = hub.shifts.find(({ sort }) => sort === crew.sort)!;
    const groups = Math.min(RULES.breaks.groups, crew.people);
    return Array.from({ length: groups }, (_, group) => writtenCrew(crew, shift, group, groups));
  });
}

/** Code of a group of a crew, from 0: `UNLOAD-NIGHT-1`. */
function crewCode({ task, sort }: Pick<SizedCrew, 'task' | 'sort'>, group: number): string {
  return `${TASK_NAMES[task]}-${sort.toUpperCase()}-${group + 1}`;
}

function writtenCrew(crew: SizedCrew, shift: Shift, group: number, groups: number): object {
  const { minutes, ...starts } = RULES.breaks;
  // The remainder goes to the first groups, so that all add up to the crew.
  const people = Math.floor(crew.people / groups) + (group < crew.people % groups ? 1 : 0);
  return {
    code: crewCode(crew, group),
    tasks: [crew.task],
    people,
    from: shift.from,
    to: crew.task === 'load' ? shift.loadersTo : shift.to,
    breaks: [{ at: starts[crew.sort][group], minutes: minutes[crew.sort === 'twilight' ? 0 : 1] }],
    absence_share: RULES.absence.value,
  };
}
