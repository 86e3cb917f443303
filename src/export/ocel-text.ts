/** An attribute of a type; the names are those of OCEL 2.0. */
export interface OcelAttribute {
  readonly name: string;
  readonly type: 'string' | 'integer' | 'float' | 'boolean' | 'time';
}

/** A type of objects or of events. */
export interface OcelType {
  readonly name: string;
  readonly attributes: readonly OcelAttribute[];
}

/** Name and value, or identity of an object and what it is to the one that names it. */
export type Pair = readonly [string, string];

/** Instant of attributes that never change, after the OCEL 2.0 specification. */
const ALWAYS = '1970-01-01T00:00:00Z';

/** Identity of an object in a whole file: type, replication, and its name there. */
export function objectId(type: string, replication: number | string, name: string): string {
  return `${type}:${replication}:${name}`;
}

/**
 * An object as JSON. Values are texts whatever their declared type: the published JSON schema of OCEL 2.0 wants it so.
 * @param attributes those without a value are left out
 */
export function objectText(
  id: string,
  type: string,
  attributes: readonly Pair[],
  relationships: readonly Pair[] = [],
): string {
  const written = attributes
    .filter(([, value]) => value !== '')
    .map(([name, value]) => `{"name":"${name}","time":"${ALWAYS}","value":${JSON.stringify(value)}}`);
  return (
    `{"id":${JSON.stringify(id)},"type":"${type}","attributes":[${written.join(',')}],` +
    `"relationships":${relationshipsText(relationships)}}`
  );
}

/** An event as JSON. */
export function eventText(
  ordinal: number,
  type: string,
  time: string,
  relationships: readonly Pair[],
): string {
  return (
    `{"id":"e${ordinal}","type":${JSON.stringify(type)},"time":"${time}","attributes":[],` +
    `"relationships":${relationshipsText(relationships)}}`
  );
}

function relationshipsText(relationships: readonly Pair[]): string {
  let text = '[';
  for (const [id, qualifier] of relationships)
    text += `${text === '[' ? '' : ','}{"objectId":${JSON.stringify(id)},"qualifier":"${qualifier}"}`;
  return `${text}]`;
}
