import './browser-language.ts';
import { describe, expect, it } from 'vitest';
import { describeNetwork } from '../../src/app/inspector/describe-network.ts';
import { TripLog } from '../../src/app/state/trip-log.ts';
import {
  type NetworkWorld,
  SNAPSHOT_VERSION,
  WEATHER_KINDS,
  type WorldDisruption,
} from '../../src/snapshot/network-snapshot.ts';
import type { Target } from '../../src/view/target.ts';
import { segmentBatch, type WrittenTrip } from '../view/segment-batch.ts';

const HOUR = 3600;

const closed = (name: string, facility: number, fromH: number, toH: number): WorldDisruption => ({
  code: name,
  name,
  effect: 'closed',
  facility,
  lane: -1,
  fromUs: fromH * HOUR * 1e6,
  toUs: toH * HOUR * 1e6,
});

/** Two hubs and a lane from the first to the second. */
function worldWith(disruptions: readonly WorldDisruption[], rain = false): NetworkWorld {
  return {
    kind: 'network',
    version: SNAPSHOT_VERSION,
    title: '',
    startsAt: '2026-03-02T00:00:00+08:00',
    utcOffsetMinutes: 480,
    facilities: ['A', 'B'].map((code) => ({
      code,
      name: `Hub ${code}`,
      kind: 'hub',
      lat: 30,
      lon: 120,
      region: code === 'A' ? 'West' : '',
    })),
    lanes: [{ code: 'A:B', from: 0, to: 1, distanceKm: 100, mode: 'road' }],
    weather: [],
    regionWeather: {
      regions: ['West'],
      atUs: Float64Array.from(rain ? [0] : []),
      region: Uint16Array.from(rain ? [0] : []),
      kind: Uint8Array.from(rain ? [WEATHER_KINDS.indexOf('rain')] : []),
      ofFacility: Int16Array.of(0, 0),
    },
    disruptions,
    plan: { destinations: new Int32Array(0), next: new Int32Array(0) },
  };
}

function told(
  target: Target,
  atH: number,
  {
    trips = [],
    disruptions = [],
    rain = false,
  }: { trips?: WrittenTrip[]; disruptions?: WorldDisruption[]; rain?: boolean },
) {
  const log = new TripLog();
  log.append(segmentBatch(trips));
  const page = { run: { trips: log }, timeline: { shownUs: atH * HOUR * 1e6 } };
  const described = describeNetwork(page, worldWith(disruptions, rain), target, undefined);
  if (described === null) throw new Error('nothing is said');
  const facts = Object.fromEntries(described.facts.map(({ label, value }) => [label, value]));
  return { ...described, facts };
}

describe('the inspector on the map', () => {
  it('counts empty vehicles apart from the trips of a lane, whichever way they run', () => {
    const trips = [
      { lane: 0, depart: 0, arrive: HOUR, parcels: 10, load: 1 },
      { lane: 0, depart: 0, arrive: HOUR, parcels: 0, load: 0, isReturn: true },
      { lane: 0, depart: 0, arrive: HOUR, parcels: 0, load: 0, isEmpty: true },
    ];
    expect(told({ kind: 'lane', index: 0 }, 0.5, { trips }).facts).toMatchObject({
      'Trips under way': '1',
      'Departures so far': '1',
      'Mean load factor': '100%',
      'Empty vehicles under way': '2',
    });
    const forwards = told({ kind: 'trip', lane: 0, trip: -3 }, 0.5, { trips });
    expect([forwards.title, forwards.subtitle]).toEqual(['Hub A → Hub B', 'Road · empty vehicle · A:B']);
    const back = told({ kind: 'trip', lane: 0, trip: -2, isReturn: true }, 0.5, { trips });
    expect(back.title).toBe('Hub B → Hub A');
  });

  it('says of a hub that it is closed before that it is slow, and until the last closure ends', () => {
    const disruptions = [
      { ...closed('Slow crew', 1, 2, 30), effect: 'slowed' as const },
      closed('Power cut', 1, 3, 6),
      closed('Flood', 1, 4, 12),
    ];
    const at = (hour: number) => told({ kind: 'facility', index: 1 }, hour, { disruptions }).facts;
    expect(at(2)).toMatchObject({ 'Slowed until': 'Tue 06:00', 'Because of': 'Slow crew' });
    expect(at(5)).toMatchObject({ 'Closed until': 'Mon 12:00', 'Because of': 'Flood' });
    expect(at(5)['Slowed until']).toBeUndefined();
  });

  it('says of a lane that it is closed while one of its ends is', () => {
    const disruptions = [closed('Flood', 1, 0, 12)];
    expect(told({ kind: 'lane', index: 0 }, 1, { disruptions }).facts).toMatchObject({
      'Closed until': 'Mon 12:00',
      'Because of': 'Flood',
    });
  });

  it('gives a hub without a region the weather of the region that the run has found for it', () => {
    expect(told({ kind: 'facility', index: 1 }, 1, { rain: true }).facts.Weather).toBe('Rain');
  });

  it('gives the date of an end that is more than some days away', () => {
    const disruptions = [closed('Rebuilding', 1, 0, 24 * 30)];
    expect(told({ kind: 'facility', index: 1 }, 1, { disruptions }).facts['Closed until']).toContain('Apr');
  });
});
