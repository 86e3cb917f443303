import { HOUR, MINUTE, repeatAt, type Time } from '../../engine/clock.ts';
import { Simulation } from '../../engine/simulation.ts';
import type { HubScenario } from '../../scenario/hub/hub-scenario.ts';
import type { HubFrame, HubWorld } from '../../snapshot/floor-snapshot.ts';
import { BoundedRun } from '../bounded-run.ts';
import { LocalTime } from '../network/local-time.ts';
import { Luck } from '../network/luck.ts';
import type { ModelRun, ReplicationOutcome, RunningFigure, RunOptions } from '../run.ts';
import { checkCenter } from './books/center-check.ts';
import { hubKpis } from './books/hub-figures.ts';
import { HubJournal } from './books/hub-journal.ts';
import { HubRecords } from './books/hub-records.ts';
import { FloorFrames } from './floor-frames.ts';
import { HubInbound } from './hub-inbound.ts';
import { TimetableDirection } from './outbound/timetable-direction.ts';
import { PieceStore } from './piece-store.ts';
import { SortingCenter } from './sorting-center.ts';
import { STAGES } from './stage.ts';

/** Version of what the view may see. */
const SNAPSHOT_VERSION = 1;

/**
 * One replication of a hub alone: trailers come by their timetables and leave by theirs, until the horizon. Levels are
 * observed between slices at the whole multiples of the observation period: observing is no event and decides nothing.
 */
export class HubRun extends BoundedRun implements ModelRun {
  readonly #hub: HubScenario;
  readonly #options: RunOptions;
  readonly #center: SortingCenter;
  readonly #inbound: HubInbound;
  readonly #records: HubRecords;
  readonly #view: FloorFrames;
  readonly #horizon: Time;
  readonly #warmUp: Time;
  #observations = 0;
  #isWarm = false;

  constructor(hub: HubScenario, options: RunOptions) {
    super();
    this.#hub = hub;
    this.#options = options;
    const { settings } = hub;
    this.#warmUp = Math.round(settings.run.warm_up_h * HOUR);
    this.#horizon = Math.round(settings.run.horizon_h * HOUR);
    const pieces = new PieceStore();
    let name: (piece: number) => string = String;
    const sim = new Simulation({
      seed: options.seed,
      replication: options.replication,
      nameSubject: (subject) => (pieces.isAlive(subject) ? name(subject) : `#${subject}`),
    });
    const journal = new HubJournal(pieces, hub.directions.length);
    const context = {
      sim,
      facility: 0,
      code: settings.facility.code,
      block: settings.hub,
      pieces,
      luck: new Luck(options.seed, options.replication),
      local: new LocalTime(hub.startWeekday, hub.startSecondOfDay),
      journal,
    };
    let directions: TimetableDirection[] = [];
    this.#center = new SortingCenter(context, {
      detail: settings.hub.detail ?? 'trays',
      directions: (units, figures) => {
        directions = hub.directions.map(
          (written, index) => new TimetableDirection(context, units, figures, index, written),
        );
        return directions;
      },
      fillLoose: (piece, bag) => this.#inbound.describeFrom(piece, bag),
      emptied: (trailer) => this.#records.trailer(trailer, sim.now[0]),
      shares: hub.directions.map(({ share }) => share),
      origins: hub.inbound.map(({ code }) => code),
      plan: hub.plan,
    });
    this.#inbound = new HubInbound(context, hub, {
      trailers: this.#center.trailers,
      directions,
      gate: this.#center.yard,
      rows: options,
    });
    name = (piece) => this.#inbound.pieceName(piece);
    this.#records = new HubRecords(this.#center, hub, this.#inbound, {
      sink: options.records,
      replication: options.replication,
    });
    for (const direction of directions) {
      direction.onDeparture = (departure) => this.#records.departure(departure);
      direction.onLeft = (piece) => pieces.release(piece);
    }
    this.#view = new FloorFrames(this.#center, {
      name: settings.facility.name,
      origins: hub.inbound.map(({ origin }) => origin),
      directions: hub.directions,
    });
    this.#center.begin();
    for (const direction of directions) direction.begin();
    this.#inbound.begin();
    if (options.checksEveryEvent) sim.listen(() => checkCenter(this.#center));
  }

  protected get sim(): Simulation {
    return this.#center.context.sim;
  }

  get progress(): number {
    return this.now / this.#horizon;
  }

  world(): HubWorld {
    const { settings, utcOffsetMinutes } = this.#hub;
    return {
      kind: 'hub',
      version: SNAPSHOT_VERSION,
      title: settings.title,
      startsAt: settings.starts_at,
      utcOffsetMinutes,
      floor: this.#view.world(),
    };
  }

  frame(): HubFrame {
    return {
      kind: 'hub',
      nowUs: this.now,
      replication: this.#options.replication,
      floor: this.#view.frame(this.now),
    };
  }

  /** A hub's days are not a steady state; its figures are those of its sorts. */
  running(): readonly RunningFigure[] {
    return [];
  }

  finish(): ReplicationOutcome {
    const { context } = this.#center;
    const { sim, pieces, journal } = context;
    this.#records.finish(this.now);
    checkCenter(this.#center);
    return {
      replication: this.#options.replication,
      kpis: hubKpis(this.#center, this.now, this.#hub.settings.currency),
      eventCount: sim.eventCount,
      staleCount: sim.staleCount,
      digest: sim.digest,
      peakLive: pieces.peak,
      subjectBytes: this.#center.bytes,
      besideBytes: 0,
      calendarBytes: sim.calendar.bytes,
      ledger: {
        created: journal.arrivedEver,
        departed: journal.departedEver,
        ...Object.fromEntries(STAGES.map((stage, i) => [`in_${stage}`, journal.present[i]])),
      },
    };
  }

  get #nextObservation(): Time {
    return repeatAt(0, (this.#hub.settings.run.observe_every_min * MINUTE) / 1e6, this.#observations);
  }

  protected nextBoundary(): Time {
    const next = Math.min(this.#nextObservation, this.#horizon);
    return this.#isWarm ? next : Math.min(next, this.#warmUp);
  }

  protected atBoundary(now: Time): void {
    if (!this.#isWarm && now >= this.#warmUp) {
      this.#isWarm = true;
      if (now > 0) {
        this.#center.reset(now);
        this.#records.cut();
      }
    }
    if (now === this.#nextObservation) {
      this.#records.observe(now);
      this.#observations++;
    }
    if (now >= this.#horizon) this.isDone = true;
  }
}
