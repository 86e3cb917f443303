import type { ScenarioSource } from '../../worker/browser/page-files.ts';
import type { AppState } from '../app-state.ts';
import { t } from '../messages/translate.ts';
import type { KeptExperiment } from '../state/kept-experiment.ts';
import { experimentText } from './experiment-text.ts';
import { namedScenarios, type ShippedExperiment } from './shipped-experiments.ts';

/** Name of the file that the form writes. */
const OWN_FILE = 'experiments/experiment.json';

/** The form's experiment as a file; undefined before a scenario is open. */
export function draftText({ scenario, experimentForm }: AppState): string | undefined {
  const { ready, changes, overrides } = scenario;
  const { draft } = experimentForm;
  if (ready === null || draft === null) return undefined;
  // The seed of a changed scenario belongs to its plan, so it is told apart from the values.
  const seed = draft.seed.trim() === '' ? changes.seed : draft.seed;
  return experimentText({ ...draft, seed }, { kind: ready.summary.kind, overrides });
}

/** Reads and runs what the form says. @returns whether it was accepted */
export async function runDraft(app: AppState): Promise<boolean> {
  const text = draftText(app);
  const { source } = app.scenario;
  return text === undefined || source === undefined ? false : readAndRun(app, text, OWN_FILE, source);
}

/** Reads and runs an experiment that comes with the open scenario, as its file says. */
export async function runShipped(app: AppState, { text, file }: ShippedExperiment): Promise<boolean> {
  const { source } = app.scenario;
  return source === undefined ? false : readAndRun(app, text, file, source);
}

/** Reads an experiment of an earlier visit, to see how much of it is kept; nothing runs yet. */
export async function readKept(app: AppState, kept: KeptExperiment): Promise<boolean> {
  const source = await scenarioOf(app, kept.scenario);
  if (source === undefined) return false;
  const others = await othersOf(app, kept.text);
  return others === undefined
    ? false
    : app.experiment.read({ text: kept.text, file: kept.file, scenario: source, others });
}

/** Runs what was read, from what is kept of it, and tells the end. */
export async function goOn(app: AppState): Promise<void> {
  app.notices.say(t('experiment.started.spoken'));
  await app.experiment.run();
  tellEnd(app);
}

/** Runs it from the beginning. */
export async function startOver(app: AppState): Promise<void> {
  app.notices.say(t('experiment.started.spoken'));
  await app.experiment.startOver();
  tellEnd(app);
}

async function readAndRun(
  app: AppState,
  text: string,
  file: string,
  source: ScenarioSource,
): Promise<boolean> {
  const others = await othersOf(app, text);
  if (others === undefined) return false;
  // The experiment's own text says what is changed, so that its file runs alike elsewhere.
  const isAccepted = await app.experiment.read({
    text,
    file,
    scenario: { ...source, overrides: [] },
    others,
  });
  if (isAccepted) void goOn(app);
  else if (app.experiment.status === 'failed') tellEnd(app);
  return isAccepted;
}

/** The scenarios that alternatives name; undefined, and told, where one cannot be had. */
async function othersOf(app: AppState, text: string): Promise<Map<string, ScenarioSource> | undefined> {
  const others = new Map<string, ScenarioSource>();
  for (const [path, id] of namedScenarios(text)) {
    const source = await scenarioOf(app, id);
    if (source === undefined) {
      app.notices.add({
        tone: 'bad',
        title: t('experiment.failed'),
        detail: t('experiment.missingScenario', { name: path }),
      });
      return undefined;
    }
    others.set(path, source);
  }
  return others;
}

/** The open scenario where it has that name, otherwise one of the gallery; undefined where there is none. */
async function scenarioOf({ scenario, gallery }: AppState, id: string): Promise<ScenarioSource | undefined> {
  if (scenario.source?.name === id) return { ...scenario.source, overrides: [] };
  if (!gallery.entries.some((entry) => entry.id === id)) return undefined;
  return { content: await gallery.fetchFiles(id), name: id, overrides: [] };
}

function tellEnd({ experiment, notices }: AppState): void {
  const { status, fault } = experiment;
  if (status === 'finished') notices.say(t('experiment.finished.spoken'));
  else if (status === 'stopped') notices.say(t('experiment.stopped.spoken'));
  else if (status === 'failed') {
    const detail = [fault, t('experiment.failed.todo')].filter(Boolean).join(' ');
    notices.add({ tone: 'bad', title: t('experiment.failed'), detail });
  }
}
