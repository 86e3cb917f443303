/** Bits of a parcel's `klass` byte: its service class in the low four, then what it is. */
const CLASS_BITS = 15;
const FRAGILE = 16;
const COLD = 32;
const RETURN = 64;

/** Index of the service class, 0 to 15; 0 where the scenario has none. */
export function classOf(klass: number): number {
  return klass & CLASS_BITS;
}

/** Whether it takes more time of people and machines. */
export function isFragile(klass: number): boolean {
  return (klass & FRAGILE) !== 0;
}

/** Whether it spoils. */
export function isCold(klass: number): boolean {
  return (klass & COLD) !== 0;
}

/** Whether it is sent back by who received it. */
export function isReturn(klass: number): boolean {
  return (klass & RETURN) !== 0;
}
