import { MISS_CAUSES } from '../../snapshot/floor-snapshot.ts';
import { formatCount, type ScenarioClock } from '../format.ts';
import { t } from '../messages/translate.ts';
import { longestHold, type SortSpan, sum, worstFault } from './quarters.ts';

/** What held a sort back and what came of it, in two or three plain sentences. */
export function whySentence(span: SortSpan, clock: ScenarioClock): string {
  return `${limitSentence(span, clock)} ${missedSentence(span.missed)}`;
}

function limitSentence(span: SortSpan, clock: ScenarioClock): string {
  const worst = worstFault(span.lost);
  if (worst === undefined || worst.parcels < 0.5) {
    return span.inducted > 0 ? t('why.nothingLost') : t('why.nothingToDo');
  }
  const { limit } = worst;
  const hold = longestHold(span.quarters, limit);
  const reason = t(`limit.${limit}.reason`);
  if (hold === undefined) {
    return t('why.neverMain', {
      limit: t(`limit.${limit}.was`),
      parcels: roughly(worst.parcels),
      reason,
    });
  }
  const at = span.lost.indexOf(worst.parcels);
  return t('why.held', {
    from: clock.timeOfDay(hold.fromUs),
    to: clock.timeOfDay(hold.toUs),
    limit: t(`limit.${limit}.was`),
    parcels: roughly(hold.lost[at]),
    reason,
  });
}

function missedSentence(missed: readonly number[]): string {
  const all = Math.round(sum(missed));
  if (all === 0) return t('why.noneMissed');
  const most = Math.max(...missed);
  const where = t(`cause.${MISS_CAUSES[missed.indexOf(most)]}.where`);
  return most > all / 2
    ? t('why.missed.most', { count: all, where })
    : t('why.missed.some', { count: all, some: Math.round(most), where });
}

/** Three significant digits: a loss is an estimate of what could have been. */
function roughly(parcels: number): string {
  return formatCount(Number(parcels.toPrecision(3)));
}
