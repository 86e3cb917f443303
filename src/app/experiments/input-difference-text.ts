import type { JsonValue } from '../../scenario/json-value.ts';
import type { InputDifference } from '../../scenario/scenario-difference.ts';
import { formatExact } from '../format.ts';
import { t } from '../messages/translate.ts';

/** Longest value that is written out; what is longer is named by its kind. */
const LONGEST = 60;

/** What a difference in the inputs comes to: `2 → 4`, `× 1.1 in 343 places`. */
export function differenceText({
  kind,
  from,
  to,
  count,
  change,
  isFromShared,
  isToShared,
}: InputDifference): string {
  if (kind === 'added')
    return count > 1
      ? t('experiment.input.addedMany', { count })
      : t('experiment.input.added', { value: jsonText(to) });
  if (kind === 'removed')
    return count > 1
      ? t('experiment.input.removedMany', { count })
      : t('experiment.input.removed', { value: jsonText(from) });
  if (count === 1) return `${jsonText(from)} → ${jsonText(to)}`;
  const places = t('experiment.input.places', { count });
  if (change !== undefined) return `${changeText(change)} ${places}`;
  if (isToShared)
    return `${isFromShared ? jsonText(from) : t('experiment.input.various')} → ${jsonText(to)} ${places}`;
  return t('experiment.input.differently', { count });
}

function changeText(change: NonNullable<InputDifference['change']>): string {
  if ('times' in change) return `× ${formatExact(change.times)}`;
  return change.by < 0 ? `− ${formatExact(-change.by)}` : `+ ${formatExact(change.by)}`;
}

function jsonText(value: JsonValue | undefined): string {
  if (typeof value === 'number') return formatExact(value);
  if (typeof value === 'string') return value.length > LONGEST ? `${value.slice(0, LONGEST)}…` : value;
  const text = JSON.stringify(value ?? null);
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
}
