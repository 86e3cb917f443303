import { describe, expect, it } from 'vitest';
import { checkNetwork } from '../../../src/model/check/check-network.ts';
import { expectedFlows } from '../../../src/model/check/expected-flows.ts';
import type { NetworkScenario } from '../../../src/scenario/network/network-scenario.ts';
import { SMALL_HUB } from '../../builders/hub-scenario.ts';
import { type NetworkDraft, network } from '../../builders/network-draft.ts';
import { fourHubs } from '../../builders/network-four-hubs.ts';
import { shippedNetwork } from '../../builders/shipped-network.ts';

/** Two stations with a hub between; half of the parcels stay in town, and all are handled in time. */
const SOUND: NetworkDraft = {
  settings: { demand: { parcels_per_day: 240, distance_exponent: 0 } },
  facilities: [
    { code: 'H', kind: 'hub' },
    { code: 'S1', kind: 'station' },
    { code: 'S2', kind: 'station' },
  ],
  zones: [
    { code: 'Z1', station: 'S1' },
    { code: 'Z2', station: 'S2' },
  ],
  lanes: [
    { from: 'S1', to: 'H', departuresH: [20] },
    { from: 'S2', to: 'H', departuresH: [20] },
    { from: 'H', to: 'S1', departuresH: [5] },
    { from: 'H', to: 'S2', departuresH: [5] },
  ],
};

/** Each warning as `file place: found`. */
function warnings(scenario: NetworkScenario): string[] {
  return checkNetwork(scenario).map(({ severity, file, place, found }) => {
    expect(severity).toBe('warning');
    const where = 'path' in place ? place.path : `${place.row} ${place.column}`;
    return `${file} ${where}: ${found}`;
  });
}

function changed(settings: NetworkDraft['settings'], rest: Partial<NetworkDraft> = {}): NetworkScenario {
  return network({ ...SOUND, ...rest, settings: { ...SOUND.settings, ...settings } });
}

