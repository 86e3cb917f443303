import { InvariantError } from '../../engine/invariant-error.ts';
import { pow } from '../../engine/math/transcendental.ts';
import { pairedDifference } from '../../engine/stats/interval.ts';
import type { Better } from '../response.ts';

/** What a selection promises, and to whom. */
export interface SelectionSettings {
  readonly better: Better;
  /** Probability, e.g. 0.95, of selecting the best system where it leads by at least the indifference zone. */
  readonly confidence: number;
  /** Smallest difference worth detecting, in the response's unit, above 0. */
  readonly indifference: number;
  /** Replications of every system before the first is dropped, at least 2; 10 or more are advised. */
  readonly firstStage: number;
  /** `common` random numbers (default; holds for independent systems too) or `independent` ones, a little sooner. */
  readonly design?: 'common' | 'independent';
}

/** A system that is out, and why. */
export interface DroppedSystem {
  readonly system: number;
  /** Replications used when it was dropped. */
  readonly stage: number;
  /** Rows looked at by then: more than the stage where a row had a gap. */
  readonly rows: number;
  /** The system in contention that beat it by most. */
  readonly by: number;
}

/** Where a selection stands. */
export interface Selection {
  /** `undecided`: the systems in contention need more replications. */
  readonly state: 'undecided' | 'selected';
  /** Systems in contention, rising; the selected one alone where it is. */
  readonly survivors: readonly number[];
  /** The one of them with the best mean so far (the lowest ordinal of equal ones); undefined before any replication. */
  readonly leader: number | undefined;
  /** Replications used: those in which every system then in contention has a value. */
  readonly stage: number;
  /** Rows looked at: more than the stage where a row had a gap. */
  readonly rows: number;
  /** Stage at which it ends at the latest; NaN before the first stage. */
  readonly lastStage: number;
  /** In the order in which they were dropped. */
  readonly dropped: readonly DroppedSystem[];
}

/** Constants of the procedure for c = 1. */
export interface KimNelsonConstants {
  readonly eta: number;
  readonly hSquared: number;
}

/**
 * eta and h^2 = 2 eta (n0 - 1), with eta = ((2 beta)^(-2 / (n0 - 1)) - 1) / 2, where beta is the error allowed to each
 * of the k - 1 rivals: (1 - confidence) / (k - 1) under common random numbers, by Bonferroni, and
 * 1 - confidence^(1 / (k - 1)) for independent systems. Source: Kim and Nelson (2001), ACM TOMACS 11(3), eq. 5 and 6.
 */
export function kimNelsonConstants(
  systems: number,
  firstStage: number,
  confidence: number,
  design: 'common' | 'independent' = 'common',
): KimNelsonConstants {
  const rivals = systems - 1;
  const beta = design === 'common' ? (1 - confidence) / rivals : 1 - pow(confidence, 1 / rivals);
  const eta = 0.5 * (pow(2 * beta, -2 / (firstStage - 1)) - 1);
  return { eta, hSquared: 2 * eta * (firstStage - 1) };
}

/**
 * Fully sequential selection of the best system with an indifference zone: after the first stage all systems in
 * contention get one replication more at a time, and one is dropped as soon as another leads it by more than chance and
 * the zone explain. Values of a replication should be about normal; they may be common over systems.
 *
 * A pure function of what is there, so it is called again as replications arrive; give it only rows whose replications
 * are over, failed ones as NaN, or what it decides will depend on their order of arrival. A row in which a system in
 * contention has no value is left out for all.
 * @param columns by system, a value for each replication, NaN for gaps; those of dropped systems may end early
 * @throws InvariantError for fewer than two systems or settings out of range
 * Source: Kim and Nelson (2001), "A fully sequential procedure for indifference-zone selection in simulation", c = 1.
 */
export function kimNelson(columns: readonly ArrayLike<number>[], settings: SelectionSettings): Selection {
  check(columns.length, settings);
  return new Contest(columns, settings).decide();
}

function check(systems: number, { confidence, indifference, firstStage }: SelectionSettings): void {
  const isPossible =
    systems >= 2 && Number.isInteger(firstStage) && firstStage >= 2 && indifference > 0 && confidence < 1;
  // At 1 / k a blind draw would do, and eta is no longer positive for two systems.
  if (isPossible && confidence > 1 / systems) return;
  throw new InvariantError(
    `no selection among ${systems} systems with confidence ${confidence}, indifference zone ${indifference} and a first stage of ${firstStage}`,
  );
}

class Contest {
  readonly #columns: readonly ArrayLike<number>[];
  readonly #settings: SelectionSettings;
  /** 1 where higher is better, -1 where lower is: sums are of values times this. */
  readonly #sign: 1 | -1;
  readonly #hSquared: number;
  readonly #sums: Float64Array;
  readonly #dropped: DroppedSystem[] = [];
  #survivors: readonly number[];
  #stage = 0;
  /** Row from which the next stage is read. */
  #row = 0;
  /** h^2 S^2 / indifference^2 of each pair, by first system x k + second: stages after which its margin is 0. */
  readonly #reach: Float64Array;

