import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Program, type Tables } from '../program/program.ts';
import references from '../reference/traces.json' with { type: 'json' };
import { type Row, rowOf, rowsOf, simulate } from './simulate.ts';
import { casesOf, type WrittenFlow } from './theory-case.ts';

/** Nothing here is random: every instant is exact, to the microsecond of the clock. */
const EVERYTHING = ['--replications', '1', '--parcels', 'all', '--scans', 'all'];
const SINK = { type: 'sink' };

const family = <Params, Expected>(model: string) =>
  casesOf<Params, Expected>(references, model, {}).map((each) => [each.id, each] as const);

const given = (values_s: readonly number[]) => ({ given: { values_s } });
const arriving = (at_s: readonly number[], to: string) => ({ type: 'source', at_s, to });

describe('a flow with given arrivals and service times', () => {
  let program: Program;
  beforeAll(async () => {
    program = await Program.start();
  });
  afterAll(() => program.stop());

  const run = (blocks: WrittenFlow['blocks'], horizonS: number, more: object = {}) =>
    simulate(program, { blocks, run: { horizon_s: horizonS, warm_up_s: 0, ...more } }, EVERYTHING);

  interface Served {
    readonly arrivals: readonly number[];
    readonly services: readonly number[];
    readonly servers: number;
  }

  interface Starts {
    readonly start: readonly number[];
    readonly end: readonly number[];
    readonly meanWait: number;
    readonly maxWait: number;
    readonly makespan: number;
    readonly areaQueue: number;
    readonly busyTime: number;
  }

  it.each(family<Served, Starts>('TraceFCFS'))(
    '%s starts and ends every service when it should',
    async (_id, { params, expected }) => {
      const line = { type: 'queue', servers: params.servers, service: given(params.services), to: 'out' };
      const horizon = expected.makespan + 1;
      const tables = await run({ arrivals: arriving(params.arrivals, 'line'), line, out: SINK }, horizon);
      expect(instants(tables, 'line', 'started')).toEqual(expected.start);
      expect(instants(tables, 'line', 'left')).toEqual(expected.end);
      const wait = figure(tables, 'time_in_queue', 'line');
      expect(Number(wait.mean)).toBeCloseTo(expected.meanWait, 9);
      expect(Number(wait.max)).toBe(expected.maxWait);
      expect(Number(figure(tables, 'number_in_queue', 'line').mean) * horizon).toBeCloseTo(
        expected.areaQueue,
        9,
      );
      expect(Number(figure(tables, 'number_in_service', 'line').mean) * horizon).toBeCloseTo(
        expected.busyTime,
        9,
      );
    },
  );

  interface Losses {
    readonly lost: readonly number[];
    readonly served: number;
    readonly lastEnd: number;
    readonly totalWait: number;
  }

  it.each(family<Served & { K: number }, Losses>('TraceLoss'))(
    '%s turns away those who find it full',
    async (_id, { params, expected }) => {
      const line = {
        type: 'queue',
        servers: params.servers,
        capacity: params.K,
        service: given(params.services),
        to: 'out',
      };
      const tables = await run(
        { arrivals: arriving(params.arrivals, 'line'), line, out: SINK },
        expected.lastEnd + 1,
      );
      const lost = rowsOf(tables.scans).filter((row) => row.step === 'lost');
      expect(lost.map(ordinalOf)).toEqual(expected.lost);
      const finished = rowsOf(tables.parcels).filter((row) => row.outcome === 'finished');
      expect(finished).toHaveLength(expected.served);
      expect(Math.max(...finished.map((row) => Number(row.left_s)))).toBe(expected.lastEnd);
      const wait = figure(tables, 'time_in_queue', 'line');
      expect(Number(wait.mean) * Number(wait.observations)).toBeCloseTo(expected.totalWait, 9);
    },
  );

  type Truck = { readonly arrivals: readonly number[]; readonly Q: number; readonly T: number };
  type Departures = {
    readonly departures_load_left: readonly (readonly number[])[];
    readonly meanWait: number;
  };

  it.each(family<Truck, Departures>('TraceScheduledTruck'))(
    '%s loads each departure and leaves the rest',
    async (_id, { params, expected }) => {
      const departures = expected.departures_load_left;
      const truck = { type: 'batch', capacity: params.Q, clock: { every_s: params.T }, to: 'out' };
      const end = departures[departures.length - 1][0] + 1;
      const flow = { arrivals: arriving(params.arrivals, 'truck'), truck, out: SINK };
      const tables = await run(flow, end, { observe_every_s: params.T });
      const left = instants(tables, 'truck', 'left');
      const waiting = rowsOf(tables.timeseries).filter((row) => row.block === 'truck');
      const found = departures.map(([at]) => [
        at,
        left.filter((instant) => instant === at).length,
        Number(waiting.find((row) => Number(row.time_s) === at)?.number_in_queue),
      ]);
      expect(found).toEqual(departures);
      expect(left).toHaveLength(params.arrivals.length);
      expect(Number(figure(tables, 'time_in_queue', 'truck').mean)).toBeCloseTo(expected.meanWait, 9);
    },
  );

  interface Tandem {
    readonly arrivals: readonly number[];
    readonly s1: readonly number[];
    readonly transfer: number;
    readonly s2: readonly number[];
    readonly servers: readonly number[];
  }

  interface Passages {
    readonly end1: readonly number[];
    readonly start2: readonly number[];
    readonly end2: readonly number[];
    readonly meanFlow: number;
  }

  it.each(family<Tandem, Passages>('TraceTandem'))(
    '%s passes from station to station',
    async (_id, { params, expected }) => {
      const station = (values: readonly number[], servers: number, to: string) => ({
        type: 'queue',
        servers,
        service: given(values),
        to,
      });
      const flow = {
        arrivals: arriving(params.arrivals, 'first'),
        first: station(params.s1, params.servers[0], 'transfer'),
        transfer: { type: 'delay', time: { constant: { value_s: params.transfer } }, to: 'second' },
        second: station(params.s2, params.servers[1], 'out'),
        out: SINK,
      };
      const tables = await run(flow, Math.max(...expected.end2) + 1);
      expect(instants(tables, 'first', 'left')).toEqual(expected.end1);
      expect(instants(tables, 'second', 'started')).toEqual(expected.start2);
      expect(instants(tables, 'second', 'left')).toEqual(expected.end2);
      expect(Number(figure(tables, 'time_in_system', 'out').mean)).toBeCloseTo(expected.meanFlow, 9);
    },
  );
});

/** Instants of a step at a block, in the order of the parcels' ordinals. */
function instants(tables: Tables, block: string, step: string): number[] {
  return rowsOf(tables.scans)
    .filter((row) => row.block === block && row.step === step)
    .sort((a, b) => ordinalOf(a) - ordinalOf(b))
    .map((row) => Number(row.time_s));
}

/** The 17 of `arrivals#17`. */
function ordinalOf(row: Row): number {
  return Number(row.subject.slice(row.subject.indexOf('#') + 1));
}

function figure(tables: Tables, kpi: string, place: string): Row {
  return rowOf(rowsOf(tables.summary), { kpi, place });
}
