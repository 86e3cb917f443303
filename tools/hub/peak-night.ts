import { busiestHour } from './arrival-curve.ts';
import type { HubStory } from './settings.ts';
import type { SizedHub } from './size-hub.ts';

/** What the peak day has on top of the hub as it stands. */
const PEAK = {
  volume_factor: 1.25,
  jam_h: 1,
  people_at_a_door: 3,
  /** Share of each crew's people that come in addition, and of the full rate at which they work in the first days. */
  temporary: 0.35,
  learning: [0.7, 0.8, 0.9],
} as const;

/** The hub on a peak day: more volume, temporary staff at the trailers, and a loop that jams at the worst hour. */
export function peakNight(hub: SizedHub): HubStory {
  const fromH = (worstHour(hub) - 12 * 60) / 60;
  return {
    title: 'Hub on a peak night, a loop jams at the worst hour',
    description:
      'A quarter more parcels than the hub was sized for, temporary staff at the trailers, and LOOP-1 jams for an hour when the night is at its busiest: its lines fill up, its doors stop unloading, and before the night ends hardly a door is without a trailer. Look at the quarter-hours after the jam, which limit costs most in each, and at the departures that its parcels miss; then ask what one more door, infeed, unloader or loader would have bought.',
    seed: 42,
    volumeFactor: PEAK.volume_factor,
    extra: {
      peopleAtADoor: PEAK.people_at_a_door,
      crews: hub.shifts.flatMap(({ sort, from, to, loadersTo }) =>
        (['unload', 'load'] as const).map((task) => {
          const regular = hub.crews.find((crew) => crew.sort === sort && crew.task === task)!;
          return {
            code: `TEMP-${task.toUpperCase()}-${sort.toUpperCase()}`,
            tasks: [task],
            people: Math.ceil(PEAK.temporary * regular.people),
            from,
            to: task === 'load' ? loadersTo : to,
            absence_share: 0.1,
            cost_per_hour: 22,
            learning: [...PEAK.learning],
          };
        }),
      ),
      incidents: [
        {
          of: 'sorter LOOP-1',
          from_h: fromH,
          to_h: fromH + PEAK.jam_h,
          name: 'jam: LOOP-1 stands still for an hour',
        },
      ],
      sizing: {
        ...PEAK,
        jam_from_h: fromH,
        meaning:
          'parcels of every trailer times volume_factor; temporary unloaders and loaders, by share of the regular ones, who learn; the first loop stands still for jam_h, in the middle of the busiest hours',
      },
    },
  };
}

/** Begin of the hour in the middle of the busiest hours of the day, minutes of local time. */
function worstHour({ sorts, peakPerHour }: SizedHub): number {
  const { from, to } = sorts.find(({ curve, parcels }) => busiestHour(curve, parcels) >= peakPerHour)!.curve;
  return (from + to) / 2 - 30;
}
