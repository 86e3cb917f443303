import { readFileSync } from 'node:fs';
import Ajv from 'ajv';
import { describe, expect, it } from 'vitest';
import { eventLog } from '../../src/export/event-log.ts';
import { ocel } from '../../src/export/ocel.ts';
import type { TableInput } from '../../src/export/table-input.ts';
import { FLOW_SCANS } from '../../src/records/flow-tables.ts';
import { parseInstant } from '../../src/scenario/instant.ts';
import { runNetwork, table } from '../builders/network-tables.ts';
import { shippedNetwork } from '../builders/shipped-network.ts';
import { gathered, STARTS_AT, tableInput, tableInputs } from '../builders/table-inputs.ts';
import { parseStrictCsv } from './strict-csv.ts';

const scenario = shippedNetwork('two-hubs');
const runs = [0, 1].map((replication) => runNetwork(scenario, { replication }));
const inputs = tableInputs(runs.flatMap(({ rows }) => rows));
const scans = runs.flatMap((run) => table(run, 'scans'));
const scanned = new Set(scans.map(({ replication, parcel }) => `${replication}:${parcel}`));
/** A parcel that was ordered and not yet accepted has a row, but no scan. */
const parcels = runs
  .flatMap((run) => table(run, 'parcels'))
  .filter(({ replication, parcel }) => scanned.has(`${replication}:${parcel}`));
const trips = runs.flatMap((run) => table(run, 'trips'));

function input(id: string): TableInput {
  return inputs.find((one) => one.table.id === id)!;
}

interface Log {
  readonly objectTypes: readonly Type[];
  readonly eventTypes: readonly Type[];
  readonly objects: readonly Item[];
  readonly events: readonly (Item & { readonly time: string })[];
}
interface Type {
  readonly name: string;
  readonly attributes: readonly { readonly name: string; readonly type: string }[];
}
interface Item {
  readonly id: string;
  readonly type: string;
  readonly attributes: readonly { readonly name: string; readonly value: string }[];
  readonly relationships: readonly { readonly objectId: string; readonly qualifier: string }[];
}

const validate = new Ajv({
  formats: {
    'date-time': (text: string) => /[Z+-]/.test(text.slice(19)) && parseInstant(text) !== undefined,
  },
}).compile(JSON.parse(readFileSync(new URL('../reference/ocel-2.0.schema.json', import.meta.url), 'utf8')));

/** Parses a log and holds it against the schema, and against what a schema cannot say. */
async function ocelOf(...args: Parameters<typeof ocel>): Promise<Log> {
  const log = JSON.parse((await gathered(ocel(...args))).toString('utf8'));
  validate(log);
  expect(validate.errors).toBeNull();
  expectSound(log);
  return log;
}

function expectSound({ objectTypes, eventTypes, objects, events }: Log): void {
  const objectIds = new Set(objects.map(({ id }) => id));
  expect(objectIds.size).toBe(objects.length);
  expect(new Set(events.map(({ id }) => id)).size).toBe(events.length);
  const dangling = [...objects, ...events]
    .flatMap(({ relationships }) => relationships)
    .filter(({ objectId }) => !objectIds.has(objectId));
  expect(dangling).toEqual([]);
  for (const [items, types] of [
    [objects, objectTypes],
    [events, eventTypes],
  ] as const) {
    const declared = new Map(types.map(({ name, attributes }) => [name, attributes]));
    for (const { type, attributes } of items)
      for (const { name, value } of attributes) {
        const found = declared.get(type)!.find((one) => one.name === name);
        if (found?.type === 'float' || found?.type === 'integer') expect(Number(value)).not.toBeNaN();
        else if (found?.type === 'boolean') expect(value).toMatch(/^(true|false)$/);
        else expect(found).toBeDefined();
      }
  }
}

function related({ relationships }: Item, qualifier: string): string[] {
  return relationships.filter((one) => one.qualifier === qualifier).map(({ objectId }) => objectId);
}

describe('scans as a flat event log', () => {
  it('have one row each: case, activity, timestamp, resource', async () => {
    const [header, ...rows] = parseStrictCsv((await gathered(eventLog(input('scans')))).toString('utf8'));
    expect(header).toEqual(['case', 'activity', 'timestamp', 'resource', 'trip', 'replication']);
    expect(rows.length).toBe(scans.length);
    rows.forEach(([name, activity, time, resource, trip, replication], at) => {
      const scan = scans[at];
      expect(name).toBe(`${scan.replication}:${scan.parcel}`);
      expect([activity, trip, Number(replication)]).toEqual([scan.event, scan.trip, scan.replication]);
      expect(parseInstant(time)! - parseInstant(STARTS_AT)!).toBe(scan.time);
      expect(resource).toBe(scan.vehicle === '' ? scan.facility : scan.vehicle);
    });
    expect(new Set(rows.map(([name]) => name))).toEqual(scanned);
  });
});

