import { crewList } from './crew-list.ts';
import { PARCELS } from './crews.ts';
import { dayOnPaper } from './day-on-paper.ts';
import { figuresOf } from './figures.ts';
import type { SizedHub } from './size-hub.ts';
import { RULES } from './sizing-rules.ts';

/** Title and text of a scenario, and what it does to the hub. */
export interface HubStory {
  readonly title: string;
  readonly description: string;
  readonly seed: number;
  readonly volumeFactor: number;
  /** Further crews, people at a door, and incidents. */
  readonly extra?: {
    readonly crews: readonly object[];
    readonly peopleAtADoor: number;
    readonly incidents: readonly object[];
    readonly sizing: object;
  };
}

/** `scenario.json` of a sized hub as it is written. */
export function hubSettings(hub: SizedHub, story: HubStory): object {
  const { unloading, loading, container, coding, irregulars, infeed, sort_cutoff: cutoff } = RULES;
  const { weight_kg: weight, cube_m3: cube } = PARCELS;
  const extra = story.extra;
  return {
    $schema: '../../public/hub.schema.json',
    version: 1,
    kind: 'hub',
    title: story.title,
    description: story.description,
    source:
      'Rates with their sources beside them; "assumption" where nobody publishes one. The hub is none in particular; cities stand for the hubs of other regions.',
    starts_at: '2026-03-02T12:00:00+08:00',
    currency: 'CNY',
    run: { horizon_h: 24, replications: 4, seed: story.seed, observe_every_min: 15 },
    facility: { code: 'HUB', name: 'Regional hub' },
    volume_factor: story.volumeFactor,
    parcels: {
      weight_kg: { lognormal: { mean: weight.mean, cv: weight.cv } },
      cube_m3: { lognormal: { mean: cube.mean, cv: cube.cv } },
      per_bag: 25,
      source: 'assumption: 1.0 to 1.5 kg and 0.010 to 0.015 m3, voids included, in mainland China',
    },
    hub: {
      yard: { spaces: yardSpaces(hub), door_rule: 'first-come' },
      inbound_doors: { count: hub.doors, swap: { lognormal: { mean_s: unloading.swap_min * 60, cv: 0.3 } } },
      unloading: {
        by: 'crew',
        workers_per_door: extra?.peopleAtADoor ?? unloading.people_at_a_door,
        parcels_per_worker_per_hour: unloading.parcels_per_worker_per_hour,
        source:
          'loose cartons onto a conveyor 600 to 700 an hour and worker (robo.works/archive/manual-unloading); swap 10 min: assumption',
      },
      scan: {
        no_read_share: coding.no_read_share,
        no_read_goes: 'round',
        missort_share: 0.001,
        over_weight_kg: weight.over,
        over_cube_m3: cube.over,
        source:
          'no-reads 1 % (vitronic, Cognex); missorts 0.1 % (Yunda reports 95 to 99 % accuracy before and after automation); limits of weight and cube: assumption',
      },
      coding: { parcels_per_worker_per_hour: coding.rate_per_hour },
      irregulars: { parcels_per_worker_per_hour: irregulars.rate_per_hour },
      sorters: loops(hub, infeed.kind),
      sorts: [
        { code: 'twilight', from: '16:30', to: '22:30' },
        { code: 'night', from: '23:30', to: '30:30' },
      ],
      containers: {
        kind: 'roll-container',
        parcels: container.parcels,
        standing: container.standing,
        source: 'assumption',
      },
      loading: {
        containers_per_worker_per_hour: loading.containers_per_worker_per_hour,
        workers_per_door: loading.people_at_a_door,
        source: 'assumption',
      },
      outbound: {
        swap: { lognormal: { mean_s: loading.swap_min * 60, cv: 0.3 } },
        sort_cutoff_min: cutoff.value_min,
      },
      people: { crews: [...crewList(hub), ...(extra?.crews ?? [])], moves: 'none' },
      breakdowns: Array.from({ length: hub.machines.loops }, (_, loop) => ({
        of: `sorter LOOP-${loop + 1}`,
        counted_by: 'clock',
        up: { exponential: { mean_s: 10_800 } },
        repair: { lognormal: { mean_s: 240, cv: 0.8 } },
        source: 'assumption: a short jam about every 3 h, cleared in 3 to 5 min: 98 % available',
      })),
      ...(extra === undefined ? {} : { incidents: extra.incidents }),
      cost_per_sorter_hour: 400,
      source:
        'Loop: 2.5 m/s at 0.6 m from tray to tray. Sorter cost: a line of 200 m was bought for 20 million yuan (Yunda Shanghai 2016, ecns.cn); twice the length over ten years is about 450 yuan an hour, less by age: assumption. Wages: assumption.',
    },
    sizing: {
      parcels_per_day: hub.parcelsPerDay,
      ...(extra === undefined ? {} : { on_top: extra.sizing }),
      figures: figuresOf(hub),
      ...RULES,
    },
  };
}

function loops({ machines }: SizedHub, kind: string): object[] {
  const { length_m: length, pitch_m: pitch, speed_m_per_s: speed } = RULES.loop;
  const half = length / 2;
  const spacing = 1.5;
  const bank = (start: number) => ({
    from_m: start + ROOM_FOR_INFEEDS_M,
    to_m: start + half - ROOM_BEFORE_ZONE_M,
    chutes: machines.chutes,
  });
  const zone = (at: number) => ({
    at_m: at,
    infeeds: machines.infeeds,
    kind,
    spacing_m: spacing,
    line_parcels: LINE_PARCELS,
  });
  return Array.from({ length: machines.loops }, (_, loop) => ({
    code: `LOOP-${loop + 1}`,
    type: 'cross-belt',
    length_m: length,
    pitch_m: pitch,
    speed_m_per_s: speed,
    chute_parcels: CHUTE_PARCELS,
    max_laps: RULES.coding.max_laps,
    zones: [zone(0), zone(half)],
    banks: [bank(0), bank(half)],
  }));
}

/** The infeeds of a zone, and the way from the last of them to the first chute. */
const ROOM_FOR_INFEEDS_M = 20;
const ROOM_BEFORE_ZONE_M = 10;
/** Work of an infeed for 72 s; the belt from the doors takes 30 s of them. */
const LINE_PARCELS = 40;
/** A chute holds its container, and some more while there is no place beside it for the full one. */
const CHUTE_PARCELS = 80;

/** A quarter more than the most trailers that wait on paper on a day with a quarter more parcels, in tens. */
function yardSpaces(hub: SizedHub): number {
  const most = Math.max(...dayOnPaper(hub, 1.25).map(({ backlog }) => backlog));
  const fewest = Math.min(...hub.sorts.map(({ trailerParcels }) => trailerParcels));
  return 10 * Math.ceil(Math.max(60, (1.25 * most) / fewest) / 10);
}
