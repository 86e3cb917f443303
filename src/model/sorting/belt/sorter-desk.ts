import type { Time } from '../../../engine/clock.ts';
import type { KeyedDraws } from '../../../engine/random/keyed-draws.ts';
import { uniform53 } from '../../../engine/random/uniform.ts';
import type { LimitAccount } from '../books/limit-account.ts';
import type { HubContext } from '../hub-context.ts';
import type { Chutes } from '../outbound/chutes.ts';
import type { OutboundDirection } from '../outbound/outbound-port.ts';
import { MARK } from '../piece-store.ts';
import type { SortPlan } from './sort-plan.ts';
import { INFEED, type InfeedState, NOT_READ, type SorterHost, TO_REJECT } from './sorter.ts';

/** Draws that one visit, and all visits of a parcel, may take of each kind. */
const PASSES = 128;
const MOST_VISITS = 31;

/** What a sorter's desk decides by, and where it sends what leaves the sorter. */
export interface DeskParts {
  /** Index of the sorter, of its first chute and of its first infeed over the hub. */
  readonly sorter: number;
  readonly firstChute: number;
  readonly firstInfeed: number;
  /** Slot of each chute, and slots of the ring; empty and 1 for a manual sort. */
  readonly chuteSlot: Int32Array;
  readonly ring: number;
  readonly missortShare: number;
  readonly chutes: Chutes;
  readonly directions: readonly OutboundDirection[];
  /** The plan in force. */
  readonly plan: () => SortPlan;
  readonly account: LimitAccount;
  readonly reject: (piece: number) => void;
  readonly roomAgain: (zone: number) => void;
}

/**
 * Stands between one sorter and the hub: reads labels, finds the chute by the sort plan in force, and takes what leaves.
 * Of several chutes of a direction the next ahead with room is aimed at, or the next ahead where all are full.
 */
export class SorterDesk implements SorterHost {
  /** Parcels sent in another direction than their label says. */
  missorted = 0;
  /** Passes made, and those without a read. */
  passes = 0;
  notRead = 0;
  /** Pieces on the sorter that go round because a chute had no room. */
  turnedAway = 0;
  readonly #context: HubContext;
  readonly #parts: DeskParts;
  readonly #isManual: boolean;
  readonly #noRead: KeyedDraws;
  readonly #missort: KeyedDraws;
  readonly #wrong: KeyedDraws;
  /** Time in which each infeed brought a piece or held one, µs, and since when. */
  readonly #used: Float64Array;
  readonly #usedSince: Float64Array;
  /** Pieces on the sorter, and the time in which there were any. */
  #aboard = 0;
  #laden: Time = 0;
  #ladenSince: Time = 0;

  constructor(context: HubContext, parts: DeskParts, infeeds: number) {
    this.#context = context;
    this.#parts = parts;
    this.#isManual = parts.chuteSlot.length === 0;
    const place = `${context.code}/${parts.sorter}`;
    this.#noRead = context.luck.draws('no-read', place);
    this.#missort = context.luck.draws('missort', place);
    this.#wrong = context.luck.draws('wrong chute', place);
    this.#used = new Float64Array(infeeds);
    this.#usedSince = new Float64Array(infeeds).fill(-1);
  }

