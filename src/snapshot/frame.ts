import type { HubFrame, HubWorld } from './floor-snapshot.ts';
import type { FlowFrame, FlowWorld } from './flow-snapshot.ts';
import type { NetworkFrame, NetworkWorld } from './network-snapshot.ts';

/** The unchanging part of what is drawn. */
export type World = NetworkWorld | FlowWorld | HubWorld;

/** The changing part, taken between slices of a run, never as an event: watching cannot change a run. */
export type Frame = NetworkFrame | FlowFrame | HubFrame;
