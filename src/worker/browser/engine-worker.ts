import { expose } from 'comlink';
import { TICK_MS } from '../silence-watch.ts';
import { keepErrorsWhole } from '../wire-error.ts';
import type { EngineNotice } from './engine-messages.ts';
import { PageWorker } from './page-worker.ts';

/** The entry of every worker of the page. */
const notify = (notice: EngineNotice, transfer: readonly ArrayBuffer[] = []) =>
  self.postMessage(notice, { transfer: [...transfer] });

keepErrorsWhole();
expose(new PageWorker(notify));
notify({ notice: 'alive' });
setInterval(() => notify({ notice: 'alive' }), TICK_MS);
