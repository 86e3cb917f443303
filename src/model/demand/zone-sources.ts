import { NONE } from '../../engine/subject-store.ts';
import type { NetworkScenario, NetworkZone } from '../../scenario/network/network-scenario.ts';
import { SourceNumbers } from '../source-numbers.ts';

/** Name of the source of parcels from an order table. */
export const ORDER_SOURCE = 'order';

/** What is added to the name of a parcel's source to name its return. */
const RETURN_MARK = 'r';

/** Indices of things with codes in the order of their codes, which no reordered file changes. */
export function inOrderOfCodes(things: readonly { readonly code: string }[]): number[] {
  return things.map((_, index) => index).sort((a, b) => (things[a].code < things[b].code ? -1 : 1));
}

/**
 * Zones as sources of parcels. A parcel is known to keyed draws by a number that comes from its zone's code, not from
 * the zone's row: a zone moved in the file changes nobody's luck, and a zone added only that of a zone with which its
 * number meets. Parcels from an order table have one source for all. A return has a source of its own, beside that of
 * the parcel that comes back, and its ordinal: who is returned does not change who a return is.
 */
export class ZoneSources {
  /** Source number of each zone. */
  readonly numberOf: Uint16Array;
  /** Source number of parcels from an order table; NONE where there is none. */
  readonly orders: number = NONE;
  readonly #zones: readonly NetworkZone[];
  readonly #zoneOf = new Map<number, number>();
  /** Number of the returns of each source; empty where nothing is returned. */
  readonly #returnOf = new Map<number, number>();
  readonly #names: ReadonlyMap<number, string>;

  /** @throws RangeError beyond 16384 sources */
  constructor({ zones, orders, settings }: NetworkScenario) {
    this.#zones = zones;
    this.numberOf = new Uint16Array(zones.length);
    const numbers = new SourceNumbers();
    const order = inOrderOfCodes(zones);
    for (const zone of order) {
      this.numberOf[zone] = numbers.add(zones[zone].code);
      this.#zoneOf.set(this.numberOf[zone], zone);
    }
    // After the zones, so that none of their numbers depends on what else there is.
    if (orders !== null) this.orders = numbers.add(ORDER_SOURCE);
    if (settings.demand.returns !== undefined) {
      for (const [source, name] of [...numbers.names]) {
        this.#returnOf.set(source, numbers.add(name + RETURN_MARK));
      }
    }
    this.#names = numbers.names;
  }

  /** The zone behind the source number of a zone. */
  zone(source: number): NetworkZone {
    return this.#zones[this.#zoneOf.get(source)!];
  }

  /** Index of the zone behind a source number; undefined for returns and orders, of which each has its own. */
  zoneIndex(source: number): number | undefined {
    return this.#zoneOf.get(source);
  }

  /** Name of a source, as it stands before the ordinals of its parcels. */
  name(source: number): string {
    return this.#names.get(source)!;
  }

  /** Source number of the returns of parcels of a source. */
  returnsOf(source: number): number {
    return this.#returnOf.get(source)!;
  }
}
