/**
 * How the people who unload are spread over docked trailers, and who of them has a piece in hand. Nobody begins a piece
 * while as many as are on duty have one in hand: who is moved to another door begins there when the piece is finished.
 */
export class UnloadCrew {
  /** People on duty, and their mean share of the full rate. */
  onDuty = 0;
  productivity = 1;
  /** People with a piece in hand; above `onDuty` only while those taken away finish theirs. */
  busy = 0;
  /** People on duty who have a door, and those who could have one. */
  assigned = 0;
  wanted = 0;
  /** People per door, and those of them, or of those there before, with a piece in hand. */
  readonly people: Uint8Array;
  readonly hands: Uint8Array;
  /** Whether some door stands still because its people have not come free elsewhere yet. */
  isAwaited = false;
  readonly #mostPerDoor: number;

  constructor(doors: number, mostPerDoor: number) {
    this.people = new Uint8Array(doors);
    this.hands = new Uint8Array(doors);
    this.#mostPerDoor = mostPerDoor;
  }

  /** Spreads everybody anew: one more at each before two more at any, the first doors of the list before the others. */
  spread(doors: readonly number[]): void {
    const { people, onDuty } = this;
    const most = this.#mostPerDoor;
    people.fill(0);
    this.wanted = most * doors.length;
    this.assigned = Math.min(onDuty, this.wanted);
    if (doors.length === 0) return;
    const each = Math.floor(this.assigned / doors.length);
    const more = this.assigned - each * doors.length;
    for (let k = 0; k < doors.length; k++) people[doors[k]] = k < more ? each + 1 : each;
  }

  /** Those of a door who are free take a piece in hand. @returns how many, 0 where nobody is */
  seize(door: number): number {
    const free = Math.min(this.people[door], Math.max(0, this.onDuty - this.busy));
    if (free === 0 && this.people[door] > 0) this.isAwaited = true;
    this.hold(door, free);
    return free;
  }

  /** So many have a piece in hand at a door from now on. */
  hold(door: number, people: number): void {
    this.busy += people - this.hands[door];
    this.hands[door] = people;
  }
}
