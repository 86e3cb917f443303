import type { StageWords } from '../../view/stage-words.ts';
import { formatDuration, formatShare } from '../format.ts';
import { type PlainKey, t } from '../messages/translate.ts';

/** Types of blocks that have a name of their own; others are shown as they are written. */
const BLOCK_TYPES: Readonly<Record<string, PlainKey>> = {
  source: 'block.source',
  queue: 'block.queue',
  delay: 'block.delay',
  batch: 'block.batch',
  unbatch: 'block.unbatch',
  gate: 'block.gate',
  selector: 'block.selector',
  assign: 'block.assign',
  split: 'block.split',
  join: 'block.join',
  seize: 'block.seize',
  release: 'block.release',
  sink: 'block.sink',
};

/** Name of a kind of block. */
export function blockTypeName(type: string): string {
  const key = BLOCK_TYPES[type];
  return key === undefined ? type : t(key);
}

/** The words that the picture draws, from the catalogue. */
export const stageWords: StageWords = {
  blockType: blockTypeName,
  waiting: (count) => t('stage.waiting', { count }),
  inside: (count) => t('stage.inside', { count }),
  serving: (count, available) => t('stage.serving', { serving: count, available }),
  meanWait: (seconds) => t('stage.meanWait', { time: formatDuration(seconds) }),
  meanTime: (seconds) => t('stage.meanTime', { time: formatDuration(seconds) }),
  arrived: (count) => t('stage.arrived', { count }),
  departed: (count) => t('stage.departed', { count }),
  lost: (count) => t('stage.lost', { count }),
  stageLabel: t('stage.label'),
  floor: {
    yard: (waiting, spaces) => t('stage.yard', { waiting, spaces }),
    sorter: (code, occupied) =>
      Number.isFinite(occupied) ? t('stage.sorter', { code, occupied: formatShare(occupied) }) : code,
    down: (minutes) => t('stage.down', { minutes }),
    coding: (parcels) => t('stage.coding', { parcels }),
    irregulars: (parcels) => t('stage.irregulars', { parcels }),
    inducting: (busy, onDuty) => t('stage.inducting', { busy, onDuty }),
    sorting: (busy, onDuty) => t('stage.sorting', { busy, onDuty }),
    leavesIn: (minutes) => t('stage.leavesIn', { minutes }),
    filled: formatShare,
  },
};
