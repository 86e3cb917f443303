/** What the rail opens, in its order. */
const PANELS = ['scenarios', 'network', 'experiments', 'charts', 'why', 'results', 'tables', 'help'] as const;
export type PanelId = (typeof PANELS)[number];

/** The panels there are now: why a floor did not do more is asked of a floor only. */
export function panelsOf(hasFloor: boolean): readonly PanelId[] {
  return hasFloor ? PANELS : PANELS.filter((panel) => panel !== 'why');
}

/** Which panel lies over the world, if any. */
export class Panels {
  open = $state<PanelId | null>(null);

  toggle(panel: PanelId): void {
    this.open = this.open === panel ? null : panel;
  }

  show(panel: PanelId): void {
    this.open = panel;
  }

  close(): void {
    this.open = null;
  }
}
