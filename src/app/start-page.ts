import type { AppState } from './app-state.ts';
import { t } from './messages/translate.ts';
import { openShipped } from './open-scenario.ts';
import { type Changes, NO_CHANGES } from './state/opened-scenario.svelte.ts';
import { knownRows } from './state/row-choices.ts';
import { speedChoice } from './state/speed.ts';
import { takeUnfinishedRun } from './state/unfinished-run.ts';

/**
 * What the page does once when it opens: shows the first network, or what its address asks for, as in
 * `?scenario=mm1&seed=7&replications=4&speed=1h`.
 */
export async function startPage(app: AppState): Promise<void> {
  const asked = new URLSearchParams(location.search);
  const speed = asked.get('speed');
  if (speed !== null) app.run.setSpeed(speedChoice(speed));
  void tellUnfinished(app);
  await openFirst(app, asked);
}

async function openFirst(app: AppState, address: URLSearchParams): Promise<void> {
  const asked = address.get('scenario');
  try {
    await app.gallery.load();
  } catch (error) {
    app.notices.add({
      tone: 'bad',
      title: t('gallery.failed'),
      detail: error instanceof Error ? error.message : '',
    });
    return;
  }
  const { entries } = app.gallery;
  const first = entries.find(({ id }) => id === asked) ?? entries[0];
  if (asked !== null && first?.id !== asked) {
    app.notices.add({
      tone: 'warn',
      title: t('open.unknown', { name: asked }),
      detail: t('open.unknown.detail'),
    });
  }
  if (first !== undefined) await openShipped(app, first.id, changesOf(address));
  else app.panels.show('scenarios');
}

async function tellUnfinished(app: AppState): Promise<void> {
  const unfinished = await takeUnfinishedRun();
  if (unfinished === undefined) return;
  const started = new Intl.DateTimeFormat(navigator.language, { dateStyle: 'medium', timeStyle: 'short' });
  app.notices.add({
    tone: 'warn',
    title: t('run.unfinished', { title: unfinished.title }),
    detail: t('run.unfinished.detail', { time: started.format(unfinished.startedMs) }),
  });
}

/** Seed, replications and rows of the address; what is none of them is left to the scenario. */
function changesOf(address: URLSearchParams): Changes {
  const replications = address.get('replications') ?? '';
  return {
    ...NO_CHANGES,
    seed: (address.get('seed') ?? '').slice(0, 80),
    replications: /^[1-9]\d{0,4}$/.test(replications) ? replications : '',
    parcels: knownRows(address.get('parcels')),
    scans: knownRows(address.get('scans')),
  };
}
