import type { NetworkScenario } from '../../src/scenario/network/network-scenario.ts';
import { type FacilityDraft, type NetworkDraft, network, type SettingsDraft } from './network-draft.ts';

/**
 * One town sends, another receives, one lane between them. What is ordered on a day before 17:00 is accepted at 17:30
 * and sorted at 18:00, in order of its ordinals, one a second; vans leave at 06:00, 09:00 and 20:00 and drive an hour.
 */
export function oneWay(
  settings: SettingsDraft = {},
  more: { readonly to?: Partial<FacilityDraft>; readonly departuresH?: readonly number[] } = {},
): NetworkScenario {
  const { run, demand, delivery, ...rest } = settings;
  const draft: NetworkDraft = {
    settings: {
      run: { measured_days: 0.75, ...run },
      demand: {
        parcels_per_day: 12,
        hour_shares: Array.from({ length: 24 }, (_, hour) => (hour < 17 ? 1 : 0)),
        ...demand,
      },
      pickup: { waves_h: [17] },
      delivery: { waves_h: [12], failure_share: 0, parcels_per_stop: 1, ...delivery },
      ...rest,
    },
    facilities: [
      { code: 'S1', kind: 'station' },
      { code: 'S2', kind: 'station', ...more.to },
    ],
    zones: [
      { code: 'FROM', station: 'S1', population: 0 },
      { code: 'TO', station: 'S2', sellerWeight: 0 },
    ],
    lanes:
      more.departuresH?.length === 0
        ? []
        : [{ from: 'S1', to: 'S2', departuresH: more.departuresH ?? [6, 9, 20] }],
  };
  return network(draft);
}
