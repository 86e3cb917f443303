/** What the rail opens. */
export const PANELS = ['scenarios', 'network', 'experiments', 'charts', 'results', 'tables', 'help'] as const;
export type PanelId = (typeof PANELS)[number];

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
