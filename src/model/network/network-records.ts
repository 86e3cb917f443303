import { HOUR } from '../../engine/clock.ts';
import { NONE } from '../../engine/subject-store.ts';
import { NETWORK_PARCELS, NETWORK_SCANS, NETWORK_TRIPS } from '../../records/network-tables.ts';
import { SCANS, type ScanKind } from '../../records/scan-codes.ts';
import type { RecordSink } from '../../records/table.ts';
import type { NetworkScenario, NetworkZone } from '../../scenario/network/network-scenario.ts';
import { serviceClassOf } from '../demand/parcel-kind.ts';
import type { ParcelOrigins } from '../demand/parcel-origins.ts';
import type { TripStore } from '../linehaul/trip-store.ts';
import { destinationOf } from './destination.ts';
import type { LatePlace } from './late-groups.ts';
import type { Lateness } from './lateness.ts';
import { MICRO } from './ledger.ts';
import { CUBE_UNITS_PER_M3, PARCEL_FLAG, type ParcelStore } from './parcel-store.ts';

/** Told of every departing trip; for the view. */
export type TripListener = (trip: number) => void;

/** Turns what happens in a network into rows. Exact and complete for the parcels chosen; a run without it is the same. */
export class NetworkRecords {
  readonly #network: NetworkScenario;
  readonly #parcels: ParcelStore;
  readonly #trips: TripStore;
  readonly #origins: ParcelOrigins;
  readonly #lateness: Lateness;
  readonly #sink: RecordSink;
  readonly #replication: number;
  onTrip: TripListener | null = null;

  constructor(
    network: NetworkScenario,
    stores: {
      readonly parcels: ParcelStore;
      readonly trips: TripStore;
      readonly origins: ParcelOrigins;
      readonly lateness: Lateness;
    },
    sink: RecordSink,
    replication: number,
  ) {
    this.#network = network;
    this.#parcels = stores.parcels;
    this.#trips = stores.trips;
    this.#origins = stores.origins;
    this.#lateness = stores.lateness;
    this.#sink = sink;
    this.#replication = replication;
  }

