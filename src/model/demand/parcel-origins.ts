import { grown } from '../../engine/subject-store.ts';
import type { NetworkScenario, NetworkZone } from '../../scenario/network/network-scenario.ts';
import type { ParcelStore } from '../network/parcel-store.ts';
import type { ZoneSources } from './zone-sources.ts';

/**
 * The zone where each parcel starts. A zone's own parcels name it by their source; orders of a table and returns do not. A
 * network of orders keeps a column for it, two bytes a parcel; returns are few, and kept one by one.
 */
export class ParcelOrigins {
  readonly #zones: readonly NetworkZone[];
  readonly #parcels: ParcelStore;
  readonly #sources: ZoneSources;
  /** Of all parcels, where orders come from a table; else of returns alone. */
  readonly #isDense: boolean;
  #zone = new Uint16Array(0);
  readonly #ofReturn = new Map<number, number>();

  constructor({ zones, orders }: NetworkScenario, parcels: ParcelStore, sources: ZoneSources) {
    this.#zones = zones;
    this.#parcels = parcels;
    this.#sources = sources;
    this.#isDense = orders !== null;
  }

  /** Notes where a parcel starts whose source does not say it. @param zone index */
  set(parcel: number, zone: number): void {
    if (!this.#isDense) {
      this.#ofReturn.set(parcel, zone);
      return;
    }
    if (parcel >= this.#zone.length) this.#zone = grown(this.#zone, this.#parcels.capacity);
    this.#zone[parcel] = zone;
  }

  /** Forgets a parcel that leaves the network. */
  release(parcel: number): void {
    if (this.#ofReturn.size > 0) this.#ofReturn.delete(parcel);
  }

  /** Index of the zone where a parcel starts. */
  indexOf(parcel: number): number {
    const ofSource = this.#sources.zoneIndex(this.#parcels.source(parcel));
    return ofSource ?? (this.#isDense ? this.#zone[parcel] : this.#ofReturn.get(parcel)!);
  }

  /** The zone where a parcel starts. */
  of(parcel: number): NetworkZone {
    return this.#zones[this.indexOf(parcel)];
  }

  /** Identity of a parcel as tables print it. */
  name(parcel: number): string {
    return `${this.sourceName(this.#parcels.source(parcel))}#${this.#parcels.ordinal(parcel)}`;
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
