import { HOUR, MINUTE, type Time } from '../../../engine/clock.ts';
import {
  HUB_DEPARTURES,
  HUB_FACILITIES,
  HUB_PARCELS,
  HUB_TIMESERIES,
  HUB_TRAILERS,
} from '../../../records/hub-tables.ts';
import { NETWORK_SCANS } from '../../../records/network-tables.ts';
import { SCANS, type ScanKind } from '../../../records/scan-codes.ts';
import type { Cell, RecordSink } from '../../../records/table.ts';
import type { HubScenario } from '../../../scenario/hub/hub-scenario.ts';
import { CUBE_UNITS_PER_M3 } from '../../network/parcel-store.ts';
import type { HubInbound } from '../hub-inbound.ts';
import type { TrailerDeparture } from '../outbound/outbound-figures.ts';
import { MARK } from '../piece-store.ts';
import type { SortingCenter } from '../sorting-center.ts';
import { STAGE, STAGES, type Stage } from '../stage.ts';
import { figureCells, writeAccounts } from './hub-accounts.ts';
import type { JournalTrace } from './hub-journal.ts';
import { HubLevels } from './hub-levels.ts';

/** Scan of the step into a stage; stages that a label is not read at have none. */
const SCAN_INTO: Partial<Record<Stage, ScanKind>> = {
  [STAGE.yard]: 'arrivedInTransit',
  [STAGE.induct]: 'unloaded',
  [STAGE.sort]: 'inducted',
  [STAGE.chute]: 'sorted',
  [STAGE.trailer]: 'loaded',
};

/** Turns what happens in a hub alone into rows; a run without it is the same. */
export class HubRecords implements JournalTrace {
  readonly #center: SortingCenter;
  readonly #hub: HubScenario;
  readonly #inbound: HubInbound;
  readonly #sink: RecordSink;
  readonly #replication: number;
  readonly #levels: HubLevels;
  /** At the observation before. */
  #arrived = 0;
  #departed = 0;

  constructor(
    center: SortingCenter,
    hub: HubScenario,
    inbound: HubInbound,
    to: { readonly sink: RecordSink; readonly replication: number },
  ) {
    this.#center = center;
    this.#levels = new HubLevels(center);
    this.#hub = hub;
    this.#inbound = inbound;
    this.#sink = to.sink;
    this.#replication = to.replication;
    center.context.journal.trace = this;
  }

  moved(piece: number, stage: Stage, now: Time): void {
    const kind = SCAN_INTO[stage];
    if (kind !== undefined) this.#scan(piece, kind, now);
  }

  left(piece: number, now: Time): void {
    this.#scan(piece, 'departedInTransit', now);
    this.#parcel(piece, 'departed', now);
  }

