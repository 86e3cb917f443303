import type * as Phaser from 'phaser';
import type { Frame } from '../snapshot/frame.ts';
import type { FacilityLevels, NetworkWorld, WorldDisruption } from '../snapshot/network-snapshot.ts';
import { cutProvinces } from './cut-provinces.ts';
import { DisruptionLayer } from './disruption-layer.ts';
import { disruptionsAt, troubledLanes } from './disruptions-at.ts';
import { FacilityLayer } from './facility-layer.ts';
import { facilityLook, raisePeaks } from './facility-look.ts';
import { FrameHistory, framesKept } from './frame-history.ts';
import { GroundLayer } from './ground-layer.ts';
import { LaneFlow } from './lane-flow.ts';
import { LANE_CLOSED, LANE_OPEN, LANE_SLOWED, LaneLayer } from './lane-layer.ts';
import { plannedImportance } from './level-of-detail.ts';
import { type MapGeometry, mapGeometry } from './map-geometry.ts';
import { MapLabels } from './map-labels.ts';
import { MapPicking } from './map-picking.ts';
import { type FittedMap, fitMap, MAP_SIZE } from './projection.ts';
import { ProvinceLayer } from './province-layer.ts';
import { isSameLayout } from './same-layout.ts';
import { SegmentHistory } from './segment-history.ts';
import { SegmentLayer } from './segment-layer.ts';
import type { StageView } from './stage-view.ts';
import { isSameTarget, type Layers, type Target } from './target.ts';
import type { Theme } from './theme.ts';
import { TripMark } from './trip-mark.ts';
import { ViewCamera, type WorldRect } from './view-camera.ts';
import { WeatherLayer } from './weather-layer.ts';

/** What is remembered of a frame. */
interface Levels {
  readonly nowUs: number;
  readonly facilities: FacilityLevels;
}

/** The map of a network. Everything drawn is a function of the frames seen so far and the instant shown. */
export class MapView implements StageView {
  readonly camera = new ViewCamera();
  private world: NetworkWorld;
  private readonly map: FittedMap;
  private readonly geometry: MapGeometry;
  private readonly history = new SegmentHistory();
  private readonly levels: FrameHistory<Levels>;
  /** Best throughput of each facility so far: sizes do not shrink when one looks back. */
  private readonly peaks: Float32Array;
  private replication = -1;
  private startMs: number;
  private readonly ground: GroundLayer;
  private readonly weather: WeatherLayer;
  private readonly provinces: ProvinceLayer;
  private readonly lanes: LaneLayer;
  private readonly facilities: FacilityLayer;
  private readonly disruptions: DisruptionLayer;
  private readonly tripMark: TripMark;
  private readonly labels: MapLabels;
  private segments: SegmentLayer;
  private flow: LaneFlow;
  private picking: MapPicking;
  private shownLevels: Levels | null = null;
  private isWeatherShown = true;
  private isGone = false;
  private activeDisruptions: readonly WorldDisruption[] = [];
  private path: ReadonlySet<number> | null = null;
  private chosen: Target | null = null;
  private hovered: Target | null = null;

  constructor(scene: Phaser.Scene, world: NetworkWorld) {
    this.world = world;
    this.levels = new FrameHistory(framesKept(world.facilities.length));
    this.peaks = new Float32Array(world.facilities.length);
    this.map = fitMap(world.facilities);
    this.geometry = mapGeometry(world, this.map);
    this.startMs = Date.parse(world.startsAt);
    this.camera.setHome(this.map.bounds, MAP_SIZE, 60);
    this.ground = new GroundLayer(scene, this.map);
    this.weather = new WeatherLayer(scene, world, this.map);
    this.provinces = new ProvinceLayer(scene);
    this.lanes = new LaneLayer(
      scene,
      this.geometry.laneEnds,
      this.geometry.isFeeder,
      plannedImportance(world),
    );
    this.segments = new SegmentLayer(scene, this.history, this.geometry);
    this.tripMark = new TripMark(scene);
    this.facilities = new FacilityLayer(scene, this.geometry);
    this.disruptions = new DisruptionLayer(scene, this.geometry);
    this.labels = new MapLabels(scene, world, this.geometry);
    this.flow = new LaneFlow(this.history, world.lanes.length);
    this.picking = new MapPicking(
      this.geometry,
      this.camera,
      this.facilities,
      this.lanes,
      this.segments,
      this.history,
    );
    this.showLevels(null);
  }

  /**
   * Takes the world of another run, with its weather and its disruptions, where facilities, lanes and plan are those
   * drawn: land, provinces and camera stay. @returns whether it has
   */
  takeWorld(world: NetworkWorld): boolean {
    if (!isSameLayout(world, this.world)) return false;
    this.world = world;
    this.startMs = Date.parse(world.startsAt);
    this.weather.takeWorld(world);
    this.forget();
    return true;
  }

  /** Loads the outlines of land and borders and shares the land out into provinces; the map works without them. */
  async loadOutlines(): Promise<void> {
    await this.ground.load(this.map);
    const provinces = await cutProvinces(this.world, this.geometry.places, this.map);
    if (this.isGone || provinces === null) return;
    this.weather.setProvinces(provinces);
    // A single region is told from nothing: it has weather, but no name, and a click on it is one on nothing.
    if (provinces.regions.length < 2) return;
    this.provinces.setProvinces(provinces);
    this.labels.provinces = provinces;
    this.picking.provinces = provinces;
  }

  showFrame(frame: Frame): void {
    if (frame.kind !== 'network') return;
    const isEarlier = frame.nowUs < (this.levels.latest?.nowUs ?? 0);
    if (frame.replication !== this.replication || isEarlier) this.forget();
    this.replication = frame.replication;
    this.history.append(frame.segments);
    raisePeaks(this.peaks, frame.facilities);
    this.levels.push({ nowUs: frame.nowUs, facilities: frame.facilities });
  }

