/** What a thread of the terminal is told when it starts. */
export interface ThreadSettings {
  /** Folder for the parts of tables; undefined where nobody wants rows. */
  readonly parts: string | undefined;
}
