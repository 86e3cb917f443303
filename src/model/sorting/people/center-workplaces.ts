import type { Task } from '../../../scenario/hub/hub-schema.ts';
import type { Sorter } from '../belt/sorter.ts';
import type { SorterHall } from '../belt/sorter-hall.ts';
import type { Workplace } from './crews.ts';
import { type PlacePart, SharedWorkplace } from './shared-workplace.ts';

/**
 * Where the people of each task work: at doors, at the infeeds of all machines, at exceptions, at all manual sorts, at
 * loading. @param before called before the people of a task change
 */
export function workplacesOf(
  hall: SorterHall,
  others: readonly Workplace[],
  before: () => void,
): ReadonlyMap<Task, Workplace> {
  const machines = hall.placed.flatMap(({ sorter, layout }) =>
    layout === undefined
      ? []
      : [
          atSorter(
            sorter,
            layout.infeedStaffed.reduce((sum, staffed) => sum + staffed, 0),
          ),
        ],
  );
  const manual = hall.placed.flatMap(({ sorter, layout }) =>
    layout === undefined ? [atSorter(sorter, 1)] : [],
  );
  const places = [...others, new SharedWorkplace('induct', machines), new SharedWorkplace('sort', manual)];
  return new Map(places.map((place) => [place.task, announced(place, before)]));
}

function atSorter(sorter: Sorter, places: number): PlacePart {
  return {
    places,
    setPeople: (people, productivity) => sorter.setPeople(people, productivity),
    get workWaitingH() {
      return sorter.workWaitingH;
    },
    get busy() {
      return sorter.figures.infeeds.serving;
    },
  };
}

function announced(place: Workplace, before: () => void): Workplace {
  return {
    task: place.task,
    setPeople: (people, productivity) => {
      before();
      place.setPeople(people, productivity);
    },
    get workWaitingH() {
      return place.workWaitingH;
    },
    get busy() {
      return place.busy;
    },
  };
}