  setTheme(theme: Theme): void {
    for (const layer of [
      this.ground,
      this.weather,
      this.provinces,
      this.lanes,
      this.segments,
      this.facilities,
      this.disruptions,
      this.tripMark,
      this.labels,
    ]) {
      layer.setTheme(theme);
    }
  }

  setLayers(layers: Layers): void {
    this.lanes.isShown = layers.lanes;
    this.segments.isShown = layers.vehicles;
    this.tripMark.isShown = layers.vehicles;
    this.labels.isShown = layers.labels;
    this.weather.isShown = layers.weather;
    this.isWeatherShown = layers.weather;
    this.ground.isNightShown = layers.night;
    this.provinces.isShown = layers.provinces;
    this.labels.areProvincesShown = layers.provinces;
    this.facilities.isStationShown = layers.stations;
    this.picking.layers = layers;
  }

  mark(chosen: Target | null, hovered: Target | null): void {
    const isSame = isSameTarget(chosen, this.chosen) && isSameTarget(hovered, this.hovered);
    this.chosen = chosen;
    this.hovered = hovered;
    const facilityOf = (target: Target | null) => (target?.kind === 'facility' ? target.index : -1);
    this.facilities.mark(facilityOf(chosen), facilityOf(hovered));
    const regionOf = (target: Target | null) => (target?.kind === 'region' ? target.index : -1);
    this.provinces.mark(regionOf(chosen) >= 0 ? regionOf(chosen) : regionOf(hovered));
    if (!isSame) this.emphasizeLanes();
  }

  highlight(lanes: readonly number[] | null): void {
    this.path = lanes === null ? null : new Set(lanes);
    this.emphasizeLanes();
  }

  /** A path asked for, or else the lanes of what is chosen, or else of what is pointed at, stand out. */
  private emphasizeLanes(): void {
    const { path } = this;
    if (path !== null) {
      this.lanes.emphasize((lane) => path.has(lane), true);
      return;
    }
    const target = this.chosen ?? (this.hovered?.kind === 'trip' ? null : this.hovered);
    const { lanes } = this.world;
    if (target?.kind === 'lane') this.lanes.emphasize((lane) => lane === target.index, true);
    else if (target?.kind === 'trip') this.lanes.emphasize((lane) => lane === target.lane, true);
    else if (target?.kind === 'facility') {
      const { index } = target;
      this.lanes.emphasize((lane) => lanes[lane].from === index || lanes[lane].to === index, false);
    } else this.lanes.emphasize(null, false);
  }

  update(nowUs: number, dpr: number): void {
    const { camera } = this;
    const view = camera.viewUniform(dpr);
    const levels = this.levels.at(nowUs);
    if (levels !== this.shownLevels) this.showLevels(levels);
    if (this.flow.setTime(nowUs)) this.lanes.showFlow(this.flow);
    this.ground.update(this.startMs + nowUs / 1000, view, dpr);
    this.weather.update(nowUs, camera, view, dpr);
    this.provinces.update(view, dpr);
    this.lanes.update(camera, view, dpr);
    this.segments.update(nowUs, camera, view, dpr);
    this.facilities.update(camera, view, dpr);
    this.showDisruptions(nowUs);
    this.disruptions.update(this.facilities, camera.markScale, view, dpr);
    this.tripMark.update(this.markedTrip(), this.segments, view, dpr);
    const areas = this.isWeatherShown ? this.weather.active(nowUs) : [];
    const chosenFacility = this.chosen?.kind === 'facility' ? this.chosen.index : -1;
    this.labels.update(camera, this.facilities, areas, this.disruptions.signs, chosenFacility, dpr);
  }

  pick(screenX: number, screenY: number, isTouch = false): Target | null {
    return this.picking.pick(screenX, screenY, isTouch);
  }

  boundsOf(target: Target): WorldRect | null {
    return this.picking.boundsOf(target);
  }

  private markedTrip(): number {
    const trip = this.chosen?.kind === 'trip' ? this.chosen : this.hovered;
    return trip?.kind === 'trip' ? this.segments.find(trip) : -1;
  }

  private showDisruptions(nowUs: number): void {
    const active = disruptionsAt(this.world.disruptions, nowUs);
    const isSame =
      active.length === this.activeDisruptions.length &&
      active.every((one, i) => one === this.activeDisruptions[i]);
    if (isSame) return;
    this.activeDisruptions = active;
    this.disruptions.show(active);
    const effects = troubledLanes(active, this.world.lanes);
    const states = { closed: LANE_CLOSED, slowed: LANE_SLOWED };
    this.lanes.showTrouble((lane) => {
      const effect = effects.get(lane);
      return effect === undefined ? LANE_OPEN : states[effect];
    });
  }

  private showLevels(levels: Levels | null): void {
    this.shownLevels = levels;
    this.facilities.show(facilityLook(this.geometry.isMajor, levels?.facilities ?? null, this.peaks));
  }

  /** Starts over for another run of the same world. */
  private forget(): void {
    this.history.clear();
    this.levels.clear();
    this.peaks.fill(0);
    this.segments.ring.clear();
    this.flow = new LaneFlow(this.history, this.world.lanes.length);
    this.lanes.showFlow(this.flow);
  }

  destroy(): void {
    this.isGone = true;
    for (const part of [
      this.ground,
      this.weather,
      this.provinces,
      this.lanes,
      this.segments,
      this.facilities,
      this.disruptions,
      this.tripMark,
      this.labels,
    ]) {
      part.destroy();
    }
  }
}
