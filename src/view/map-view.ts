import type * as Phaser from 'phaser';
import type { Frame } from '../snapshot/frame.ts';
import type { NetworkFrame, NetworkWorld } from '../snapshot/network-snapshot.ts';
import { cutProvinces } from './cut-provinces.ts';
import { FacilityLayer } from './facility-layer.ts';
import { facilityLook, raisePeaks } from './facility-look.ts';
import { FrameHistory } from './frame-history.ts';
import { GroundLayer } from './ground-layer.ts';
import { LaneFlow } from './lane-flow.ts';
import { LaneLayer } from './lane-layer.ts';
import { plannedImportance } from './level-of-detail.ts';
import { type MapGeometry, mapGeometry } from './map-geometry.ts';
import { MapLabels } from './map-labels.ts';
import { MapPicking } from './map-picking.ts';
import { type FittedMap, fitMap, MAP_SIZE } from './projection.ts';
import { ProvinceLayer } from './province-layer.ts';
import { SegmentHistory } from './segment-history.ts';
import { SegmentLayer } from './segment-layer.ts';
import type { StageView } from './stage-view.ts';
import { isSameTarget, type Layers, type Target } from './target.ts';
import type { Theme } from './theme.ts';
import { TripMark } from './trip-mark.ts';
import { ViewCamera, type WorldRect } from './view-camera.ts';
import { WeatherLayer } from './weather-layer.ts';

/** A frame with the best throughput of each facility up to it. */
interface Levels {
  readonly nowUs: number;
  readonly frame: NetworkFrame;
  readonly peaks: Float32Array;
}

/** The map of a network. Everything drawn is a function of the frames seen so far and the instant shown. */
export class MapView implements StageView {
  readonly camera = new ViewCamera();
  private readonly world: NetworkWorld;
  private readonly map: FittedMap;
  private readonly geometry: MapGeometry;
  private readonly history = new SegmentHistory();
  private readonly levels = new FrameHistory<Levels>();
  private readonly startMs: number;
  private readonly ground: GroundLayer;
  private readonly weather: WeatherLayer;
  private readonly provinces: ProvinceLayer;
  private readonly lanes: LaneLayer;
  private readonly facilities: FacilityLayer;
  private readonly tripMark: TripMark;
  private readonly labels: MapLabels;
  private segments: SegmentLayer;
  private flow: LaneFlow;
  private picking: MapPicking;
  private shownLevels: Levels | null = null;
  private isWeatherShown = true;
  private isGone = false;
  private chosen: Target | null = null;
  private hovered: Target | null = null;

  constructor(scene: Phaser.Scene, world: NetworkWorld) {
    this.world = world;
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

  /** Loads the outlines of land and borders and shares the land out into provinces; the map works without them. */
  async loadOutlines(): Promise<void> {
    await this.ground.load(this.map);
    const provinces = await cutProvinces(this.world, this.geometry.places, this.map);
    if (this.isGone || provinces === null) return;
    this.weather.setProvinces(provinces);
    this.provinces.setProvinces(provinces);
    this.labels.provinces = provinces;
    this.picking.provinces = provinces;
  }

  showFrame(frame: Frame): void {
    if (frame.kind !== 'network') return;
    const { latest } = this.levels;
    const isAnotherRun =
      latest !== null && (frame.replication !== latest.frame.replication || frame.nowUs < latest.nowUs);
    if (isAnotherRun) this.forget();
    this.history.append(frame.segments);
    const peaks = this.levels.latest?.peaks.slice() ?? new Float32Array(this.world.facilities.length);
    raisePeaks(peaks, frame.facilities);
    this.levels.push({ nowUs: frame.nowUs, frame, peaks });
  }

  setTheme(theme: Theme): void {
    for (const layer of [
      this.ground,
      this.weather,
      this.provinces,
      this.lanes,
      this.segments,
      this.facilities,
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

  /** The lanes of what is chosen, or else of what is pointed at, stand out. */
  private emphasizeLanes(): void {
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
    this.tripMark.update(this.markedTrip(), this.segments, view, dpr);
    const areas = this.isWeatherShown ? this.weather.active(nowUs) : [];
    const chosenFacility = this.chosen?.kind === 'facility' ? this.chosen.index : -1;
    this.labels.update(camera, this.facilities, areas, chosenFacility, dpr);
  }

  pick(screenX: number, screenY: number): Target | null {
    return this.picking.pick(screenX, screenY);
  }

  boundsOf(target: Target): WorldRect | null {
    return this.picking.boundsOf(target);
  }

  private markedTrip(): number {
    const trip = this.chosen?.kind === 'trip' ? this.chosen : this.hovered;
    return trip?.kind === 'trip' ? this.segments.find(trip) : -1;
  }

  private showLevels(levels: Levels | null): void {
    this.shownLevels = levels;
    const peaks = levels?.peaks ?? new Float32Array(this.world.facilities.length);
    this.facilities.show(facilityLook(this.geometry.isMajor, levels?.frame.facilities ?? null, peaks));
  }

  /** Starts over for another run of the same world. */
  private forget(): void {
    this.history.clear();
    this.levels.clear();
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
      this.tripMark,
      this.labels,
    ]) {
      part.destroy();
    }
  }
}
