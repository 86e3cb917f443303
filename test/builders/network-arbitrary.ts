import * as fc from 'fast-check';
import type { NetworkScenario } from '../../src/scenario/network/network-scenario.ts';
import {
  constant,
  type FacilityDraft,
  type LaneDraft,
  type NetworkDraft,
  network,
  type WrittenNetwork,
  type ZoneDraft,
} from './network-draft.ts';

type Weather = NonNullable<WrittenNetwork['weather']>[number];

/** Times are whole hours and distances whole minutes of driving, so that many things happen at one instant. */
const hour = fc.integer({ min: 0, max: 23 });
const departures = fc
  .uniqueArray(hour, { minLength: 1, maxLength: 4 })
  .map((hours) => hours.sort((a, b) => a - b));
const weekdays = fc
  .array(fc.boolean(), { minLength: 7, maxLength: 7 })
  .map((days) => (days.includes(true) ? days : days.map(() => true)));
const staff = fc.integer({ min: 1, max: 2 });

/** Two to four hubs, stations of their own, sometimes a relay and a village behind a station, lanes at random. */
export const networkDraft: fc.Arbitrary<NetworkDraft> = fc
  .record({
    hubs: fc.integer({ min: 2, max: 4 }),
    stations: fc.integer({ min: 2, max: 4 }),
    villages: fc.integer({ min: 0, max: 2 }),
    staff: fc.array(staff, { minLength: 24, maxLength: 24 }),
    timetables: fc.array(fc.record({ departuresH: departures, runsOn: weekdays }), {
      minLength: 40,
      maxLength: 40,
    }),
    distances: fc.array(fc.integer({ min: 1, max: 400 }), { minLength: 40, maxLength: 40 }),
    hubLinks: fc.array(fc.boolean(), { minLength: 12, maxLength: 12 }),
    settings: fc.record({
      places: fc.integer({ min: 1, max: 5 }),
      load: fc.integer({ min: 1, max: 4 }),
      kilos: fc.constantFrom(1, 3, 1000),
      cv: fc.constantFrom(0, 0.3),
      handlingCv: fc.constantFrom(0, 0.5, 1),
      perHour: fc.constantFrom(4, 60, 3600),
      failure: fc.constantFrom(0, 0.3, 0.9),
      parcelsPerStop: fc.constantFrom(1, 1.5, 3),
      perDay: fc.integer({ min: 4, max: 30 }),
      startHour: fc.integer({ min: 0, max: 23 }),
      startMinute: fc.constantFrom('00', '30'),
      night: fc.constantFrom(0, 0.5),
      warmUp: fc.constantFrom(0, 0.25, 1),
      observe: fc.constantFrom(1, 5, 24),
      weather: fc.array(
        fc.record({
          from: fc.integer({ min: 0, max: 60 }),
          hours: fc.integer({ min: 1, max: 30 }),
          slow: fc.constantFrom(0.1, 0.5),
        }),
        { maxLength: 2 },
      ),
    }),
  })
  .map(({ hubs, stations, villages, staff, timetables, distances, hubLinks, settings: s }) => {
    const facilities: FacilityDraft[] = [];
    const zones: ZoneDraft[] = [];
    const lanes: LaneDraft[] = [];
    const people = (i: number) => ({
      unloadWorkers: staff[i % 24],
      infeeds: staff[(i + 5) % 24],
      sorters: staff[(i + 7) % 24],
      loadWorkers: staff[(i + 11) % 24],
      sortWorkers: staff[(i + 13) % 24],
      couriers: staff[(i + 17) % 24],
      lat: 28 + (i % 5),
      lon: 110 + i,
    });
    const add = (from: string, to: string) => {
      const i = lanes.length % 40;
      lanes.push({ from, to, distanceKm: distances[i], ...timetables[i] });
    };
    for (let h = 0; h < hubs; h++) facilities.push({ code: `H${h}`, kind: 'hub', ...people(h) });
    for (let st = 0; st < stations; st++) {
      const code = `S${st}`;
      const hub = `H${st % hubs}`;
      facilities.push({ code, kind: 'station', ...people(4 + st) });
      add(code, hub);
      add(hub, code);
      const hasVillage = st < villages;
      if (hasVillage) {
        facilities.push({ code: `T${st}`, kind: 'township', ...people(8 + st) });
        facilities.push({ code: `V${st}`, kind: 'village-station', ...people(10 + st) });
        add(code, `T${st}`);
        add(`T${st}`, `V${st}`);
      }
      zones.push({
        code: `Z${st}`,
        station: code,
        population: 1 + st,
        sellerWeight: 1 + (st % 2),
        ...(hasVillage ? { villageStation: `V${st}` } : {}),
      });
    }
    // A second zone shares the first station.
    zones.push({ code: 'Z9', station: 'S0', population: 2 });
    for (let a = 0; a < hubs; a++)
      for (let b = 0; b < hubs; b++)
        if (a !== b && (b === (a + 1) % hubs || hubLinks[a * 3 + b - (b > a ? 1 : 0)])) add(`H${a}`, `H${b}`);
    const step = { rate_per_hour: s.perHour, cv: s.handlingCv };
    const shift = [
      { from_h: 0, share_on_duty: s.night },
      { from_h: 6, share_on_duty: 1 },
    ];
    const weather = s.weather.map(
      ({ from, hours, slow }, i): Weather => ({
        code: `W${i}`,
        name: 'storm',
        kind: 'rain',
        from_h: from,
        to_h: from + hours,
        speed_factor: slow,
        outline: [
          [100, 25 + 2 * i],
          [118, 25],
          [118, 31 + i],
          [100, 31],
        ],
      }),
    );
    return {
      facilities,
      zones,
      lanes,
      settings: {
        starts_at: `2026-03-04T${String(s.startHour).padStart(2, '0')}:${s.startMinute}:00+08:00`,
        run: { warm_up_days: s.warmUp, measured_days: 0.5, cap_days: 4, observe_every_h: s.observe },
        demand: { parcels_per_day: s.perDay },
        handling: {
          station_sort: step,
          hub_unload: step,
          hub_induct: step,
          hub_sort: step,
          hub_load: step,
          relay: step,
        },
        shifts: { hub: shift, station: shift, relay: shift },
        delivery: { parcels_per_round: s.load, failure_share: s.failure, parcels_per_stop: s.parcelsPerStop },
        village: { collection_after: constant(3600) },
        vehicles: [
          {
            code: 'van',
            parcels: s.places,
            weight_kg: s.kilos,
            cube_m3: 1,
            speed_km_per_h: 60,
            cost_per_km: 2,
            cost_per_trip: 1,
          },
        ],
        travel_time_cv: s.cv,
        weather,
      },
    };
  });

export const anyNetwork: fc.Arbitrary<NetworkScenario> = networkDraft.map(network);
