import type { Response } from '../../experiment/response.ts';
import { t } from '../messages/translate.ts';

/** A figure in words: `time in system of exit (express)`. */
export function figureName({ kpi, place, class: ofClass }: Omit<Response, 'better'>): string {
  const words = kpi.replaceAll('_', ' ');
  const named = place === '' ? words : t('experiment.figure.of', { figure: words, place });
  return ofClass === '' ? named : `${named} (${ofClass})`;
}

/** What tells one figure from another, in a list or a form. */
export function figureId({ kpi, place, class: ofClass }: Omit<Response, 'better'>): string {
  return JSON.stringify([kpi, place, ofClass]);
}
