import type { z } from 'zod';
import type { Time } from '../../src/engine/clock.ts';
import { PHASE, tieBase } from '../../src/engine/phase.ts';
import type { EventHandler, Simulation } from '../../src/engine/simulation.ts';
import type { HubContext } from '../../src/model/sorting/hub-context.ts';
import { Chutes } from '../../src/model/sorting/outbound/chutes.ts';
import { ContainerBuilding } from '../../src/model/sorting/outbound/container-building.ts';
import { LoadUnits } from '../../src/model/sorting/outbound/load-units.ts';
import { Loading } from '../../src/model/sorting/outbound/loading.ts';
import { OutboundFigures, type TrailerDeparture } from '../../src/model/sorting/outbound/outbound-figures.ts';
import { TimetableDirection } from '../../src/model/sorting/outbound/timetable-direction.ts';
import type { HubDirection } from '../../src/scenario/hub/hub-scenario.ts';
import type { hubBlockSchema } from '../../src/scenario/hub/hub-schema.ts';
import { hubContext } from './hub-context.ts';

/** Things done at instants, before whatever else happens there but what frees capacity or ends a service. */
export class Script implements EventHandler {
  readonly name = 'script';
  readonly #sim: Simulation;
  readonly #code: number;
  readonly #acts: (() => void)[] = [];

  constructor(sim: Simulation) {
    this.#sim = sim;
    this.#code = sim.register(this);
  }

  at(instant: Time, act: () => void): void {
    this.#sim.schedule(instant, tieBase(PHASE.arrival, 0), 0, this.#code, this.#acts.push(act) - 1);
  }

  fire(_kind: number, subject: number): void {
    this.#acts[subject]();
  }
}

const DIRECTION: HubDirection = {
  code: 'D',
  name: 'D',
  share: 1,
  departuresS: [3600],
  runsOn: [true, true, true, true, true, true, true],
  doors: 1,
  trailersPerDeparture: 1,
  trailerParcels: 1000,
  trailerWeightKg: 1e6,
  trailerCubeM3: 1e6,
};

/** What a piece of a test is, other than one parcel of 1 kg and 0.01 m³ for direction 0. */
export interface TestPiece {
  readonly direction?: number;
  readonly planned?: number;
  readonly parcels?: number;
  readonly weightG?: number;
  readonly cubeUnits?: number;
  readonly marks?: number;
}

/** Everything after the sorter, with what happened there. */
export interface OutboundSide {
  readonly context: HubContext;
  readonly units: LoadUnits;
  readonly figures: OutboundFigures;
  readonly directions: readonly TimetableDirection[];
  readonly loading: Loading;
  readonly containers: ContainerBuilding;
  readonly chutes: Chutes;
  readonly script: Script;
  /** Trailers in the order in which they left, and the ordinals of the pieces that left. */
  readonly left: readonly TrailerDeparture[];
  readonly pieces: readonly number[];
  /** A piece at the gate. */
  arrive(piece?: TestPiece): number;
  run(until: Time): void;
}

/**
 * The outbound side of a hub: directions over `DIRECTION` (one door, one trailer for 1,000 parcels at 01:00 each day),
 * one-second loading of whatever it is, no swap, no time between sealing and departure; chutes assigned in turn.
 */
export function outboundSide(
  written: Partial<z.input<typeof hubBlockSchema>>,
  directions: readonly Partial<HubDirection>[],
  rooms: readonly number[],
): OutboundSide {
  const context = hubContext(
    {
      loading: { parcels_per_worker_per_hour: 3600, containers_per_worker_per_hour: 3600, cv: 0 },
      outbound: { swap: { constant: { value_s: 0 } }, seal_before_min: 0, sort_cutoff_min: 30 },
      ...written,
    },
    directions.length,
  );
  const { sim, pieces, journal } = context;
  const units = new LoadUnits(pieces);
  const figures = new OutboundFigures();
  const ports = directions.map(
    (each, index) =>
      new TimetableDirection(context, units, figures, index, { ...DIRECTION, code: `D${index}`, ...each }),
  );
  const loading = new Loading(context, units, ports);
  const containers = new ContainerBuilding(context, units, loading, rooms.length + ports.length);
  const chutes = new Chutes(context, units, containers, loading, rooms);
  const script = new Script(sim);
  const left: TrailerDeparture[] = [];
  const gone: number[] = [];
  for (const port of ports) {
    port.onDeparture = (trailer) => left.push(trailer);
    port.onLeft = (piece) => {
      gone.push(pieces.ordinal(piece));
      pieces.release(piece);
    };
    port.begin();
  }
  rooms.forEach((_, chute) => {
    chutes.assign(chute, chute % directions.length);
  });
  let ordinal = 0;
  return {
    context,
    units,
    figures,
    directions: ports,
    loading,
    containers,
    chutes,
    script,
    left,
    pieces: gone,
    arrive({ direction = 0, planned, parcels = 1, weightG = 1000, cubeUnits = 1000, marks = 0 } = {}) {
      const now = sim.now[0];
      const piece = pieces.create(0, ordinal++, 0, now);
      pieces.direction[piece] = direction;
      pieces.sentTo[piece] = direction;
      pieces.planned[piece] = planned ?? ports[direction].nextDeparture;
      pieces.parcels[piece] = parcels;
      pieces.weightG[piece] = weightG;
      pieces.cubeUnits[piece] = cubeUnits;
      pieces.marks[piece] = marks;
      journal.arrive(piece, now);
      return piece;
    },
    run(until) {
      sim.run(until);
    },
  };
}
