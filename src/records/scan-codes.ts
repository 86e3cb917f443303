/**
 * Tracking events and the codes under which they are recorded: UPU EMSEVT codes where one fits (sources: DOMAIN
 * figures, "Codes for tracking"; EMG and EDH are trade knowledge, not verified), own codes in lower case where none does.
 */
export const SCANS = {
  accepted: { code: 'EMA', meaning: 'Accepted from the sender.' },
  arrivedAtOrigin: { code: 'origin', meaning: 'Arrived at the station of origin with the pickup courier.' },
  departed: { code: 'EMC', meaning: 'Departed the station of origin.' },
  arrivedInTransit: { code: 'EMJ', meaning: 'Arrived at a hub or a relay on the way.' },
  unloaded: { code: 'unload', meaning: 'Out of the trailer, on the belt to the sorter of a hub.' },
  inducted: { code: 'induct', meaning: 'Placed on the sorter of a hub.' },
  sorted: { code: 'sorted', meaning: 'In the chute of its direction in a hub.' },
  loaded: { code: 'loaded', meaning: 'Carried into a trailer of its direction.' },
  departedInTransit: { code: 'EMK', meaning: 'Departed a hub or a relay on the way.' },
  rolled: { code: 'rolled', meaning: 'Left behind: the departure was full; waits for the next.' },
  arrivedForDelivery: { code: 'EMG', meaning: 'Arrived at the station of delivery.' },
  outForDelivery: { code: 'out', meaning: 'Left with a courier.' },
  notDelivered: { code: 'EMH', meaning: 'Delivery attempted, nobody home.' },
  atCollectionPoint: { code: 'EDH', meaning: 'Arrived at the village station, ready to be collected.' },
  delivered: { code: 'EMI', meaning: 'Delivered or collected.' },
  returned: { code: 'returned', meaning: 'Given up after the last attempt; goes back to the sender.' },
} as const;

export type ScanKind = keyof typeof SCANS;