  /** An inbound trailer is empty, or is not at the end of the run. @param emptied −1 where it is not */
  trailer(trailer: number, emptied: Time): void {
    const { trailers } = this.#center;
    const written = this.#hub.inbound[trailers.origin[trailer]];
    const docked = trailers.dockedAt[trailer];
    this.#sink.write(HUB_TRAILERS, [
      this.#replication,
      `${written.code}#${trailers.ordinal[trailer]}`,
      written.origin,
      trailers.dueAt[trailer],
      trailers.arrivedAt[trailer],
      docked < 0 ? null : docked,
      emptied < 0 ? null : emptied,
      docked < 0 ? null : trailers.door[trailer] + 1,
      trailers.aboard[trailer],
    ]);
  }

  /** An outbound trailer leaves. */
  departure(departure: TrailerDeparture): void {
    this.#sink.write(HUB_DEPARTURES, [
      this.#replication,
      this.#hub.directions[departure.direction].code,
      departure.ordinal,
      departure.planned,
      departure.leftAt,
      departure.trailer + 1,
      departure.parcels,
      departure.loadFactor,
      departure.sealedBy,
    ]);
  }

  /** One row of levels, and of what happened since the row before. */
  observe(now: Time): void {
    const { context, sorts } = this.#center;
    const { journal, code, block } = context;
    this.#sink.write(HUB_TIMESERIES, [
      this.#replication,
      now,
      code,
      sorts.now < 0 ? '' : block.sorts[sorts.now].code,
      journal.inHub,
      journal.backlog.level,
      journal.arrived - this.#arrived,
      journal.departed - this.#departed,
      ...this.#levels.next(now),
    ]);
    this.#arrived = journal.arrived;
    this.#departed = journal.departed;
  }

  /** The end of the warm-up: counts begin anew. */
  cut(): void {
    this.#arrived = 0;
    this.#departed = 0;
    this.#levels.cut();
  }

  /** The tables of the end: parcels and trailers still here, the facility, and its accounts. */
  finish(now: Time): void {
    this.#remaining();
    const { journal, code } = this.#center.context;
    this.#sink.write(HUB_FACILITIES, [
      this.#replication,
      code,
      journal.arrived,
      journal.departed,
      journal.dwell.n === 0 ? null : journal.dwell.mean / HOUR,
      journal.dwell.n === 0 ? null : journal.dwellSketch.quantile(0.95) / HOUR,
      now === 0 ? null : journal.backlog.mean(now),
      journal.backlog.max,
      ...figureCells(this.#center, now),
    ]);
    writeAccounts(this.#center, this.#sink, this.#replication, now);
  }

  /** Identity of a piece as tables print it. */
  name(piece: number): string {
    return this.#inbound.pieceName(piece);
  }

  #remaining(): void {
    const { pieces } = this.#center.context;
    const { capacity, stage } = pieces;
    const slots: number[] = [];
    for (let slot = 0; slot < capacity; slot++) if (pieces.isAlive(slot)) slots.push(slot);
    const codeOf = (slot: number) => this.#inbound.origin(pieces.source(slot)).code;
    slots.sort((a, b) =>
      pieces.source(a) === pieces.source(b)
        ? pieces.ordinal(a) - pieces.ordinal(b)
        : codeOf(a) < codeOf(b)
          ? -1
          : 1,
    );
    for (const slot of slots) this.#parcel(slot, STAGES[stage[slot]], null);
    for (const trailer of this.#center.trailers.present()) this.trailer(trailer, -1);
  }

  #parcel(piece: number, place: string, left: Time | null): void {
    const { pieces } = this.#center.context;
    if ((pieces.marks[piece] & MARK.parcelRow) === 0) return;
    const { directions } = this.#hub;
    const sentTo = pieces.sentTo[piece];
    // While a departure leaves, it is still the next one.
    const departure = this.#center.directions[sentTo].nextDeparture;
    this.#sink.write(HUB_PARCELS, [
      this.#replication,
      this.name(piece),
      this.#inbound.origin(pieces.source(piece)).code,
      directions[pieces.direction[piece]].code,
      directions[sentTo].code,
      pieces.parcels[piece],
      pieces.weightG[piece] / 1000,
      pieces.cubeUnits[piece] / CUBE_UNITS_PER_M3,
      pieces.createdAt(piece),
      instantOrNull(pieces.unloadedAt[piece]),
      instantOrNull(pieces.inductedAt[piece]),
      instantOrNull(pieces.sortedAt[piece]),
      left,
      left === null ? null : (left - pieces.createdAt(piece)) / MINUTE,
      pieces.laps[piece],
      Math.max(0, departure - pieces.planned[piece]),
      place,
      remarks(pieces.marks[piece]),
    ]);
  }

  #scan(piece: number, kind: ScanKind, now: Time): void {
    const { context } = this.#center;
    if ((context.pieces.marks[piece] & MARK.scanRows) === 0) return;
    this.#sink.write(NETWORK_SCANS, [
      this.#replication,
      this.name(piece),
      SCANS[kind].code,
      kind,
      context.code,
      now,
      '',
      '',
    ]);
  }
}

function remarks(marks: number): string {
  const said: string[] = [];
  if ((marks & MARK.bag) !== 0) said.push('bag');
  if ((marks & MARK.irregular) !== 0) said.push('irregular');
  if ((marks & MARK.late) !== 0) said.push('late');
  if ((marks & MARK.missorted) !== 0) said.push('missorted');
  return said.join(' ');
}

function instantOrNull(instant: Time): Cell {
  return instant < 0 ? null : instant;
}
