import { IdentitySet } from './identity-set.ts';
import { type OcelType, objectId, objectText, type Pair } from './ocel-text.ts';
import { ReplicationRows } from './replication-rows.ts';
import { type Scan, scanReader } from './scan-reader.ts';
import type { TableInput } from './table-input.ts';

/** Types of the objects of a flow. */
export const FLOW_OBJECTS: readonly OcelType[] = [
  { name: 'subject', attributes: [{ name: 'class', type: 'string' }] },
  { name: 'block', attributes: [] },
];

/** What a step is about. */
export function flowRelationships({ replication, subject, place }: Scan): Pair[] {
  return [
    [objectId('subject', replication, subject), 'moved'],
    [objectId('block', replication, place), 'at'],
  ];
}

/**
 * The objects that the events of a flow name, each once and as first met, batch by batch as JSON.
 * @param activities is told every activity met: the types of the events, which depend on the flow
 */
export async function* flowObjects(
  scans: TableInput,
  activities: Set<string>,
): AsyncGenerator<readonly string[]> {
  const read = scanReader(scans.table);
  const rows = new ReplicationRows(scans);
  try {
    for (let replication = await rows.next(); replication !== undefined; replication = await rows.next()) {
      const subjects = new IdentitySet();
      const blocks = new IdentitySet();
      for await (const batch of rows.of(replication)) {
        const objects: string[] = [];
        for (const cells of batch) {
          const { subject, place, activity } = read(cells);
          if (subjects.add(subject)) {
            const id = objectId('subject', replication, subject);
            objects.push(objectText(id, 'subject', [['class', cells[2]]]));
          }
          if (blocks.add(place)) objects.push(objectText(objectId('block', replication, place), 'block', []));
          activities.add(activity);
        }
        yield objects;
      }
    }
  } finally {
    await rows.close();
  }
}
