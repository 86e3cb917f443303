import { expect, it } from 'vitest';
import type { ModelRun } from '../../../src/model/run.ts';
import { STAGE } from '../../../src/model/sorting/stage.ts';
import { hubScenario, SMALL_HUB } from '../../builders/hub-scenario.ts';
import { type FinishedHub, runHub } from '../../builders/hub-tables.ts';
import { table } from '../../builders/network-tables.ts';
import { expectGolden } from '../../golden/golden-text.ts';

const constant = (value_s: number) => ({ constant: { value_s } });
const crew = (task: 'unload' | 'induct' | 'code' | 'load') => ({
  code: task,
  tasks: [task],
  people: 1,
  from: '18:00',
  to: '20:00',
});

/**
 * Two trailers of three parcels each, one door, one loop of ten trays that moves by one tray a second, and everything
 * takes always the same time.
 */
const TINY = hubScenario({
  settings: {
    run: { horizon_h: 0.75 },
    parcels: { weight_kg: { lognormal: { mean: 1, cv: 0.001 } } },
  },
  hub: {
    yard: { check_in: constant(60) },
    inbound_doors: { count: 1, swap: constant(120) },
    unloading: { workers_per_door: 1, parcels_per_worker_per_hour: 360, cv: 0, belt_s: 5 },
    scan: { no_read_share: 0, missort_share: 0, over_cube_m3: 1000 },
    sorters: [
      {
        ...SMALL_HUB.hub.sorters[0],
        type: 'cross-belt',
        length_m: 6,
        speed_m_per_s: 0.6,
        zones: [{ at_m: 0, infeeds: 1, rate_per_hour: 1800 }],
        banks: [{ from_m: 3, to_m: 4.2, chutes: 2 }],
      },
    ],
    containers: { parcels: 2, after_min: 12, close_before_seal_min: 1 },
    loading: { containers_per_worker_per_hour: 60, cv: 0 },
    outbound: { swap: constant(60), seal_before_min: 2, sort_cutoff_min: 5 },
    people: { crews: [crew('unload'), crew('induct'), crew('code'), crew('load')] },
  },
  inbound: `code,origin,arrivals,parcels,parcels_cv
NORTH,Northtown,18:01,3,0
EAST,Eastville,18:02,3,0
`,
  outbound: `code,name,share,departures
WEST,Westbury,1,18:20 18:40
HILL,Hillside,1,18:30
`,
});

/**
 * Every instant by hand, minutes and seconds after 18:00.
 *
 * Trailers. NORTH is due at 1:00, is checked in for 60 s, finds the door empty and swaps in for 120 s: docked at 4:00. One
 * worker unloads a parcel in 10 s: 4:10, 4:20, 4:30, and the trailer is empty. EAST is due at 2:00, waits in the yard from
 * 3:00 on, swaps in from 4:30 to 6:30: 6:40, 6:50, 7:00.
 *
 * Induction. From the door 5 s on the belt, then 2 s to the head of the infeed (1,800 an hour): 7 s after unloading a whole
 * second, at which a tray passes, free, because no parcel takes as long as a lap of 10 s: 4:17, 4:27, 4:37; 6:47, 6:57, 7:07.
 *
 * Chutes. Two, spread by volume: the first for WEST, at 3 m, 5 trays after the infeed; the second for HILL, at 4.2 m, 7
 * trays after it. So 5 s or 7 s after induction.
 *
 * Containers are closed at two parcels, when the second comes: for HILL at 4:34 and 7:04. Or 3 min before a departure, that
 * is 1 min before its trailer is sealed: for WEST at 17:00. Or 12 min after their first parcel: the last one for HILL, which
 * came at 7:14, at 19:14. One loader carries one in 60 s: aboard at 5:34, 8:04, 18:00 (the instant at which the trailer is
 * sealed: what is set down then is aboard) and 20:14.
 *
 * Departures. WEST at 20:00 and 40:00, HILL at 30:00; sealed 2 min before.
 */
it('takes six parcels through a hub as a person does with a pencil', () => {
  expectGolden('one-hub', traceOf());
});

it('ends with all six away, in the trailers that they were planned for', () => {
  const run = runHub(TINY);
  expect(run.outcome.ledger).toMatchObject({ created: 6, departed: 6 });
  for (const { missed, laps } of table(run, 'parcels')) {
    expect(missed).toBe(0);
    expect(laps).toBe(1);
  }
});

function traceOf(): string {
  const closed: [number, string][] = [];
  let inContainers = 0;
  const look = (run: ModelRun) => {
    const frame = run.frame();
    if (frame.kind !== 'hub') throw new Error('another frame');
    const { stages } = frame.floor;
    const now = stages[STAGE.load] + stages[STAGE.trailer] + gone(frame.floor.kpis);
    if (now > inContainers) closed.push([run.now, `container of ${now - inContainers} closed`]);
    inContainers = now;
  };
  const run = runHub(TINY, { slices: [{ events: 1 }], look });
  const lines = [...closed, ...trailers(run), ...steps(run)];
  return `${lines
    .map(([time, what], order) => ({ time, what, order }))
    .sort((a, b) => a.time - b.time || a.order - b.order)
    .map(({ time, what }) => `${clock(time)} ${what}`)
    .join('\n')}\n`;
}

const gone = ({ departed }: { readonly departed: number }) => departed;

function trailers(run: FinishedHub): [number, string][] {
  return [
    ...table(run, 'trailers').flatMap(({ trailer, arrived, docked, emptied, door }): [number, string][] => [
      [Number(arrived), `trailer ${trailer} at the gate`],
      [Number(docked), `trailer ${trailer} ready at door ${door}`],
      [Number(emptied), `trailer ${trailer} empty`],
    ]),
    ...table(run, 'departures').map(({ direction, left, parcels, departure }): [number, string] => [
      Number(left),
      `departure ${departure} to ${direction} with ${parcels}`,
    ]),
  ];
}

function steps(run: FinishedHub): [number, string][] {
  const directions = new Map(table(run, 'parcels').map(({ parcel, direction }) => [parcel, direction]));
  return table(run, 'scans').map(({ time, parcel, event }) => [
    Number(time),
    `${parcel} to ${directions.get(parcel)} ${event}`,
  ]);
}

/** Minutes and seconds after 18:00, with what is left of a second. */
function clock(us: number): string {
  const seconds = us / 1e6;
  return `${String(Math.floor(seconds / 60)).padStart(2, '0')}:${String(seconds % 60).padStart(2, '0')}`;
}
