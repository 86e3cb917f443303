import type { HubScenario } from '../../src/scenario/hub/hub-scenario.ts';
import type { Task } from '../../src/scenario/hub/hub-schema.ts';
import { hubScenario, SMALL_HUB, type WrittenHub } from './hub-scenario.ts';

/** What a test makes scarce in a hub that has ample of everything but trays at the heads of infeeds. */
export interface Scarcity {
  readonly doors?: number;
  readonly unloaders?: number;
  readonly infeeds?: number;
  readonly speedMPerS?: number;
  readonly chutes?: number;
  readonly chuteParcels?: number;
  readonly loaders?: number;
  readonly containers?: 'none' | 'pallet';
  readonly trailerParcels?: number;
  readonly trailers?: number;
  /** Trailers that come, all in the first hour. */
  readonly inbound?: number;
  readonly incidents?: WrittenHub['hub']['incidents'];
}

/** Two hours of a hub to which 24 trailers with 800 parcels each come in the first: more than it can take. */
export function scarceHub(of: Scarcity): HubScenario {
  const crew = (task: Task, people: number) => ({
    code: task,
    tasks: [task],
    people,
    from: '18:00',
    to: '26:00',
  });
  const arrivals = Array.from({ length: of.inbound ?? 24 }, (_, i) => {
    const minute = String(Math.floor(i / 2) * 5).padStart(2, '0');
    return `O${i},O${i},18:${minute},800,0`;
  });
  const outbound = (code: string, share: number) =>
    `${code},${code},${share},19:00 20:00,${of.trailers ?? 4},${of.trailers ?? 4},${of.trailerParcels ?? 3000}`;
  return hubScenario({
    settings: { run: { horizon_h: 2, replications: 1 } },
    hub: {
      yard: { spaces: 60, check_in: { constant: { value_s: 0 } } },
      inbound_doors: { count: of.doors ?? 12, swap: { constant: { value_s: 300 } } },
      sorters: [
        {
          ...SMALL_HUB.hub.sorters[0],
          type: 'cross-belt',
          length_m: 120,
          speed_m_per_s: of.speedMPerS ?? 2.5,
          max_laps: 20,
          chute_parcels: of.chuteParcels ?? 200,
          zones: [{ at_m: 1, infeeds: of.infeeds ?? 8 }],
          banks: [{ from_m: 20, to_m: 100, chutes: of.chutes ?? 20 }],
        },
      ],
      containers: { kind: of.containers ?? 'none' },
      loading: { parcels_per_worker_per_hour: 600, workers_per_door: 20 },
      incidents: of.incidents ?? [],
      people: {
        crews: [
          crew('unload', of.unloaders ?? 24),
          crew('induct', of.infeeds ?? 8),
          crew('code', 20),
          crew('load', of.loaders ?? 60),
        ],
      },
    },
    inbound: `code,origin,arrivals,parcels,parcels_cv\n${arrivals.join('\n')}\n`,
    outbound: `code,name,share,departures,doors,trailers_per_departure,trailer_parcels
${outbound('WEST', 4)}
${outbound('HILL', 3)}
`,
  });
}
