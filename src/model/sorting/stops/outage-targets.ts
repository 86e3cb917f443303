import type { Task } from '../../../scenario/hub/hub-schema.ts';
import type { SorterHall } from '../belt/sorter-hall.ts';
import type { InboundDoors } from '../inbound/inbound-doors.ts';
import type { Staff } from '../people/staff.ts';
import type { OutageResolver } from './outages.ts';

/** What breakdowns and incidents name: `sorter CODE`, `infeeds CODE`, `unloaders`, `door N`, or a task. */
export function outageTargets(hall: SorterHall, doors: InboundDoors, staff: Staff): OutageResolver {
  return (of) => {
    const [kind, name] = of.split(' ');
    switch (kind) {
      case 'sorter':
        return hall.named(name).map(({ sorter, desk }) => ({
          name: of,
          units: 1,
          addDown: (_, reasons) => sorter.addDown(reasons),
          usedUs: (_, now) => desk.ladenUs(now),
        }));
      case 'infeeds':
        return hall.named(name).map(({ sorter, desk }) => ({
          name: of,
          units: sorter.infeeds,
          addDown: (infeed, reasons) => sorter.addInfeedDown(infeed, reasons),
          usedUs: (infeed, now) => desk.infeedUsedUs(infeed, now),
        }));
      case 'unloaders':
        return [{ name: of, units: doors.count, addDown: (door, reasons) => doors.addDown(door, reasons) }];
      case 'door':
        return [{ name: of, units: 1, addDown: (_, reasons) => doors.addDown(Number(name) - 1, reasons) }];
      default:
        return [{ name: of, units: 1, addDown: (_, reasons) => staff.addStop(kind as Task, reasons) }];
    }
  };
}
