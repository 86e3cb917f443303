import type { FloorFrame } from '../../snapshot/floor-snapshot.ts';
import { FrameHistory } from '../frame-history.ts';

/** Bytes of tray states kept at most; older frames go without and show the density of their sections only. */
const TRAY_BYTES = 8 * 2 ** 20;
const NO_TRAYS = new Uint8Array(0);

/** What the floor remembers of a frame: all but the figures that other parts of the page show. */
export type KeptFloorFrame = Omit<FloorFrame, 'why' | 'kpis'>;

/** Frames of one floor, so that the view can go back in time; bounded in memory, however long the run. */
export class FloorFrames {
  private readonly history = new FrameHistory<{ readonly nowUs: number; frame: KeptFloorFrame }>();
  /** Frames that still have their trays, oldest first. */
  private withTrays: { readonly nowUs: number; frame: KeptFloorFrame; readonly bytes: number }[] = [];
  private trayBytes = 0;
  /** Run that the frames are of; -1 before the first. */
  replication = -1;

  /** Frames come in order of time; one at or before the last starts over from there. */
  push({ why: _why, kpis: _kpis, ...frame }: FloorFrame): void {
    const bytes = frame.sorters.reduce((sum, sorter) => sum + sorter.trays.byteLength, 0);
    const kept = { nowUs: frame.nowUs, frame, bytes };
    this.history.push(kept);
    if (bytes === 0) return;
    this.withTrays.push(kept);
    this.trayBytes += bytes;
    while (this.trayBytes > TRAY_BYTES && this.withTrays.length > 1) {
      const [oldest] = this.withTrays;
      oldest.frame = {
        ...oldest.frame,
        sorters: oldest.frame.sorters.map((sorter) => ({ ...sorter, trays: NO_TRAYS })),
      };
      this.trayBytes -= oldest.bytes;
      this.withTrays.shift();
    }
  }

  /** The frame in force at an instant; null before the first: the floor of a network is only seen from when it was opened. */
  at(nowUs: number): KeptFloorFrame | null {
    const kept = this.history.at(nowUs);
    return kept === null || kept.nowUs > nowUs ? null : kept.frame;
  }

  get latest(): KeptFloorFrame | null {
    return this.history.latest?.frame ?? null;
  }

  clear(): void {
    this.history.clear();
    this.withTrays = [];
    this.trayBytes = 0;
  }
}
