import type { NetworkFacility } from '../../src/scenario/network/network-scenario.ts';
import type { Carrier } from './build-carrier.ts';
import type { Rules } from './sizing-rules.ts';

/**
 * The hubs that are large enough, as sorting centers, by code: doors, loops, chutes and crews follow from the people and
 * machines that the carrier was sized with, so that a hub is the same size whichever way it is written.
 */
export function sortingCenters(carrier: Carrier, { sorting_center: rules }: Rules): Record<string, object> {
  const centers: Record<string, object> = {};
  carrier.facilities.forEach((facility, index) => {
    if (facility.kind !== 'hub') return;
    const into = carrier.lanes.filter(({ to }) => to === index);
    const perDay = into.reduce((sum, { flowPerDay }) => sum + flowPerDay, 0);
    if (perDay < rules.from_parcels_per_day) return;
    const directions = carrier.lanes.filter(({ from }) => from === index).length;
    centers[facility.code] = centerOf(facility, directions, rules);
  });
  return centers;
}

/** What all of them have in common between sorters and people. */
const OPERATION = {
  sorts: [
    { code: 'day', from: '07:00', to: '20:00' },
    { code: 'night', from: '20:00', to: '31:00' },
  ],
  // Where departures are few and hours apart, loading goes on until shortly before each.
  containers: { after_min: 45, close_before_seal_min: 10 },
  outbound: { seal_before_min: 5 },
} as const;

function centerOf(hub: NetworkFacility, directions: number, rules: Rules['sorting_center']): object {
  const crews = crewsOf(rules.share_by_day);
  if (rules.by_hand_per_hour !== undefined)
    return centerByHand(hub, directions, rules, rules.by_hand_per_hour);
  const loops = hub.sorters;
  const infeeds = Math.max(2, Math.ceil((hub.infeeds * rules.spare) / loops));
  const chutes = Math.ceil(directions * rules.spare);
  // Infeeds, chutes on both sides of the belt, and the way back.
  const firstChute = 10 + infeeds * rules.infeed_m;
  const lastChute = firstChute + (chutes * rules.chute_m) / 2;
  const doors = Math.max(4, Math.ceil((hub.unloadWorkers * rules.spare) / rules.people_at_a_door));
  return {
    detail: 'rates',
    yard: { spaces: 2 * doors },
    inbound_doors: { count: doors },
    unloading: { workers_per_door: rules.people_at_a_door },
    sorters: Array.from({ length: loops }, (_, loop) => ({
      code: `LOOP-${loop + 1}`,
      type: 'cross-belt',
      length_m: Math.ceil(lastChute + 20),
      zones: [{ at_m: 5, infeeds, spacing_m: rules.infeed_m }],
      banks: [{ from_m: firstChute, to_m: lastChute, chutes }],
    })),
    ...OPERATION,
    people: {
      crews: [
        ...crews('UNLOAD', ['unload'], Math.ceil(hub.unloadWorkers * rules.spare)),
        ...crews('INDUCT', ['induct'], infeeds * loops),
        ...crews('CODE', ['code'], Math.max(2, Math.ceil(hub.unloadWorkers * rules.coders))),
        ...crews('LOAD', ['load'], Math.ceil(hub.loadWorkers * rules.spare)),
      ],
    },
    source: 'sized by the rule sorting_center; see sizing',
  };
}

/** People read labels and throw parcels; no machine, no infeeds. */
function centerByHand(
  hub: NetworkFacility,
  directions: number,
  rules: Rules['sorting_center'],
  perHour: number,
): object {
  const crews = crewsOf(rules.share_by_day);
  const doors = Math.max(4, Math.ceil((hub.unloadWorkers * rules.spare) / rules.people_at_a_door));
  return {
    detail: 'rates',
    yard: { spaces: 2 * doors },
    inbound_doors: { count: doors },
    unloading: { workers_per_door: rules.people_at_a_door },
    sorters: [
      {
        code: 'HAND',
        type: 'manual',
        chutes: Math.ceil(directions * rules.spare),
        parcels_per_worker_per_hour: perHour,
        line_parcels: Math.max(500, hub.sorters * 100),
      },
    ],
    ...OPERATION,
    people: {
      crews: [
        ...crews('UNLOAD', ['unload'], Math.ceil(hub.unloadWorkers * rules.spare)),
        ...crews('SORT', ['sort'], Math.ceil(hub.sorters * rules.spare)),
        ...crews('CODE', ['code'], Math.max(2, Math.ceil(hub.unloadWorkers * rules.coders))),
        ...crews('LOAD', ['load'], Math.ceil(hub.loadWorkers * rules.spare)),
      ],
    },
    source:
      'sized by the rule sorting_center; see sizing. 95 % sorted right: Yunda before automation (ecns.cn, 10 November 2016).',
  };
}

/** Everybody at night, a part of them by day. */
function crewsOf(shareByDay: number) {
  return (code: string, tasks: readonly string[], people: number): object[] => {
    const byDay = Math.max(1, Math.ceil(people * shareByDay));
    return [
      { code: `${code}-DAY`, tasks, people: byDay, from: '07:00', to: '20:00' },
      { code: `${code}-NIGHT`, tasks, people, from: '20:00', to: '31:00' },
    ];
  };
}
