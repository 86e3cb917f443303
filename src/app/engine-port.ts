import type { Stage } from '../view/stage.ts';

/** What of a run is drawn; the page reads it to show numbers beside the picture, and never computes a result from it. */
export type World = Parameters<Stage['showWorld']>[0];
export type Frame = Parameters<Stage['showFrame']>[0];

export type NetworkWorld = Extract<World, { kind: 'network' }>;
export type FlowWorld = Extract<World, { kind: 'flow' }>;
export type HubWorld = Extract<World, { kind: 'hub' }>;
export type NetworkFrame = Extract<Frame, { kind: 'network' }>;
export type FlowFrame = Extract<Frame, { kind: 'flow' }>;
export type HubFrame = Extract<Frame, { kind: 'hub' }>;

export type SegmentBatch = NetworkFrame['segments'];
export type FacilityLevels = NetworkFrame['facilities'];
export type FloorWorld = HubWorld['floor'];
export type FloorFrame = HubFrame['floor'];
export type FloorWhy = FloorFrame['why'];