  constructor(columns: readonly ArrayLike<number>[], settings: SelectionSettings) {
    this.#columns = columns;
    this.#settings = settings;
    this.#sign = settings.better === 'higher' ? 1 : -1;
    const { firstStage, confidence, design } = settings;
    this.#hSquared = kimNelsonConstants(columns.length, firstStage, confidence, design).hSquared;
    this.#sums = new Float64Array(columns.length);
    this.#survivors = Array.from(columns.keys());
    this.#reach = new Float64Array(columns.length * columns.length).fill(Number.NaN);
  }

  decide(): Selection {
    const { firstStage } = this.#settings;
    const rows: number[] = [];
    while (this.#stage < firstStage) {
      const row = this.#nextStage();
      if (row === undefined) return this.#selection('undecided');
      rows.push(row);
    }
    this.#measure(rows);
    for (;;) {
      this.#screen();
      if (this.#survivors.length === 1) return this.#selection('selected');
      if (this.#stage >= this.#lastStage()) return this.#settleTie();
      if (this.#nextStage() === undefined) return this.#selection('undecided');
    }
  }

  /** Takes in the next complete row. @returns its index; undefined where there is none */
  #nextStage(): number | undefined {
    const columns = this.#columns;
    const end = Math.min(...this.#survivors.map((system) => columns[system].length));
    while (this.#row < end && this.#survivors.some((system) => Number.isNaN(columns[system][this.#row])))
      this.#row++;
    if (this.#row >= end) return undefined;
    for (const system of this.#survivors) this.#sums[system] += this.#sign * columns[system][this.#row];
    this.#stage++;
    return this.#row++;
  }

  /** Variances of the paired differences over the first stage: they are not updated later. */
  #measure(rows: readonly number[]): void {
    const k = this.#columns.length;
    const { indifference } = this.#settings;
    const first = this.#columns.map((column) => rows.map((row) => column[row]));
    for (let i = 0; i < k; i++) {
      for (let l = i + 1; l < k; l++) {
        const { sd } = pairedDifference(first[i], first[l]);
        const ratio = sd / indifference;
        this.#reach[i * k + l] = this.#hSquared * ratio * ratio;
        this.#reach[l * k + i] = this.#reach[i * k + l];
      }
    }
  }

  /** Drops whoever trails one that was in contention at this stage by more than the margin W of their pair. */
  #screen(): void {
    const k = this.#columns.length;
    const r = this.#stage;
    const { indifference } = this.#settings;
    const contenders = this.#survivors;
    const beaten = new Set<number>();
    for (const i of contenders) {
      let most = 0;
      let by = -1;
      for (const l of contenders) {
        if (l === i) continue;
        // W of the source; with c = 1.
        const margin = Math.max(0, (indifference / (2 * r)) * (this.#reach[i * k + l] - r));
        const excess = this.#sums[l] / r - this.#sums[i] / r - margin;
        if (excess <= most) continue;
        most = excess;
        by = l;
      }
      if (by < 0) continue;
      beaten.add(i);
      this.#dropped.push({ system: i, stage: r, rows: this.#row, by });
    }
    this.#survivors = contenders.filter((system) => !beaten.has(system));
  }

  /** The stage at which the margins of all pairs in contention are 0. */
  #lastStage(): number {
    const k = this.#columns.length;
    let most = 0;
    for (const i of this.#survivors)
      for (const l of this.#survivors) if (l !== i) most = Math.max(most, this.#reach[i * k + l]);
    return Math.max(this.#settings.firstStage, Math.floor(most) + 1);
  }

  /** All margins are 0 and the means still equal: any of them is within the zone of the best. */
  #settleTie(): Selection {
    const leader = this.#leader();
    for (const system of this.#survivors)
      if (system !== leader) this.#dropped.push({ system, stage: this.#stage, rows: this.#row, by: leader });
    this.#survivors = [leader];
    return this.#selection('selected');
  }

  #leader(): number {
    return this.#survivors.reduce((best, system) => (this.#sums[system] > this.#sums[best] ? system : best));
  }

  #selection(state: Selection['state']): Selection {
    const isMeasured = this.#stage >= this.#settings.firstStage;
    return {
      state,
      survivors: this.#survivors,
      leader: this.#stage > 0 ? this.#leader() : undefined,
      stage: this.#stage,
      rows: this.#row,
      lastStage: state === 'selected' ? this.#stage : isMeasured ? this.#lastStage() : Number.NaN,
      dropped: this.#dropped,
    };
  }
}
