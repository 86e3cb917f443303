import { hash128Hex } from '../engine/random/hash.ts';
import type { ReplicationResult, Task } from './executor.ts';
import type { TableUse } from './row-writer.ts';

/** A replication that did not reach its end, and why. */
export interface FailedReplication extends Task {
  /** Name of the error: `InvariantError`, `RunError` … */
  readonly name: string;
  readonly message: string;
  /** Options of the terminal that run it again. */
  readonly replay: string;
}

/** What the replications of one design point came to. */
export interface PointResult {
  /** In the order of replications, never of arrival. */
  readonly results: readonly ReplicationResult[];
  readonly failures: readonly FailedReplication[];
  /** Planned and neither finished nor failed: the experiment was stopped. */
  readonly unfinished: readonly number[];
  /** Some replications are missing: what is said holds only given that a replication ends. */
  readonly isConditional: boolean;
  readonly eventCount: number;
  /** Digest over the digests of the finished replications, 32 hex digits. */
  readonly resultHash: string;
}

/**
 * Puts what arrived in any order into the order of replications.
 * @param counted replications that count, rising; others that arrived are left out
 */
export function pointResult(
  counted: readonly number[],
  arrived: readonly ReplicationResult[],
  failed: readonly FailedReplication[],
): PointResult {
  const wanted = new Set(counted);
  const results = arrived
    .filter(({ outcome }) => wanted.has(outcome.replication))
    .sort((a, b) => a.outcome.replication - b.outcome.replication);
  const failures = failed
    .filter(({ replication }) => wanted.has(replication))
    .sort((a, b) => a.replication - b.replication);
  const known = new Set([
    ...results.map(({ outcome }) => outcome.replication),
    ...failures.map(({ replication }) => replication),
  ]);
  let eventCount = 0;
  for (const { outcome } of results) eventCount += outcome.eventCount;
  return {
    results,
    failures,
    unfinished: counted.filter((replication) => !known.has(replication)),
    isConditional: results.length < counted.length,
    eventCount,
    resultHash: hash128Hex(
      results.map(({ outcome }) => `${outcome.replication}:${outcome.digest}\n`).join(''),
    ),
  };
}

/** A table of a run: how many rows it has, and which replications wrote them. */
export interface UsedTable extends TableUse {
  readonly replications: readonly number[];
}

/** The tables that replications wrote, in the order of their first rows; bytes and rows without the headers. */
export function usedTables(results: readonly ReplicationResult[]): UsedTable[] {
  const used = new Map<string, UsedTable>();
  for (const { outcome, tables } of results) {
    for (const { table, rows, bytes } of tables) {
      const before = used.get(table.id) ?? { table, rows: 0, bytes: 0, replications: [] };
      used.set(table.id, {
        table,
        rows: before.rows + rows,
        bytes: before.bytes + bytes,
        replications: [...before.replications, outcome.replication],
      });
    }
  }
  return [...used.values()];
}
