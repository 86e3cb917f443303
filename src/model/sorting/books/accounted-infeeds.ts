import type { HubBlock } from '../../../scenario/hub/hub-schema.ts';
import { sorterLayout } from '../belt/sorter-layout.ts';
import type { AccountedInfeed } from './limit-account.ts';

/** Every infeed of the hub: those of secondary sorters are not its waist. */
export function accountedInfeeds(block: HubBlock): AccountedInfeed[] {
  return block.sorters.flatMap((written, sorter) => {
    if (written.type === 'manual') return [];
    const isWaist = written.fed_by === 'doors';
    const { infeedRatePerHour, infeedStaffed } = sorterLayout(written);
    return Array.from(infeedRatePerHour, (rate, infeed) => ({
      sorter,
      ratePerHour: isWaist ? rate : 0,
      needsPeople: infeedStaffed[infeed] === 1,
    }));
  });
}
