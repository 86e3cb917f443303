import { t } from '../messages/translate.ts';
import type { ScenarioBrief } from '../state/scenario-brief.ts';

/** The first sentences of a text, whole; a point within a number or before a small letter ends none. */
export function firstSentences(text: string, count: number): string {
  const ends = [...text.matchAll(/[.!?][”"')]?(?=\s+[\p{Lu}\d“"(])/gu)];
  const end = ends[count - 1];
  return end === undefined ? text : text.slice(0, end.index + end[0].length);
}

/** What a card says of the size of a scenario. */
export function sizeText(brief: ScenarioBrief): string {
  switch (brief.kind) {
    case 'network':
      return t('gallery.parcelsPerDay', { count: brief.parcelsPerDay });
    case 'flow':
      return t('gallery.blocks', { count: brief.blocks });
    case 'hub':
      return [
        t('gallery.hub'),
        brief.inboundDoors > 0 ? t('gallery.inboundDoors', { count: brief.inboundDoors }) : '',
        brief.sorters > 0 ? t('gallery.sorters', { count: brief.sorters }) : '',
        brief.parcelsPerDay > 0 ? t('gallery.hubParcels', { count: brief.parcelsPerDay }) : '',
      ]
        .filter(Boolean)
        .join(' · ');
  }
}
