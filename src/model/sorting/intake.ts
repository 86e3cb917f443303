import type { Time } from '../../engine/clock.ts';
import { CUBE_UNITS_PER_M3 } from '../network/parcel-store.ts';
import type { HubContext } from './hub-context.ts';
import type { OutboundDirection } from './outbound/outbound-port.ts';
import { MARK } from './piece-store.ts';

/** Reads a piece at the gate: where it goes, which departure it is planned for, and whether a sorter takes it. */
export class Intake {
  readonly #context: HubContext;
  readonly #directions: readonly OutboundDirection[];
  /** Above these it is irregular. */
  readonly #weightG: number;
  readonly #cubeUnits: number;

  constructor(context: HubContext, directions: readonly OutboundDirection[]) {
    const { scan } = context.block;
    this.#context = context;
    this.#directions = directions;
    this.#weightG = scan.over_weight_kg * 1000;
    this.#cubeUnits = scan.over_cube_m3 * CUBE_UNITS_PER_M3;
  }

  /** @param due when its trailer is due at the gate, and when it came there, µs */
  address(piece: number, direction: number, due: Time, arrived: Time): void {
    const { pieces } = this.#context;
    const planned = this.#directions[direction].departurePlannedFor(due);
    pieces.direction[piece] = direction;
    pieces.sentTo[piece] = direction;
    pieces.planned[piece] = planned;
    if (arrived > this.#directions[direction].cutoffOf(planned)) pieces.marks[piece] |= MARK.late;
  }

  /** A loose piece with its weight and cube: too heavy or too large ones leave before the sorter. */
  measure(piece: number): void {
    const { pieces } = this.#context;
    if (pieces.weightG[piece] > this.#weightG || pieces.cubeUnits[piece] > this.#cubeUnits) {
      pieces.marks[piece] |= MARK.irregular;
    }
  }
}
