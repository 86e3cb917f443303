import { Block } from '../../engine/blocks/block.ts';
import { Probe } from '../../engine/blocks/probe.ts';
import { WaitingLine } from '../../engine/blocks/waiting-line.ts';
import { exp } from '../../engine/math/transcendental.ts';
import { PHASE, tieBase } from '../../engine/phase.ts';
import { compileDistribution } from '../../engine/random/distribution.ts';
import type { KeyedDraws } from '../../engine/random/keyed-draws.ts';
import { uniform53 } from '../../engine/random/uniform.ts';
import type { Variate } from '../../engine/random/variate.ts';
import { NONE } from '../../engine/subject-store.ts';
import { distributionSpec } from '../../scenario/distribution-schema.ts';
import type { FacilityState } from '../facility/facility-state.ts';
import { onDuty } from '../facility/on-duty.ts';
import { MICRO, partOf } from '../network/ledger.ts';
import { EVERY_DAY, secondsOfWeek, WeeklyInstants } from '../network/local-time.ts';
import type { NetworkContext } from '../network/network-context.ts';
import { CourierTime } from './courier-time.ts';
import { addressCount, StopList } from './stop-list.ts';

const WAVE = 1;
const STOP = 2;
const BACK = 3;

/** A station with less than this share of a load does not send a courier out again between waves. */
const LEAST_SECOND_LOAD = 0.5;

/** What a depot hands parcels that are finished to. */
export interface Finish {
  /** @param courier ordinal at the facility, from 0; NONE where it was collected */
  delivered(parcel: number, facility: number, courier: number, now: number): void;
  returned(parcel: number, facility: number, courier: number, now: number): void;
}

/**
 * Delivery to the door: couriers leave at the waves with a load, visit their stops one by one and come back. Nobody
 * home is drawn once per stop and day, for all its parcels; those come back and go out again the next day, so that the
 * day names the attempt. A day is the one on which the courier set out, also after midnight.
 */
