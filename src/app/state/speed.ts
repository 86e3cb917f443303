import type { Speed } from '../../experiment/run-control.ts';
import type { PlainKey } from '../messages/translate.ts';

/** A speed of the menu. */
export interface SpeedChoice {
  readonly id: string;
  readonly speed: Speed;
  readonly label: PlainKey;
}

/** As fast as possible, or simulated time per real second. */
export const SPEEDS: readonly SpeedChoice[] = [
  { id: 'max', speed: 'max', label: 'speed.max' },
  { id: '6h', speed: 21_600, label: 'speed.6h' },
  { id: '1h', speed: 3600, label: 'speed.1h' },
  { id: '10min', speed: 600, label: 'speed.10min' },
  { id: '1min', speed: 60, label: 'speed.1min' },
  { id: '10s', speed: 10, label: 'speed.10s' },
];

/** The choice with an id; as fast as possible for an unknown one. */
export function speedChoice(id: string): SpeedChoice {
  return SPEEDS.find((choice) => choice.id === id) ?? SPEEDS[0];
}
