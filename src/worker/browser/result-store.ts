import { type DBSchema, type IDBPDatabase, openDB } from 'idb';
import type { ReplicationResult } from '../../experiment/executor.ts';

/** A result as the browser keeps it. */
interface KeptResult {
  readonly result: ReplicationResult;
  /** When it was kept, ms since 1970. */
  readonly keptMs: number;
}

interface Results extends DBSchema {
  results: { key: [storeKey: string, replication: number]; value: KeptResult; indexes: { kept: number } };
}

const NAME = 'waybill-results';

/** Results that nobody came back for are given up after a month. */
const MONTH_MS = 30 * 24 * 3600 * 1000;

/**
 * Keeps finished replications in the browser, so that an experiment goes on where it was left, in another visit too.
 * What the browser refuses (private windows, no room) is not kept, and the experiment runs all the same.
 */
export class ResultStore {
  #database: Promise<IDBPDatabase<Results> | undefined> | undefined;

  /** Results under a key, in the order of replications. */
  async read(storeKey: string): Promise<readonly ReplicationResult[]> {
    return this.#ifThere([], async (database) => {
      const kept = await database.getAll('results', within(storeKey));
      return kept.map(({ result }) => result);
    });
  }

  /** How many results are kept under a key. */
  async count(storeKey: string): Promise<number> {
    return this.#ifThere(0, (database) => database.count('results', within(storeKey)));
  }

  /** Keeps a result. @returns whether the browser did */
  async keep(storeKey: string, result: ReplicationResult): Promise<boolean> {
    return this.#ifThere(false, async (database) => {
      await database.put('results', { result, keptMs: Date.now() }, [storeKey, result.outcome.replication]);
      return true;
    });
  }

  /** Gives up the results under a key. */
  async forget(storeKey: string): Promise<void> {
    await this.#ifThere(undefined, (database) => database.delete('results', within(storeKey)));
  }

  async #ifThere<Answer>(
    otherwise: Answer,
    ask: (database: IDBPDatabase<Results>) => Promise<Answer>,
  ): Promise<Answer> {
    this.#database ??= open();
    const database = await this.#database;
    if (database === undefined) return otherwise;
    return ask(database).catch(() => otherwise);
  }
}

function within(storeKey: string): IDBKeyRange {
  return IDBKeyRange.bound([storeKey], [storeKey, []]);
}

async function open(): Promise<IDBPDatabase<Results> | undefined> {
  try {
    const database = await openDB<Results>(NAME, 1, {
      upgrade(fresh) {
        fresh.createObjectStore('results').createIndex('kept', 'keptMs');
      },
    });
    const old = await database.getAllKeysFromIndex(
      'results',
      'kept',
      IDBKeyRange.upperBound(Date.now() - MONTH_MS),
    );
    for (const key of old) await database.delete('results', key);
    return database;
  } catch {
    return undefined;
  }
}