describe('warnings about a network', () => {
  it('are none where all is well', () => {
    expect(warnings(network(SOUND))).toEqual([]);
    expect(warnings(shippedNetwork('two-hubs'))).toEqual([]);
  });

  it('tell a place to which no path leads', () => {
    const found = warnings(changed({}, { lanes: SOUND.lanes.slice(0, 3) }));
    expect(found).toEqual([
      'facilities.csv 4 code: no path to S2 from 1 station that send 60 parcels a day there',
      'lanes.csv 2 code: lane S1:H, which no parcel takes',
    ]);
  });

  it('name the edits of the load plan that may have cut the path', () => {
    const scenario = shippedNetwork('two-hubs');
    const at = (codes: readonly { readonly code: string }[], code: string) =>
      codes.findIndex((one) => one.code === code);
    const { facilities, lanes } = scenario;
    // HUB-A reaches STA-B by HUB-B alone, which sends what is for STA-B back.
    const back = {
      facility: at(facilities, 'HUB-B'),
      destination: at(facilities, 'STA-B'),
      lane: at(lanes, 'HUB-B:HUB-A'),
    };
    const [cut] = checkNetwork({ ...scenario, planEdits: [back] });
    expect(cut.found).toMatch(/^no path to STA-B from \d stations? that send/);
    expect(cut.hint).toBe(
      'they wait for ever at the station that sends them; plan_edits send parcels for it from HUB-B by HUB-B:HUB-A',
    );
  });

  it('tell a step of handling that has more to do than it can', () => {
    const step = { rate_per_hour: 5, cv: 0 };
    const plain = SOUND.settings?.handling;
    // 120 parcels a day pass the hub: 5 an hour, all day.
    const found = warnings(changed({ handling: { ...plain, hub_induct: step } }));
    expect(found).toEqual([
      'facilities.csv 2 infeeds: 1 infeeds at H, who with their shifts handle 120 parcels a day',
    ]);
  });

  it('say of a sorting center nothing that no run reads: its people and machines are in its block', () => {
    const facilities = SOUND.facilities.map((one) => (one.kind === 'hub' ? { ...one, infeeds: 0 } : one));
    expect(warnings(changed({}, { facilities }))).toEqual([
      'facilities.csv 2 infeeds: 0 infeeds at H, who with their shifts handle 0 parcels a day',
    ]);
    expect(warnings(changed({ hubs: { H: SMALL_HUB.hub } }, { facilities }))).toEqual([]);
  });

  it('count the hours of shifts, around midnight too', () => {
    const step = { rate_per_hour: 10, cv: 0 };
    // From 20:00 to 06:00: ten hours of ten parcels.
    const shift = [
      { from_h: 6, share_on_duty: 0 },
      { from_h: 20, share_on_duty: 1 },
    ];
    const at = (rate: number) =>
      warnings(
        changed({
          handling: { hub_sort: { ...step, rate_per_hour: rate } },
          shifts: { hub: shift },
        }),
      );
    expect(at(12.1)).toEqual([]);
    expect(at(12)).toEqual([
      'facilities.csv 2 sorters: 1 sorters at H, who with their shifts handle 120 parcels a day',
    ]);
  });

  it('tell a station with too few couriers, repeated attempts included', () => {
    // 120 a day to the door, 1.2 attempts each; two couriers with 30 in a round of 4.5 hours, at 8:00, 12:30 and 17:00.
    const delivery = (parcels_per_round: number) => ({
      delivery: { parcels_per_round, parcels_per_stop: 1, service_per_stop: { constant: { value_s: 240 } } },
    });
    expect(warnings(changed(delivery(30)))).toEqual([]);
    const [one, other, ...rest] = warnings(changed(delivery(7)));
    expect(rest).toEqual([]);
    expect(one).toMatch(
      /^facilities.csv 3 couriers: 2 couriers at S1, who take out at most \d+ parcels a day$/,
    );
    expect(other).toMatch(/^facilities.csv 4 couriers/);
  });

  it('tell lanes that nobody takes or that are too small', () => {
    const lanes = [
      ...SOUND.lanes.slice(0, 3),
      { from: 'H', to: 'S2', departuresH: [5], vehicle: 'bike' },
      { from: 'S1', to: 'S2', distanceKm: 9000, departuresH: [1] },
    ];
    const vehicles = [
      {
        code: 'van',
        parcels: 100,
        weight_kg: 1000,
        cube_m3: 8,
        speed_km_per_h: 60,
        cost_per_km: 2,
        cost_per_trip: 5,
      },
      {
        code: 'bike',
        parcels: 59,
        weight_kg: 70,
        cube_m3: 8,
        speed_km_per_h: 60,
        cost_per_km: 2,
        cost_per_trip: 5,
      },
    ];
    expect(warnings(changed({ vehicles }, { lanes }))).toEqual([
      'lanes.csv 5 departures: 59 parcels a day that the vehicles of H:S2 take',
      'lanes.csv 6 code: lane S1:S2, which no parcel takes',
    ]);
  });

  it('tell vehicles that some parcels do not fit', () => {
    const van = {
      code: 'van',
      parcels: 100,
      weight_kg: 1000,
      cube_m3: 8,
      speed_km_per_h: 60,
      cost_per_km: 2,
      cost_per_trip: 5,
    };
    const weight_kg = { lognormal: { mean: 1, cv: 0.6 } };
    const [found, ...rest] = warnings(
      changed({
        demand: { weight_kg, parcels_per_day: 4, distance_exponent: 0 },
        vehicles: [{ ...van, weight_kg: 4 }],
      }),
    );
    expect(rest).toEqual([]);
    // sigma^2 = ln 1.36; P(Z > (ln 4 + sigma^2 / 2) / sigma) = P(Z > 2.7774) = 0.00274.
    expect(found).toMatch(
      /^scenario.json vehicles\[0\]\.weight_kg: 4 in a van, which 27[0-9]{2} parcels in a million exceed$/,
    );
  });
});

describe('the expected flows of a mean day', () => {
  it('send every parcel along its path once', () => {
    const scenario = network(fourHubs());
    const flows = expectedFlows(scenario);
    expect(flows.unreachable).toEqual([]);
    expect(flows.ending.reduce((sum, one) => sum + one, 0)).toBeCloseTo(800, 6);
    // What comes to a facility that sends nothing itself came by its lanes.
    scenario.facilities.forEach(({ code }, index) => {
      if (!/^(EAST|WEST)/.test(code)) return;
      const by = scenario.lanes.reduce((sum, lane, i) => sum + (lane.to === index ? flows.byLane[i] : 0), 0);
      expect(flows.byFacility[index]).toBeCloseTo(by, 9);
    });
  });
});