  /** A tracking event in a building, written for the parcels chosen. */
  scan(parcel: number, kind: ScanKind, facility: number, now: number): void {
    if (this.#isChosen(parcel)) this.#scan(parcel, kind, facility, now, '', '');
  }

  /** A tracking event in the hands of a courier. @param courier ordinal at the facility, from 0 */
  courierScan(parcel: number, kind: ScanKind, facility: number, courier: number, now: number): void {
    if (this.#isChosen(parcel))
      this.#scan(parcel, kind, facility, now, '', this.#courierName(facility, courier));
  }

  departed(parcel: number, facility: number, trip: number, now: number): void {
    if (!this.#isChosen(parcel)) return;
    const kind = this.#origin(parcel).station === facility ? 'departed' : 'departedInTransit';
    this.#scan(parcel, kind, facility, now, this.#tripName(trip), '');
  }

  arrived(parcel: number, facility: number, trip: number, now: number): void {
    if (!this.#isChosen(parcel)) return;
    const isForDelivery =
      this.#network.facilities[facility].kind === 'station' &&
      destinationOf(this.#network, this.#parcels, parcel) === facility;
    const kind = isForDelivery ? 'arrivedForDelivery' : 'arrivedInTransit';
    this.#scan(parcel, kind, facility, now, this.#tripName(trip), '');
  }

  /** Left behind by a trip that was full. */
  rolled(parcel: number, facility: number, trip: number, now: number): void {
    if (this.#isChosen(parcel)) this.#scan(parcel, 'rolled', facility, now, this.#tripName(trip), '');
  }

  #scan(parcel: number, kind: ScanKind, facility: number, now: number, trip: string, vehicle: string): void {
    this.#sink.write(NETWORK_SCANS, [
      this.#replication,
      this.name(parcel),
      SCANS[kind].code,
      kind,
      this.#network.facilities[facility].code,
      now,
      trip,
      vehicle,
    ]);
  }

  #isChosen(parcel: number): boolean {
    return (this.#parcels.flags(parcel) & PARCEL_FLAG.scanRows) !== 0;
  }

  #tripName(trip: number): string {
    return `${this.#network.lanes[this.#trips.lane[trip]].code}#${this.#trips.ordinal[trip]}`;
  }

  #courierName(facility: number, courier: number): string {
    return `${this.#network.facilities[facility].code}.courier#${courier}`;
  }

  tripDeparted(trip: number): void {
    this.onTrip?.(trip);
  }

  tripArrived(trip: number): void {
    this.#trip(trip, this.#trips.arrivesAt[trip]);
  }

  #trip(trip: number, arrived: number | null): void {
    const trips = this.#trips;
    const lane = this.#network.lanes[trips.lane[trip]];
    this.#sink.write(NETWORK_TRIPS, [
      this.#replication,
      lane.code,
      trips.ordinal[trip],
      this.#network.facilities[trips.isReturn[trip] === 1 ? lane.to : lane.from].code,
      this.#network.facilities[trips.isReturn[trip] === 1 ? lane.from : lane.to].code,
      this.#network.settings.vehicles[trips.vehicle[trip]].code,
      trips.vehicles[trip],
      trips.departedAt[trip],
      arrived,
      trips.count[trip],
      trips.loadFactor[trip],
      trips.leftBehind[trip],
      trips.costMicro[trip] / MICRO,
      trips.emissionsMg[trip] / 1e6,
      trips.vehicleWaitUs[trip] / HOUR,
      trips.heldUs[trip] / HOUR,
      trips.weatherUs[trip] / HOUR,
      trips.incidentUs[trip] / HOUR,
    ]);
  }

  /**
   * The row of a parcel that leaves the network. Called before its slot is released.
   * @param courier who had it, from 0; NONE for one that was collected
   */
  finished(
    parcel: number,
    outcome: 'delivered' | 'returned',
    facility: number,
    courier: number,
    now: number,
  ): void {
    if (courier === NONE) this.scan(parcel, outcome, facility, now);
    else this.courierScan(parcel, outcome, facility, courier, now);
    this.#parcel(parcel, outcome, this.#network.facilities[facility].code, now);
  }

  /**
   * Rows of the trips under way and of the parcels still in the network, each in order of identity.
   * @param stuck why some of these do not move
   */
  remaining(stuck: ReadonlyMap<number, string>): void {
    const laneOf = this.#tripsUnderWay();
    const { facilities } = this.#network;
    const parcels = this.#parcels;
    const sourceName = (slot: number) => this.#origins.sourceName(this.#parcels.source(slot));
    const slots: number[] = [];
    for (let slot = 0; slot < parcels.capacity; slot++) if (parcels.isAlive(slot)) slots.push(slot);
    slots.sort((a, b) =>
      this.#parcels.source(a) === this.#parcels.source(b)
        ? this.#parcels.ordinal(a) - this.#parcels.ordinal(b)
        : sourceName(a) < sourceName(b)
          ? -1
          : 1,
    );
    for (const slot of slots)
      this.#parcel(
        slot,
        stuck.get(slot) ?? 'in network',
        laneOf.get(slot) ?? facilities[this.#parcels.place(slot)].code,
        null,
      );
  }

  /** Writes the trips under way. @returns the lane of each parcel aboard */
  #tripsUnderWay(): ReadonlyMap<number, string> {
    const { underWay, capacity, lane, ordinal, head } = this.#trips;
    const codeOf = (trip: number) => this.#network.lanes[lane[trip]].code;
    const open: number[] = [];
    for (let trip = 0; trip < capacity; trip++) if (underWay[trip] === 1) open.push(trip);
    open.sort((a, b) => (lane[a] === lane[b] ? ordinal[a] - ordinal[b] : codeOf(a) < codeOf(b) ? -1 : 1));
    const laneOf = new Map<number, string>();
    for (const trip of open) {
      this.#trip(trip, null);
      for (let parcel = head[trip]; parcel !== NONE; parcel = this.#parcels.link(parcel))
        laneOf.set(parcel, codeOf(trip));
    }
    return laneOf;
  }

  /** Identity of a parcel as tables print it. */
  name(parcel: number): string {
    return this.#origins.name(parcel);
  }

  #origin(parcel: number): NetworkZone {
    return this.#origins.of(parcel);
  }

  #placeName(place: LatePlace | null): string {
    if (place === null) return '';
    const { lanes, facilities } = this.#network;
    return (place.kind === 'lane' ? lanes : facilities)[place.index].code;
  }

  #parcel(parcel: number, outcome: string, place: string, now: number | null): void {
    const parcels = this.#parcels;
    const flags = parcels.flags(parcel);
    if ((flags & PARCEL_FLAG.parcelRow) === 0) return;
    const { zones, settings } = this.#network;
    const { classes } = settings.demand;
    const late = this.#lateness.reason(parcel);
    const acceptedAt = parcels.acceptedAt(parcel);
    this.#sink.write(NETWORK_PARCELS, [
      this.#replication,
      this.name(parcel),
      this.#origin(parcel).code,
      zones[parcels.toZone(parcel)].code,
      (flags & PARCEL_FLAG.rural) === 0 ? 'door' : 'village',
      (flags & PARCEL_FLAG.cohort) !== 0,
      parcels.weightG(parcel) / 1000,
      parcels.cubeUnits(parcel) / CUBE_UNITS_PER_M3,
      parcels.createdAt(parcel),
      acceptedAt < 0 ? null : acceptedAt,
      now,
      outcome === 'delivered' && now !== null ? (now - acceptedAt) / HOUR : null,
      outcome,
      place,
      parcels.legs(parcel),
      parcels.rolled(parcel),
      parcels.failures(parcel),
      parcels.costMicro(parcel) / MICRO,
      classes.length === 0 ? '' : classes[serviceClassOf(parcels.klass(parcel))].code,
      late === null ? '' : this.#placeName(late.place),
      late === null ? '' : late.cause,
    ]);
  }
}
