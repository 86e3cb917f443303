import { NONE } from '../../../engine/subject-store.ts';
import { DOOR, type DoorState } from '../../../snapshot/floor-snapshot.ts';
import type { InboundWatch } from './inbound-port.ts';

/** What an inbound door is in the middle of. */
export const STEP = {
  empty: 0,
  swap: 1,
  /** A trailer with pieces stands ready, and nothing is in hand. */
  ready: 2,
  unloading: 3,
  /** A bag is. */
  opening: 4,
  /** A finished piece is handed to the belt, in no time. */
  handing: 5,
  /** A finished piece waits for room. */
  blocked: 6,
} as const;

/** What both halves of the work at inbound doors know of each: its trailer, what it is in the middle of, what is seen. */
export class InboundBank {
  readonly count: number;
  /** `STEP`. */
  readonly step: Uint8Array;
  /** `DOOR`. */
  readonly state: Uint8Array;
  /** NONE without one. */
  readonly trailer: Int32Array;
  /** Reasons for which it is down. */
  readonly down: Int32Array;
  /** Doors with a docked trailer, the first docked first. */
  readonly docked: number[] = [];
  /** Doors per `DOOR`. */
  readonly inState = new Int32Array(6);
  readonly #watch: InboundWatch;

  constructor(count: number, watch: InboundWatch) {
    this.count = count;
    this.#watch = watch;
    this.step = new Uint8Array(count);
    this.state = new Uint8Array(count);
    this.trailer = new Int32Array(count).fill(NONE);
    this.down = new Int32Array(count);
    this.inState[DOOR.empty] = count;
  }

  /** What is seen of a door changes. */
  turn(door: number, to: DoorState): void {
    const from = this.state[door] as DoorState;
    if (from === to) return;
    this.#watch.onDoor(from, to, door);
    this.inState[from]--;
    this.inState[to]++;
    this.state[door] = to;
  }
}
