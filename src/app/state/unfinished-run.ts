import { forget, readStored, store } from './browser-store.ts';

/** A note that a run is under way, found again if the page goes away before its end. */
export interface RunMarker {
  readonly id: string;
  readonly title: string;
  /** Real time at which it was started, ms since 1970. */
  readonly startedMs: number;
}

const KEY = 'unfinished-run';
const LOCK = 'waybill-run-';

/** Writes the note and holds a lock, which ends with the tab. @returns what takes both away, at the run's end */
export function markRun(title: string): () => void {
  const marker: RunMarker = { id: crypto.randomUUID(), title, startedMs: Date.now() };
  store(KEY, marker);
  let release = () => {};
  const ended = new Promise<void>((resolve) => {
    release = resolve;
  });
  // Without locks a run in another tab looks unfinished here: a note too many, nothing worse.
  void navigator.locks?.request(LOCK + marker.id, () => ended);
  return () => {
    release();
    if (readStored<RunMarker>(KEY)?.id === marker.id) forget(KEY);
  };
}

/**
 * The run that a closed tab left unfinished, if any; it is told once. A run under way in another tab is waited for: its
 * lock is free when it has ended, and the note gone, or when its tab has been closed, which a browser may take a moment
 * for.
 */
export async function takeUnfinishedRun(): Promise<RunMarker | undefined> {
  const marker = readStored<RunMarker>(KEY);
  if (marker === undefined) return undefined;
  await navigator.locks?.request(LOCK + marker.id, () => {});
  if (readStored<RunMarker>(KEY)?.id !== marker.id) return undefined;
  forget(KEY);
  return marker;
}