  aim(piece: number, at: number): number {
    const { pieces, block } = this.#context;
    const { scan } = block;
    const ordinal = pieces.ordinal(piece);
    const source = pieces.source(piece);
    if (pieces.laps[piece] === 1) this.#board();
    // What comes back on another trip has other luck: else a missorted parcel would be missorted for ever.
    const pass =
      Math.min(pieces.visit[piece], MOST_VISITS) * PASSES + Math.min(pieces.laps[piece], PASSES - 1);
    this.passes++;
    if (!this.#isManual && uniform53(this.#noRead.at(ordinal, source, pass)) < scan.no_read_share) {
      this.notRead++;
      return scan.no_read_goes === 'round' ? NOT_READ : TO_REJECT;
    }
    const share = this.#parts.missortShare;
    if (share > 0 && (pieces.marks[piece] & MARK.missorted) === 0) {
      if (uniform53(this.#missort.at(ordinal, source, pass)) < share) this.#misread(piece, pass);
    }
    return this.#chuteAhead(pieces.sentTo[piece], at);
  }

  take(chute: number, piece: number): boolean {
    const { turnedAway } = this.#context.pieces;
    const wasTurnedAway = turnedAway[piece];
    if (!this.#parts.chutes.take(this.#parts.firstChute + chute, piece)) {
      turnedAway[piece] = 1;
      this.turnedAway += 1 - wasTurnedAway;
      return false;
    }
    this.#unboard(piece, wasTurnedAway);
    return true;
  }

  rejected(piece: number): void {
    this.#unboard(piece, this.#context.pieces.turnedAway[piece]);
    this.#parts.reject(piece);
  }

  /** Pieces on the sorter. */
  get aboard(): number {
    return this.#aboard;
  }

  roomAgain(zone: number): void {
    this.#parts.roomAgain(zone);
  }

  infeedTurns(infeed: number, from: InfeedState, to: InfeedState): void {
    const now = this.#context.sim.now[0];
    this.#parts.account.infeedTurns(this.#parts.firstInfeed + infeed, from, to, now);
    const wasUsed = from === INFEED.busy || from === INFEED.blocked;
    const isUsed = to === INFEED.busy || to === INFEED.blocked;
    if (wasUsed === isUsed) return;
    if (isUsed) this.#usedSince[infeed] = now;
    else {
      this.#used[infeed] += now - this.#usedSince[infeed];
      this.#usedSince[infeed] = -1;
    }
  }

  /** Time in which an infeed brought or held a piece since the start of the run, µs. */
  infeedUsedUs(infeed: number, now: Time): number {
    const since = this.#usedSince[infeed];
    return this.#used[infeed] + (since < 0 ? 0 : now - since);
  }

  /** Time in which the sorter carried anything since the start of the run, µs. */
  ladenUs(now: Time): number {
    return this.#laden + (this.#aboard > 0 ? now - this.#ladenSince : 0);
  }

  /** Forgets what was counted. */
  reset(): void {
    this.missorted = 0;
    this.passes = 0;
    this.notRead = 0;
  }

  #board(): void {
    if (this.#aboard++ === 0) this.#ladenSince = this.#context.sim.now[0];
  }

  /** @param turnedAway as it was before the piece was taken: whoever took it may have let it go since */
  #unboard(piece: number, turnedAway: number): void {
    this.turnedAway -= turnedAway;
    this.#context.pieces.turnedAway[piece] = 0;
    if (--this.#aboard === 0) this.#laden += this.#context.sim.now[0] - this.#ladenSince;
  }

  /** The label is taken for another: the piece goes to a direction that this sorter has chutes for. */
  #misread(piece: number, pass: number): void {
    const { pieces, journal, sim } = this.#context;
    const { directions, plan, sorter } = this.#parts;
    const draw = uniform53(this.#wrong.at(pieces.ordinal(piece), pieces.source(piece), pass));
    const others = directions.length - 1;
    if (others < 1) return;
    const step = 1 + Math.floor(draw * others);
    const wrong = (pieces.direction[piece] + step) % directions.length;
    if (plan().chutesFor(sorter, wrong).length === 0) return;
    pieces.marks[piece] |= MARK.missorted;
    journal.redirect(piece, wrong, directions[wrong].departurePlannedFor(sim.now[0]));
    this.missorted += pieces.parcels[piece];
  }

  #chuteAhead(direction: number, at: number): number {
    const { plan, sorter, chutes, firstChute, chuteSlot, ring } = this.#parts;
    const open = plan().chutesFor(sorter, direction);
    if (open.length === 0) return TO_REJECT;
    if (open.length === 1) return open[0];
    let best = -1;
    let bestAhead = Number.POSITIVE_INFINITY;
    let nextFull = -1;
    let nextFullAhead = Number.POSITIVE_INFINITY;
    for (const chute of open) {
      const ahead = this.#isManual ? 0 : (chuteSlot[chute] - at + ring - 1) % ring;
      if (chutes.isFull(firstChute + chute)) {
        if (ahead < nextFullAhead) {
          nextFullAhead = ahead;
          nextFull = chute;
        }
      } else if (ahead < bestAhead) {
        bestAhead = ahead;
        best = chute;
      }
    }
    return best < 0 ? nextFull : best;
  }
}
