import { grown } from '../../engine/subject-store.ts';
import type { NetworkScenario, NetworkZone } from '../../scenario/network/network-scenario.ts';
import type { ParcelStore } from '../network/parcel-store.ts';
import type { ZoneSources } from './zone-sources.ts';

/**
 * The zone where each parcel starts. A zone's own parcels name it by their source; orders of a table and returns do
 * not, and only a network with either keeps a column for it: two bytes a parcel.
 */
export class ParcelOrigins {
  readonly #zones: readonly NetworkZone[];
  readonly #parcels: ParcelStore;
  readonly #sources: ZoneSources;
  #zone = new Uint16Array(0);

  constructor({ zones }: NetworkScenario, parcels: ParcelStore, sources: ZoneSources) {
    this.#zones = zones;
    this.#parcels = parcels;
    this.#sources = sources;
  }

  /** Notes where a parcel starts whose source does not say it. @param zone index */
  set(parcel: number, zone: number): void {
    if (parcel >= this.#zone.length) this.#zone = grown(this.#zone, this.#parcels.capacity);
    this.#zone[parcel] = zone;
  }

  /** Index of the zone where a parcel starts. */
  indexOf(parcel: number): number {
    return this.#sources.zoneIndex(this.#parcels.source[parcel]) ?? this.#zone[parcel];
  }

  /** The zone where a parcel starts. */
  of(parcel: number): NetworkZone {
    return this.#zones[this.indexOf(parcel)];
  }

  /** Identity of a parcel as tables print it. */
  name(parcel: number): string {
    const { source, ordinal } = this.#parcels;
    return `${this.sourceName(source[parcel])}#${ordinal[parcel]}`;
  }

  /** Name of a source of parcels, as it stands before their ordinals. */
  sourceName(source: number): string {
    return this.#sources.name(source);
  }

  /** Allocated bytes. */
  get bytes(): number {
    return this.#zone.length * 2;
  }
}