describe('scans as OCEL 2.0', () => {
  it('are an event each, and name each parcel, trip, vehicle and facility that they were about', async () => {
    const log = await ocelOf({
      scans: input('scans'),
      parcels: input('parcels'),
      trips: input('trips'),
      facilities: input('facilities'),
    });
    expect(log.objectTypes.map(({ name }) => name)).toEqual(['parcel', 'bag', 'trip', 'vehicle', 'facility']);
    expect(log.events.length).toBe(scans.length);
    log.events.forEach((event, at) => {
      const { replication, parcel, facility, trip, vehicle, event: kind, time } = scans[at];
      expect([event.type, parseInstant(event.time)! - parseInstant(STARTS_AT)!]).toEqual([kind, time]);
      expect(related(event, 'scanned')).toEqual([`parcel:${replication}:${parcel}`]);
      expect(related(event, 'at')).toEqual([`facility:${replication}:${facility}`]);
      const aboard = trip === '' ? [] : [`trip:${replication}:${trip}`];
      expect(related(event, kind === 'rolled' ? 'left behind by' : 'aboard')).toEqual(aboard);
      const carrier = kind === 'rolled' ? '' : trip === '' ? vehicle : trip;
      expect(related(event, 'in')).toEqual(carrier === '' ? [] : [`vehicle:${replication}:${carrier}`]);
    });
  });

  it('give each object once, with what the tables know of it', async () => {
    const log = await ocelOf({
      scans: input('scans'),
      parcels: input('parcels'),
      trips: input('trips'),
      facilities: input('facilities'),
    });
    const of = (type: string) => log.objects.filter((object) => object.type === type);
    const seen = (column: string) =>
      new Set(scans.flatMap((scan) => (scan[column] === '' ? [] : [`${scan.replication}:${scan[column]}`])));
    expect(of('parcel').length).toBe(seen('parcel').size);
    expect(of('trip').length).toBe(seen('trip').size);
    expect(of('vehicle').length).toBe(seen('trip').size + seen('vehicle').size);
    expect(of('bag')).toEqual([]);
    const attributes = (id: string) =>
      Object.fromEntries(
        log.objects.find((one) => one.id === id)!.attributes.map(({ name, value }) => [name, value]),
      );
    for (const { replication, parcel, origin, destination, address, cohort, weight_kg, cube_m3 } of parcels)
      expect(attributes(`parcel:${replication}:${parcel}`)).toEqual({
        origin,
        destination,
        address,
        cohort: String(cohort),
        weight_kg: String(weight_kg),
        cube_m3: String(cube_m3),
      });
    const carried = trips.filter(({ replication, lane, trip }) =>
      seen('trip').has(`${replication}:${lane}#${trip}`),
    );
    expect(carried.length).toBe(of('trip').length);
    for (const { replication, lane, trip, from, to, parcels: count, vehicle_type } of carried) {
      const object = log.objects.find(({ id }) => id === `trip:${replication}:${lane}#${trip}`)!;
      expect(object.relationships).toEqual([
        { objectId: `facility:${replication}:${from}`, qualifier: 'from' },
        { objectId: `facility:${replication}:${to}`, qualifier: 'to' },
        { objectId: `vehicle:${replication}:${lane}#${trip}`, qualifier: 'run by' },
      ]);
      expect(attributes(object.id)).toMatchObject({ lane, parcels: String(count) });
      expect(attributes(`vehicle:${replication}:${lane}#${trip}`)).toMatchObject({ vehicle_type });
    }
    expect(attributes('facility:1:HUB-A')).toMatchObject({ kind: 'hub' });
  });

  it('name their objects without attributes where other tables were not written, or hold other parcels', async () => {
    const alone = await ocelOf({ scans: input('scans') });
    const one = tableInputs(runs[1].rows).find(({ table }) => table.id === 'parcels');
    const partly = await ocelOf({ scans: input('scans'), parcels: one });
    const names = (log: Log) => log.objects.map(({ id }) => id).sort();
    expect(names(alone)).toEqual(names(partly));
    expect(
      alone.objects
        .filter(({ type }) => type === 'parcel')
        .every(({ attributes }) => attributes.length === 0),
    ).toBe(true);
    const known = partly.objects.filter(({ type, attributes }) => type === 'parcel' && attributes.length > 0);
    expect(known.length).toBe(parcels.filter(({ replication }) => replication === 1).length);
  });

  it('of a flow are about subjects and blocks, at instants from its start', async () => {
    const flow = tableInput(FLOW_SCANS, [
      [0, 'a#0', 'car', 'desk', 'entered', 0],
      [0, 'a#0', 'car', 'desk', 'left', 61.5],
      [1, 'a#0', 'van', 'desk', 'entered', 0.000001],
    ]);
    const log = await ocelOf({ scans: flow }, STARTS_AT);
    expect(log.eventTypes.map(({ name }) => name)).toEqual(['entered desk', 'left desk']);
    expect(log.objects.map(({ id }) => id)).toEqual([
      'subject:0:a#0',
      'block:0:desk',
      'subject:1:a#0',
      'block:1:desk',
    ]);
    expect(log.events.map(({ time }) => time)).toEqual([
      '2026-03-02T00:00:00+08:00',
      '2026-03-02T00:01:01.500000+08:00',
      '2026-03-02T00:00:00.000001+08:00',
    ]);
    expect(log.objects[2].attributes).toMatchObject([{ name: 'class', value: 'van' }]);
  });

  it('refuse rows of a replication behind those of a later one', async () => {
    const disordered = tableInput(FLOW_SCANS, [
      [1, 'a#0', 'car', 'desk', 'entered', 0],
      [0, 'a#0', 'car', 'desk', 'entered', 0],
    ]);
    await expect(gathered(ocel({ scans: disordered }))).rejects.toThrow('replication 0 follows 1');
  });
});
