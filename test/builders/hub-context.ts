import { Simulation } from '../../src/engine/simulation.ts';
import { LocalTime } from '../../src/model/network/local-time.ts';
import { Luck } from '../../src/model/network/luck.ts';
import { HubJournal } from '../../src/model/sorting/books/hub-journal.ts';
import type { HubContext } from '../../src/model/sorting/hub-context.ts';
import { PieceStore } from '../../src/model/sorting/piece-store.ts';
import { hubBlockSchema } from '../../src/scenario/hub/hub-schema.ts';
import type { z } from '../../src/scenario/zod.ts';

type WrittenHub = z.input<typeof hubBlockSchema>;

const SMALLEST: WrittenHub = {
  inbound_doors: { count: 1 },
  sorters: [{ code: 'S1', type: 'manual', chutes: 1 }],
  sorts: [{ code: 'day', from: '00:00', to: '24:00' }],
  people: { crews: [{ code: 'all', tasks: ['unload'], people: 1, from: '00:00', to: '24:00' }] },
};

/** Where a hub is in its run: simulated time 0 is a Monday midnight unless said otherwise. */
export interface HubStart {
  readonly seed?: number | string;
  readonly replication?: number;
  /** 0 for Monday. */
  readonly weekday?: number;
  readonly secondOfDay?: number;
}

/**
 * What the parts of one small sorting center share, for tests of a part alone.
 * @param written of the block, over the smallest there is: one door, one manual sort, one crew
 */
export function hubContext(
  written: Partial<WrittenHub> = {},
  directions = 1,
  { seed = 1, replication = 0, weekday = 0, secondOfDay = 0 }: HubStart = {},
): HubContext {
  const pieces = new PieceStore();
  return {
    sim: new Simulation({ seed, replication }),
    facility: 0,
    code: 'HUB',
    block: hubBlockSchema.parse({ ...SMALLEST, ...written }),
    pieces,
    luck: new Luck(seed, replication),
    local: new LocalTime(weekday, secondOfDay),
    journal: new HubJournal(pieces, directions),
  };
}
