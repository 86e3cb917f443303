/** Parts that a hub block may leave out: objects that an override may begin. */
const PARTS = [
  'yard',
  'unloading',
  'scan',
  'coding',
  'irregulars',
  'containers',
  'loading',
  'outbound',
] as const;

/** The paths of the parts of a block that may be left out. @param block path of the block: `hub`, `hubs.A` */
export function optionalHubParts(block: string): readonly string[] {
  return PARTS.map((part) => `${block}.${part}`);
}
