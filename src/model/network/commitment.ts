import { HOUR } from '../../engine/clock.ts';
import type { NetworkSettings } from '../../scenario/network/network-schema.ts';

/** As many classes of service as a parcel's byte can tell apart. */
const CLASSES = 16;

/** Acceptance to delivery as promised, µs, by index of the service class; that of the scenario where there are none. */
export function commitments({ demand, commitment_h: hours }: NetworkSettings): Float64Array {
  const promised = new Float64Array(CLASSES).fill(hours * HOUR);
  demand.classes.forEach(({ commitment_h }, index) => {
    promised[index] = commitment_h * HOUR;
  });
  return promised;
}
