import { LARGE_FROM, type StoredFile } from '../scenario/byte-source.ts';
import type { ScenarioSource } from '../worker/browser/page-files.ts';
import type { AppState } from './app-state.ts';
import { shownFloor } from './floor-commands.ts';
import { formatBytes } from './format.ts';
import { t } from './messages/translate.ts';
import type { NamedFile } from './read-files.ts';
import { type Changes, NO_CHANGES } from './state/opened-scenario.svelte.ts';

/** Bytes of files that are read into memory at all; what a scenario may hold is checked in the worker. */
const MOST_BYTES = 600 * 2 ** 20;

/** Opens a scenario that comes with the page. */
export async function openShipped(app: AppState, id: string, changes: Changes = NO_CHANGES): Promise<void> {
  try {
    const content = await app.gallery.fetchFiles(id);
    await open(app, { content, name: id, overrides: [] }, changes);
  } catch (error) {
    app.notices.add({ tone: 'bad', title: t('open.failed', { name: id }), detail: detailOf(error) });
  }
}

/** Opens what the user chose or dropped: a folder, its files, one JSON file, or a .zip of any of them. */
export async function openFiles(app: AppState, files: readonly NamedFile[]): Promise<void> {
  if (files.length === 0) return;
  const bytes = files.reduce((sum, named) => (isLarge(named) ? sum : sum + named.file.size), 0);
  const [first] = files;
  const name = nameOf(files);
  if (bytes > MOST_BYTES) {
    app.notices.add({
      tone: 'bad',
      title: t('open.tooLarge', { name }),
      detail: t('open.tooLarge.detail', { found: formatBytes(bytes), allowed: formatBytes(MOST_BYTES) }),
    });
    return;
  }
  try {
    const isZip = files.length === 1 && /\.zip$/i.test(first.path);
    const content = isZip
      ? await bytesOf(first.file)
      : new Map(await Promise.all(files.map(async (named) => [named.path, await stored(named)] as const)));
    await open(app, { content, name, overrides: [] });
  } catch (error) {
    app.notices.add({ tone: 'bad', title: t('open.failed', { name }), detail: detailOf(error) });
  }
}

/** Reads the open scenario again with values changed by the user. @returns whether they were accepted */
export async function changeScenario(app: AppState, changes: Changes): Promise<boolean> {
  try {
    const before = app.scenario.ready;
    const isAccepted = await app.scenario.change(changes);
    showOutcome(app, before, isAccepted);
    return isAccepted === true;
  } catch (error) {
    app.notices.add({
      tone: 'bad',
      title: t('open.failed', { name: app.scenario.reportName }),
      detail: detailOf(error),
    });
    return false;
  }
}

async function open(app: AppState, source: ScenarioSource, changes: Changes = NO_CHANGES): Promise<void> {
  const before = app.scenario.ready;
  showOutcome(app, before, await app.scenario.open(source, changes));
}

function showOutcome(
  app: AppState,
  before: AppState['scenario']['ready'],
  isAccepted: boolean | undefined,
): void {
  const { ready } = app.scenario;
  if (isAccepted === false) {
    app.panels.show('scenarios');
    app.notices.say(t('open.refused.spoken'));
  }
  if (isAccepted !== true || ready === null || ready === before) return;
  app.selection.clear();
  app.run.prepare(ready);
  if (app.panels.open === 'why' && shownFloor(app) === null) app.panels.close();
  app.lab.open(ready.summary.id);
  app.notices.say(t('open.done.spoken', { title: ready.summary.title }));
}

/** Large tables are read in pieces, in the workers. */
function isLarge({ path, file }: NamedFile): boolean {
  return /\.csv$/i.test(path) && file.size >= LARGE_FROM;
}

async function stored(named: NamedFile): Promise<StoredFile> {
  return isLarge(named) ? { size: named.file.size, at: named.file } : bytesOf(named.file);
}

async function bytesOf(file: File): Promise<Uint8Array> {
  return new Uint8Array(await file.arrayBuffer());
}

/** The folder they lie in, or the one file, without ending. */
function nameOf(files: readonly NamedFile[]): string {
  const [{ path }] = files;
  const folder = path.includes('/') ? path.slice(0, path.indexOf('/')) : '';
  const plain = path.replace(/\.(json|zip)$/i, '');
  return files.length === 1 ? plain : folder || 'scenario';
}

function detailOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
