import type { AppState } from './app-state.ts';
import { leaveFloor, shownFloor } from './floor-commands.ts';
import type { PlainKey } from './messages/translate.ts';
import { stepRun, stopRun, togglePlay } from './run-commands.ts';
import { panelsOf } from './state/panels.svelte.ts';

/** Keys as the help lists them. @param panels how many the rail has */
export function keysFor(
  panels: number,
): readonly { readonly keys: readonly string[]; readonly what: PlainKey }[] {
  return [
    { keys: ['Space'], what: 'keys.play' },
    { keys: ['.'], what: 'keys.step' },
    { keys: ['S'], what: 'keys.stop' },
    { keys: ['L'], what: 'keys.live' },
    { keys: ['+', '−'], what: 'keys.zoom' },
    { keys: ['0'], what: 'keys.home' },
    { keys: ['←', '↑', '↓', '→'], what: 'keys.pan' },
    { keys: ['Enter'], what: 'keys.enter' },
    { keys: ['⇧', 'click'], what: 'keys.path' },
    { keys: ['Esc'], what: 'keys.escape' },
    { keys: ['1', '…', String(panels)], what: 'keys.panels' },
    { keys: ['?'], what: 'keys.help' },
  ];
}

const STAGE_KEYS: ReadonlySet<string> = new Set([
  '+',
  '=',
  '-',
  '0',
  'ArrowLeft',
  'ArrowRight',
  'ArrowUp',
  'ArrowDown',
]);

/** What a key does wherever the focus is, unless something is being written. */
export function onKey(app: AppState, event: KeyboardEvent): void {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || isWriting(event.target))
    return;
  const { key } = event;
  // A button that has the focus keeps its own space bar and Enter, a list its arrows.
  if (isControl(event.target) && (key === ' ' || key === 'Enter' || key.startsWith('Arrow'))) return;
  const panel = panelsOf(shownFloor(app) !== null)[Number(key) - 1];
  if (key === ' ') togglePlay(app);
  else if (key === '.') stepRun(app);
  else if (key === 's' || key === 'S') stopRun(app);
  else if (key === 'l' || key === 'L') app.timeline.goLive();
  else if (key === '?') app.panels.toggle('help');
  else if (key === 'Escape') goOut(app);
  else if (panel !== undefined) app.panels.toggle(panel);
  else if (STAGE_KEYS.has(key)) app.stage.press(key);
  else return;
  event.preventDefault();
}

/** Closes what lies uppermost. */
function goOut(app: AppState): void {
  const { panels, selection, path } = app;
  if (panels.open !== null) panels.close();
  else if (path.ends !== null) path.clear();
  else if (selection.chosen !== null) selection.choose(null);
  else leaveFloor(app);
}

function isWriting(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable ||
      target.matches('textarea, select, input:not([type=range], [type=checkbox], [type=radio])'))
  );
}

function isControl(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    target.closest('button, a, input, summary, [role=grid], [role=separator]') !== null
  );
}
