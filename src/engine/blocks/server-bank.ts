import { NONE } from '../subject-store.ts';

/** What keeps a server from working: bits, because one that is away can break down. */
export const SERVER_UP = 0;
export const SERVER_DOWN = 1;
export const SERVER_AWAY = 2;

/** State of individual servers as columns. Times in µs; event names are tie keys, NONE for no pending event. */
export class ServerBank {
  /** Subject in hand, kept through a breakdown; NONE when idle. */
  readonly subject: Int32Array;
  readonly status: Uint8Array;
  /** When the present stretch of work began and when it will end. */
  readonly startedAt: Float64Array;
  readonly endsAt: Float64Array;
  readonly endTie: Float64Array;
  /** Work left of the subject in hand while the server is down. */
  readonly workLeft: Float64Array;
  /** Life left until the next failure as of `lifeSince`; runs by clock or by use. */
  readonly lifeLeft: Float64Array;
  readonly lifeSince: Float64Array;
  readonly failTie: Float64Array;
  /** 1 where the server leaves on vacation if it finds nobody waiting. */
  readonly mayLeave: Uint8Array;

  constructor(readonly size: number) {
    this.subject = new Int32Array(size).fill(NONE);
    this.status = new Uint8Array(size);
    this.startedAt = new Float64Array(size);
    this.endsAt = new Float64Array(size);
    this.endTie = new Float64Array(size).fill(NONE);
    this.workLeft = new Float64Array(size);
    this.lifeLeft = new Float64Array(size);
    this.lifeSince = new Float64Array(size);
    this.failTie = new Float64Array(size).fill(NONE);
    this.mayLeave = new Uint8Array(size);
  }

  /** First server on duty, up and idle; NONE when there is none. */
  firstFree(onDuty: number): number {
    const n = Math.min(onDuty, this.size);
    for (let server = 0; server < n; server++) {
      if (this.subject[server] === NONE && this.status[server] === SERVER_UP) return server;
    }
    return NONE;
  }

  isWorking(server: number): boolean {
    return this.subject[server] !== NONE && this.status[server] === SERVER_UP;
  }
}
