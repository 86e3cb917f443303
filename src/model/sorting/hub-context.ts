import type { Simulation } from '../../engine/simulation.ts';
import type { HubBlock } from '../../scenario/hub/hub-schema.ts';
import type { LocalTime } from '../network/local-time.ts';
import type { Luck } from '../network/luck.ts';
import type { HubJournal } from './books/hub-journal.ts';
import type { PieceStore } from './piece-store.ts';

/** What every part of one sorting center shares. */
export interface HubContext {
  readonly sim: Simulation;
  /** Id in the order of ties. */
  readonly facility: number;
  /** Stable code: names of blocks and of luck begin with it. */
  readonly code: string;
  readonly block: HubBlock;
  readonly pieces: PieceStore;
  readonly luck: Luck;
  readonly local: LocalTime;
  readonly journal: HubJournal;
}