export class DeliveryDepot extends Block {
  readonly probe: Probe;
  readonly courierTime: CourierTime;
  readonly #context: NetworkContext;
  readonly #facility: FacilityState;
  readonly #finish: Finish;
  readonly #ready: WaitingLine;
  /** Failed today: they go out again tomorrow. */
  readonly #held: WaitingLine;
  readonly #stops: StopList;
  readonly #waves: WeeklyInstants;
  readonly #bases: Float64Array;
  readonly #addresses: number;
  readonly #times: { readonly toFirst: Variate; readonly between: Variate; readonly service: Variate };
  readonly #draws: {
    readonly address: KeyedDraws;
    readonly home: KeyedDraws;
    readonly drive: KeyedDraws;
    readonly service: KeyedDraws;
  };
  readonly #stopMicro: number;
  readonly #parcelMicro: number;
  /** Per courier: first parcel of the next stop, first of those not delivered, day of the round, and whether out. */
  readonly #nextStop: Int32Array;
  readonly #undelivered: Int32Array;
  readonly #roundDay: Int32Array;
  readonly #isOut: Uint8Array;
  #next = 0;
  #out = 0;
  #lastWaveDay = -1;

  /** @param parcelsPerWave expected parcels of a wave, over all couriers, which sets the number of addresses */
  constructor(context: NetworkContext, facility: FacilityState, finish: Finish, parcelsPerWave: number) {
    const { sim, parcels, network, local, luck } = context;
    super({ sim, subjects: parcels, facility: facility.index, name: `${facility.code}.delivery` });
    const { delivery, costs } = network.settings;
    const { couriers } = network.facilities[facility.index];
    this.probe = new Probe(parcels, 1, 'levels');
    this.#context = context;
    this.#facility = facility;
    this.#finish = finish;
    this.#ready = new WaitingLine(parcels);
    this.#held = new WaitingLine(parcels);
    this.#stops = new StopList(parcels);
    const waves = [...delivery.waves_h].sort((a, b) => a - b).map((hour) => hour * 3600);
    this.#waves = new WeeklyInstants(local.firstWeek(secondsOfWeek(waves, EVERY_DAY)));
    this.#addresses = addressCount(Math.max(1, parcelsPerWave), delivery.parcels_per_stop, exp);
    this.#times = {
      toFirst: compileDistribution(distributionSpec(delivery.drive_to_first_stop)),
      between: compileDistribution(distributionSpec(delivery.drive_between_stops)),
      service: compileDistribution(distributionSpec(delivery.service_per_stop)),
    };
    const draws = (purpose: string) => luck.draws(purpose, facility.code);
    this.#draws = {
      address: draws('address'),
      home: draws('home'),
      drive: draws('drive'),
      service: draws('stop'),
    };
    this.#stopMicro = Math.round(costs.delivery_per_stop * MICRO);
    this.#parcelMicro = Math.round(costs.delivery_per_parcel * MICRO);
    context.lateness.rest.expectRounds(facility.index, parcelsPerWave);
    this.#bases = Float64Array.of(
      0,
      tieBase(PHASE.departure, facility.index),
      tieBase(PHASE.serviceEnd, facility.index),
      tieBase(PHASE.arrival, facility.index),
    );
    this.#nextStop = new Int32Array(couriers).fill(NONE);
    this.#undelivered = new Int32Array(couriers).fill(NONE);
    this.#roundDay = new Int32Array(couriers);
    this.#isOut = new Uint8Array(couriers);
    this.probe.occupancy.available = couriers;
    const toH = Math.max(delivery.last_departure_h, ...delivery.waves_h);
    this.courierTime = new CourierTime(couriers, { fromH: Math.min(...delivery.waves_h), toH }, local);
  }

  override get holds(): number {
    return this.#ready.count + this.#held.count + this.#out;
  }

  /** Sets the first wave. Called once, before the run. */
  begin(): void {
    this.#scheduleWave();
  }

  override reset(now: number): void {
    super.reset(now);
    this.courierTime.reset(now);
  }

  enter(parcel: number): void {
    this.probe.entered(parcel, this.sim.now[0]);
    this.#context.lateness.ready(parcel, this.facility, this.sim.now[0]);
    this.#ready.push(parcel, 0);
    this.#updateLevels();
  }

  override fire(kind: number, subject: number): void {
    if (kind === STOP) this.#visit(subject);
    else if (kind === BACK) this.#comeBack(subject);
    else if (kind === WAVE) this.#wave();
    else super.fire(kind, subject);
  }

  #wave(): void {
    const now = this.sim.now[0];
    this.#scheduleWave();
    const { closures } = this.#context;
    const day = this.#context.local.day(now);
    if (closures.isClosed(this.facility)) {
      this.#leftBehind(this.#ready, 'closed');
      if (day !== this.#lastWaveDay) this.#leftBehind(this.#held, 'closed');
      return;
    }
    if (day !== this.#lastWaveDay) {
      this.#lastWaveDay = day;
      for (let parcel = this.#held.shift(); parcel !== NONE; parcel = this.#held.shift())
        this.#ready.push(parcel, 0);
    }
    const most = onDuty(this.#isOut.length, closures.share(this.facility));
    let idle = most - this.#couriersOut;
    for (let courier = 0; courier < this.#isOut.length && this.#ready.count > 0 && idle > 0; courier++) {
      if (this.#isOut[courier] === 1) continue;
      this.#sendOut(courier, Math.ceil(this.#ready.count / idle--));
    }
    this.#leftBehind(this.#ready, 'courier backlog');
  }

  #leftBehind(line: WaitingLine, cause: 'courier backlog' | 'closed'): void {
    const { lateness, parcels, sim } = this.#context;
    for (let parcel = line.first(); parcel !== NONE; parcel = parcels.link(parcel))
      lateness.leftByCouriers(parcel, this.facility, sim.now[0], cause);
  }

  get #couriersOut(): number {
    let out = 0;
    for (let courier = 0; courier < this.#isOut.length; courier++) out += this.#isOut[courier];
    return out;
  }

  /** Loads up to a share of what waits, orders it by address and sets out. */
  #sendOut(courier: number, share: number): void {
    const { network, records, lateness, local } = this.#context;
    const now = this.sim.now[0];
    this.probe.occupancy.observe(now);
    this.courierTime.setOut(courier, now);
    const count = Math.min(share, network.settings.delivery.parcels_per_round, this.#ready.count);
    const load: number[] = [];
    for (let i = 0; i < count; i++) {
      const parcel = this.#ready.shift();
      load.push(parcel);
      this.probe.started(parcel, now - this.subjects.enteredAt(parcel), now);
      this.#facility.left();
      lateness.setOut(parcel, this.facility, now);
      records.courierScan(parcel, 'outForDelivery', this.facility, courier, now);
    }
    const first = this.#stops.build(
      load,
      Float64Array.from(load, (parcel) => this.#address(parcel)),
    );
    this.#out += count;
    this.#isOut[courier] = 1;
    this.#roundDay[courier] = local.day(now);
    this.#undelivered[courier] = NONE;
    this.#nextStop[courier] = first;
    this.#updateLevels();
    const { toFirst } = this.#times;
    const drive = this.#drive(courier, first, toFirst);
    this.#schedule(now + this.#inWeather(drive + this.#serve(courier, first), now), STOP, courier);
  }

  /** A stop is over: all parcels for its address are delivered, or none. */
  #visit(courier: number): void {
    const { parcels, records, ledger, carbon, lateness } = this.#context;
    const now = this.sim.now[0];
    const first = this.#nextStop[courier];
    const address = this.#address(first);
    let count = 0;
    let following = first;
    while (following !== NONE && this.#address(following) === address) {
      following = parcels.link(following);
      count++;
    }
    carbon.stopped(first, count);
    const isHome = this.#isHome(courier, address);
    let parcel = first;
    for (let k = 0; k < count; k++) {
      const next = parcels.link(parcel);
      ledger.charge('delivery', parcel, partOf(this.#stopMicro, k, count));
      if (isHome) {
        ledger.charge('delivery', parcel, this.#parcelMicro);
        this.#out--;
        this.probe.left(parcel, parcels.enteredAt(parcel), now);
        this.#finish.delivered(parcel, this.facility, courier, now);
      } else {
        parcels.attemptFailed(parcel);
        lateness.notHome(parcel, this.facility, now);
        records.courierScan(parcel, 'notDelivered', this.facility, courier, now);
        parcels.setLink(parcel, this.#undelivered[courier]);
        this.#undelivered[courier] = parcel;
      }
      parcel = next;
    }
    this.#nextStop[courier] = following;
    if (following !== NONE) {
      const drive = this.#drive(courier, following, this.#times.between);
      const time = this.#inWeather(drive + this.#serve(courier, following), now);
      this.#schedule(now + time, STOP, courier);
      return;
    }
    const home = this.#times.toFirst.draw(this.#draws.drive.at(address, 1, this.#day(courier)));
    this.#schedule(now + this.#inWeather(Math.round(home * 1e6), now), BACK, courier);
  }

  /** What was not delivered is put aside for tomorrow, or given up after the last attempt. */
  #comeBack(courier: number): void {
    const { network, parcels, local } = this.#context;
    const { attempts, last_departure_h: last, parcels_per_round: load } = network.settings.delivery;
    const now = this.sim.now[0];
    this.probe.occupancy.observe(now);
    this.courierTime.cameBack(courier, now);
    this.#isOut[courier] = 0;
    let parcel = this.#undelivered[courier];
    this.#undelivered[courier] = NONE;
    while (parcel !== NONE) {
      const following = parcels.link(parcel);
      this.#out--;
      this.#facility.returned();
      if (parcels.failures(parcel) >= attempts) {
        this.#facility.left();
        this.probe.left(parcel, parcels.enteredAt(parcel), now);
        this.#finish.returned(parcel, this.facility, courier, now);
      } else {
        this.#held.push(parcel, 0);
      }
      parcel = following;
    }
    this.#updateLevels();
    // Who comes back after midnight waits for the first wave of the day.
    const { closures } = this.#context;
    const hasBegun = local.day(now) === this.#lastWaveDay && !closures.isClosed(this.facility);
    if (hasBegun && local.hourOfDay(now) < last && this.#ready.count >= LEAST_SECOND_LOAD * load)
      this.#sendOut(courier, load);
  }

  /** The address belongs to the parcel: the same whoever delivers it and whenever. */
  #address(parcel: number): number {
    return Math.floor(
      uniform53(this.#draws.address.at(this.subjects.ordinal(parcel), this.subjects.source(parcel), 0)) *
        this.#addresses,
    );
  }

  #isHome(courier: number, address: number): boolean {
    const { failure_share: failure } = this.#context.network.settings.delivery;
    if (failure === 0) return true;
    return uniform53(this.#draws.home.at(address, 0, this.#day(courier))) >= failure;
  }

  #drive(courier: number, parcel: number, time: Variate): number {
    const draws = this.#draws.drive.at(this.#address(parcel), 0, this.#day(courier));
    return Math.round(time.draw(draws) * 1e6);
  }

  #serve(courier: number, parcel: number): number {
    const draws = this.#draws.service.at(this.#address(parcel), 0, this.#day(courier));
    return Math.round(this.#times.service.draw(draws) * 1e6);
  }

  /** A time in clear weather, at the pace of the weather in which it begins. */
  #inWeather(time: number, now: number): number {
    return Math.round(time / this.#context.facilityWeather.courierRate(this.facility, now));
  }

  /** Day of a courier's round, as keyed draws count visits. */
  #day(courier: number): number {
    return this.#roundDay[courier] % 4096;
  }

  #updateLevels(): void {
    const { occupancy } = this.probe;
    occupancy.waiting = this.#ready.count + this.#held.count;
    occupancy.serving = this.#couriersOut;
  }

  #scheduleWave(): void {
    this.#schedule(this.#waves.at(this.#next++), WAVE, NONE);
  }

  #schedule(at: number, kind: number, subject: number): void {
    this.sim.schedule(at, this.#bases[kind], this.facility, this.code + kind, subject);
  }
}
