/** The rules by which a hub is sized for its volume; they stand in `sizing` of the scenario as they stand here. */
export const RULES = {
  note: 'Rules by which npm run build-hub sized this hub for its volume; what came of them stands in "figures" and in README.md.',
  sources:
    'Planning at no more than 80 % of nameplate and for 1.25 to 1.5 times the mean of the busy hours: logistics.kbaas.ai. Rates of infeeds: huojia808.com. Rate of unloaders: robo.works. All other figures of this object: assumption.',
  nameplate: { value: 0.8, meaning: 'planned share of what machines and people can do at their rate' },
  doors_busy: {
    value: 0.85,
    meaning: 'planned share of time in which a door has a trailer, swaps included, in the busiest hour',
  },
  twilight: {
    share: 0.43,
    due: ['16:00', '20:45'],
    trailer_parcels: 1000,
    meaning:
      "share of the day's parcels that come from stations of the region, and when their trailers are due",
  },
  night: {
    share: 0.57,
    due: ['22:30', '04:30'],
    trailer_parcels: 1800,
    meaning: 'the rest comes from other hubs by linehaul',
  },
  ramp: {
    value: 0.2,
    meaning:
      'arrivals of a sort rise evenly over this share of its window, stay, and fall over as much: the busiest hour has 1 / (1 - ramp) = 1.25 times the mean',
  },
  loop: {
    length_m: 420,
    pitch_m: 0.6,
    speed_m_per_s: 2.5,
    zones: 2,
    meaning:
      'a cross-belt loop; its zones lie opposite each other with a bank of chutes after each, and every direction has a chute in each bank',
  },
  recirculation: {
    value: 0.02,
    meaning:
      'passes that are planned not to end at a chute: no-reads and full chutes send a parcel round again',
  },
  infeed: { kind: 'semi-automatic', rate_per_hour: 2000, meaning: 'one person each' },
  spare_chutes: {
    value: 0.2,
    meaning: 'chutes of a bank beyond one a direction, for the largest directions',
  },
  unloading: {
    people_at_a_door: 2,
    parcels_per_worker_per_hour: 650,
    swap_min: 10,
    meaning: 'a door is busy for the trailer / (people x rate) and the swap',
  },
  container: {
    parcels: 60,
    fill: 0.85,
    standing: 2,
    meaning:
      'a roll container, how full it is planned to be when it is closed, and closed ones that can stand at a chute',
  },
  loading: {
    people_at_a_door: 2,
    containers_per_worker_per_hour: 25,
    swap_min: 10,
    meaning:
      'an outbound door takes its trailer / (people x rate) and the swap; so many doors for the busiest hour',
  },
  trailers: {
    to_hub_parcels: 2520,
    to_station_parcels: 1200,
    spare: 0.3,
    meaning:
      'room of a trailer (42 or 20 roll containers); most trailers of a departure for its expected parcels and so much more',
  },
  sort_cutoff: {
    value_min: 135,
    meaning:
      'a trailer due so long before a departure is planned to make it: unloading 83 min, swap 10, the rest to sort and load',
  },
  coding: {
    rate_per_hour: 300,
    no_read_share: 0.01,
    max_laps: 3,
    rejected_share: 0.001,
    people: 2,
    meaning:
      'labels typed in, of parcels that are rejected after all their laps: the share of no-reads to the power of the laps, 1 in a million, and a share that is planned for chutes that stay full as long; so many people at the least',
  },
  irregulars: { rate_per_hour: 120, meaning: 'too heavy or too large for a tray, carried by hand' },
  absence: { value: 0.04, meaning: 'share of a crew that is missing; crews are larger by so much' },
  breaks: {
    groups: 3,
    twilight: ['20:00', '20:25', '20:50'],
    night: ['27:30', '28:05', '28:40'],
    minutes: [20, 30],
    meaning: 'a third of a crew rests at a time, once the busiest hours are over',
  },
} as const;
