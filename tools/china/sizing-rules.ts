import { REGION_SHARES } from './provinces.ts';
import type { VehicleCode } from './vehicles.ts';

interface Rule<Value> {
  readonly value: Value;
  readonly meaning: string;
}

/** Rules by which a carrier is built for its volume; they stand in `sizing` of the scenario as they stand here. */
export interface Rules {
  readonly note: string;
  readonly sources: string;
  readonly circuity: Rule<number>;
  readonly regional_hubs: { readonly meaning: string };
  readonly direct_lane_fill: Rule<number>;
  readonly direct_lane_vehicle: Rule<VehicleCode>;
  readonly planned_fill: Rule<number>;
  /** Where departures go by vehicles' fill. */
  readonly second_departure_fill?: Rule<number>;
  /** Yuan that an hour of a parcel's time is worth, where departures go by cost and time together. */
  readonly value_of_time?: Rule<number>;
  readonly timetable: {
    /** Hours that parcels may wait on average so that a lane's vehicles need not carry a day's flow again: 0 for none. */
    readonly even_loads_h?: number;
    readonly meaning: string;
    readonly windows_h: Readonly<Record<string, readonly number[]>>;
  };
  readonly village_daily_from: Rule<number>;
  readonly hub_peak: {
    readonly share: number;
    readonly hours: number;
    readonly factor: number;
    readonly meaning: string;
  };
  readonly sorting_center: {
    readonly from_parcels_per_day: number;
    readonly people_at_a_door: number;
    readonly spare: number;
    readonly coders: number;
    readonly share_by_day: number;
    readonly infeed_m: number;
    readonly chute_m: number;
    /** Parcels that a person reads and throws in an hour, where no machine sorts. */
    readonly by_hand_per_hour?: number;
    readonly meaning: string;
  };
  readonly truck_unload_h: Rule<number>;
  readonly station_peak: {
    readonly inbound_share: number;
    readonly inbound_hours: number;
    readonly outbound_share: number;
    readonly outbound_hours: number;
    readonly meaning: string;
  };
  readonly nameplate: Rule<number>;
  readonly courier_parcels_per_day: Rule<number>;
  readonly rural_relay_km: Rule<readonly number[]>;
  readonly rural_share: Rule<number>;
  readonly seller_weight: {
    readonly east: number;
    readonly central: number;
    readonly west: number;
    readonly meaning: string;
  };
}

/** The rules of the carrier with provincial hubs. */
export const RULES = {
  note: 'Rules by which npm run build-china sized this carrier for its volume. Expected flows come from the same gravity formula and the same load plan as the run uses.',
  sources:
    'Planning at no more than 80 % of nameplate and for 1.25 to 1.5 times the mean of the busy hours: logistics.kbaas.ai. All other figures of this object: assumption.',
  circuity: {
    value: 1.3,
    meaning:
      'road distance = great-circle distance times this, at least 15 km to and from a hub and 5 km elsewhere',
  },
  regional_hubs: {
    meaning:
      'every hub is joined to the regional hub nearest to it (Zhengzhou to Wuhan), regional hubs to one another; other pairs of hubs have a lane only by the next two rules',
  },
  direct_lane_fill: {
    value: 0.6,
    meaning:
      "a lane from hub to hub exists where the day's flow between the two provinces fills this share of direct_lane_vehicle; so does one from a hub to a regional hub that is not its own, and one back, for the day's flow to or from all hubs of that region that have no direct lane",
  },
  direct_lane_vehicle: {
    value: 'box-7.6',
    meaning: 'smallest vehicle that a further lane between hubs is opened for',
  },
  planned_fill: { value: 0.85, meaning: "largest expected share of a departure's capacity in parcels" },
  second_departure_fill: {
    value: 0.6,
    meaning:
      "two departures a day instead of one where the day's flow fills this share of two vehicles: box-7.6 between hubs, box-4.2 between hub and station, van on the way to villages",
  },
  timetable: {
    meaning:
      'each lane leaves at the half hour, or the two, at which its expected parcels wait least, counting 1.5 h for a hub, 1 h for a station and 0.75 h for a relay facility after arrival; before a station the wait for its next delivery wave counts too',
    windows_h: { 'station to hub': [12, 23], 'hub to station': [0, 13], 'to villages': [7, 18] },
  },
  village_daily_from: {
    value: 40,
    meaning:
      'parcels a day from which the village station is served every day; below three days a week: 135 where the digits of its code have an odd sum, else 246',
  },
  hub_peak: {
    share: 0.8,
    hours: 10,
    factor: 1.4,
    meaning:
      "crews and machines of a hub: this share of the day's parcels comes in these hours, the busiest hour has this times their mean",
  },
  sorting_center: {
    from_parcels_per_day: 10_000,
    people_at_a_door: 4,
    spare: 1.2,
    coders: 0.05,
    share_by_day: 0.7,
    infeed_m: 1.5,
    chute_m: 1,
    meaning:
      'hubs that handle so many parcels are written as sorting centers, the others as a chain of servers: doors, infeeds, chutes and people are spare times what the rules above ask for, one chute or more for each lane, coders this share of the unloaders; by day this share of the people',
  },
  truck_unload_h: {
    value: 1.5,
    meaning: 'a hub can unload, and load, the parcels of its largest departure in this time',
  },
  station_peak: {
    inbound_share: 0.65,
    inbound_hours: 1,
    outbound_share: 0.6,
    outbound_hours: 1.5,
    meaning: 'sort workers of a station or relay facility: these shares of its day come in these hours',
  },
  nameplate: { value: 0.8, meaning: 'planned share of what people and machines can do at their rate' },
  courier_parcels_per_day: {
    value: 200,
    meaning:
      'parcels a courier delivers in a day, 150 to 300 in Beijing (https://chinaplus.cri.cn/news/china/9/20190313/260918.html); the nameplate share applies, second attempts are added',
  },
  rural_relay_km: {
    value: [30, 55, 70],
    meaning:
      "county center, township and village station of a zone lie so far from the city on one line away from the hub, turned in steps of 22.5 degrees until all three are on land; they stand for all of the zone's",
  },
  rural_share: {
    value: 0.3333,
    meaning:
      "national share of parcels to rural addresses; a zone's is in proportion to the rural share of its province's people",
  },
  seller_weight: {
    ...REGION_SHARES,
    meaning: "share of parcels sent by region, split over a region's zones by population",
  },
} satisfies Rules;
