import { createContext } from 'svelte';
import { type EngineClient, openEngine } from '../worker/browser/engine-client.ts';
import { ExperimentForm } from './state/experiment-form.svelte.ts';
import { ExperimentSession } from './state/experiment-session.svelte.ts';
import { FlowPath } from './state/flow-path.svelte.ts';
import { FrameFeed } from './state/frame-feed.ts';
import { Gallery } from './state/gallery.svelte.ts';
import { LabSession } from './state/lab-session.svelte.ts';
import { Notices } from './state/notices.svelte.ts';
import { OpenedScenario } from './state/opened-scenario.svelte.ts';
import { Panels } from './state/panels.svelte.ts';
import { Preferences } from './state/preferences.svelte.ts';
import { RunSession } from './state/run-session.svelte.ts';
import { Selection } from './state/selection.svelte.ts';
import { StagePort } from './state/stage-port.svelte.ts';
import { TableDownload } from './state/table-download.svelte.ts';
import { Timeline } from './state/timeline.svelte.ts';

/** The parts of the page's state; each knows only what it is given here. */
export interface AppState {
  readonly engine: EngineClient;
  readonly preferences: Preferences;
  readonly notices: Notices;
  readonly panels: Panels;
  readonly gallery: Gallery;
  readonly scenario: OpenedScenario;
  readonly timeline: Timeline;
  readonly feed: FrameFeed;
  readonly run: RunSession;
  readonly tableDownload: TableDownload;
  readonly experiment: ExperimentSession;
  readonly experimentForm: ExperimentForm;
  readonly lab: LabSession;
  readonly selection: Selection;
  readonly path: FlowPath;
  readonly stage: StagePort;
}

export function createAppState(): AppState {
  const engine = openEngine();
  const timeline = new Timeline();
  const feed = new FrameFeed();
  return {
    engine,
    timeline,
    feed,
    preferences: new Preferences(),
    notices: new Notices(),
    panels: new Panels(),
    gallery: new Gallery(),
    scenario: new OpenedScenario(engine),
    run: new RunSession(engine, feed, timeline),
    tableDownload: new TableDownload(),
    experiment: new ExperimentSession(engine),
    experimentForm: new ExperimentForm(),
    lab: new LabSession(engine),
    selection: new Selection(),
    path: new FlowPath(),
    stage: new StagePort(),
  };
}

/** The state, for every component below the one that sets it. */
export const [useApp, provideApp] = createContext<AppState>();
