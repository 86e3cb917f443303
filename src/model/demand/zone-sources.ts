import type { NetworkScenario, NetworkZone } from '../../scenario/network/network-scenario.ts';
import { SourceNumbers } from '../source-numbers.ts';

/** Indices of things with codes in the order of their codes, which no reordered file changes. */
export function inOrderOfCodes(things: readonly { readonly code: string }[]): number[] {
  return things.map((_, index) => index).sort((a, b) => (things[a].code < things[b].code ? -1 : 1));
}

/**
 * Zones as sources of parcels. A parcel is known to keyed draws by a number that comes from its zone's code, not from
 * the zone's row: a zone moved in the file changes nobody's luck, and a zone added only that of a zone with which its
 * number meets.
 */
export class ZoneSources {
  /** Source number of each zone. */
  readonly numberOf: Uint16Array;
  readonly #zones: readonly NetworkZone[];
  readonly #zoneOf = new Map<number, number>();

  /** @throws RangeError beyond 16384 zones */
  constructor({ zones }: NetworkScenario) {
    this.#zones = zones;
    this.numberOf = new Uint16Array(zones.length);
    const numbers = new SourceNumbers();
    for (const zone of inOrderOfCodes(zones)) {
      this.numberOf[zone] = numbers.add(zones[zone].code);
      this.#zoneOf.set(this.numberOf[zone], zone);
    }
  }

  /** The zone behind a source number. */
  zone(source: number): NetworkZone {
    return this.#zones[this.#zoneOf.get(source)!];
  }
}
