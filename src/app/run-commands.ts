import type { AppState } from './app-state.ts';
import { t } from './messages/translate.ts';

/** Starts, pauses or goes on: what the play button and the space bar do. */
export function togglePlay(app: AppState): void {
  const { run } = app;
  if (run.status === 'running') {
    run.pause();
    app.notices.say(t('run.paused.spoken'));
  } else if (run.status === 'paused') {
    run.resume();
    app.notices.say(t('run.resumed.spoken'));
  } else if (run.status !== 'starting') void startRun(app, false);
}

/** One step; begins a run where there is none. */
export function stepRun(app: AppState): void {
  const kind = app.scenario.ready?.world.kind;
  if (kind === undefined) return;
  if (app.run.isUnderWay) app.run.step(kind);
  else void startRun(app, true);
}

export function stopRun(app: AppState): void {
  app.run.stop();
}

async function startRun(app: AppState, isPaused: boolean): Promise<void> {
  const { run, scenario, notices } = app;
  if (scenario.ready === null) return;
  notices.clear();
  app.selection.startOver();
  if (app.selection.chosen === null) app.path.clear();
  notices.say(t('run.started.spoken', { title: scenario.ready.summary.title }));
  await run.start(scenario.ready, scenario.changes, isPaused);
  tellEnd(app);
}

function tellEnd({ run, notices }: AppState): void {
  const { failures, status } = run;
  const count = failures.length;
  if (status === 'finished' && count === 0) notices.say(t('run.finished.spoken'));
  else if (status === 'stopped') notices.say(t('run.stopped.spoken'));
  else if (status === 'failed' && count === 0) {
    notices.add({ tone: 'bad', title: t('run.failed'), detail: `${run.fault}. ${t('run.failed.todo')}` });
  }
  if (count === 0) return;
  const [first] = failures;
  const title = count < run.progress.planned ? t('run.someFailed', { count }) : t('run.failed');
  const cause = `${t('run.replicationFailed', { replication: first.replication })} ${first.message}`;
  const todo =
    first.name === 'RunError'
      ? t('run.workerFailed.todo')
      : t('run.invariant.todo', { replay: first.replay });
  notices.add({ tone: 'bad', title, detail: `${cause}. ${todo}` });
}
