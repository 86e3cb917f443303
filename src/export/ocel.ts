import { FLOW_OBJECTS, flowObjects, flowRelationships } from './ocel-flow.ts';
import {
  NETWORK_EVENTS,
  NETWORK_OBJECTS,
  networkObjects,
  networkRelationships,
  type OcelTables,
} from './ocel-network.ts';
import { eventText, type OcelType } from './ocel-text.ts';
import { scanKind, scanReader } from './scan-reader.ts';
import { TextChunks } from './text-chunks.ts';

/**
 * Scans as an object-centric event log: OCEL 2.0 JSON. Every scan is an event; the objects are those that events name,
 * apart by replication. The scans are read twice, objects first; what is kept meanwhile is a bit per parcel and trip.
 * Source: Berti et al. (2024), "OCEL (Object-Centric Event Log) 2.0 Specification", section 8, and its JSON schema.
 * @param startsAt simulated time 0 of the run, ISO 8601 with offset; 1970 in UTC where it is not known
 */
export async function* ocel(tables: OcelTables, startsAt?: string): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  const { scans } = tables;
  const isFlow = scanKind(scans.table) === 'flow';
  const activities = new Set<string>();
  const chunks = new TextChunks();
  chunks.add(`{"objectTypes":${typesText(isFlow ? FLOW_OBJECTS : NETWORK_OBJECTS)},\n"objects":[`);
  let comma = '\n';
  for await (const objects of isFlow ? flowObjects(scans, activities) : networkObjects(tables)) {
    for (const object of objects) {
      chunks.add(comma + object);
      comma = ',\n';
    }
    if (chunks.isFull) yield chunks.take();
  }
  const events = isFlow ? [...activities].map((name) => ({ name, attributes: [] })) : NETWORK_EVENTS;
  chunks.add(`],\n"eventTypes":${typesText(events)},\n"events":[`);
  const read = scanReader(scans.table, startsAt);
  const relationships = isFlow ? flowRelationships : networkRelationships;
  let ordinal = 0;
  for await (const batch of scans.rows()) {
    for (const cells of batch) {
      const scan = read(cells);
      const event = eventText(ordinal, scan.activity, scan.time, relationships(scan));
      chunks.add(ordinal === 0 ? `\n${event}` : `,\n${event}`);
      ordinal++;
    }
    if (chunks.isFull) yield chunks.take();
  }
  chunks.add(']}\n');
  yield chunks.take();
}

function typesText(types: readonly OcelType[]): string {
  return `[${types.map((type) => `\n${JSON.stringify(type)}`).join(',')}]`;
}
