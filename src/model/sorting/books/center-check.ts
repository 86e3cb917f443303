import { InvariantError } from '../../../engine/invariant-error.ts';
import type { SortingCenter } from '../sorting-center.ts';
import { STAGE, STAGES } from '../stage.ts';

/**
 * The rules that hold in a sorting center at every instant: every parcel that came is in exactly one stage or has left,
 * the parts hold what the journal says, and nothing is above its capacity. Walks all pieces: for checks, not for runs.
 * @throws InvariantError
 */
export function checkCenter(center: SortingCenter): void {
  const { context, hall, chutes, exceptions, doors, containers, directions } = center;
  const { pieces, journal } = context;
  const parcels = new Int32Array(STAGES.length);
  const held = new Int32Array(STAGES.length);
  for (let piece = 0; piece < pieces.capacity; piece++) {
    if (!pieces.isAlive(piece)) continue;
    parcels[pieces.stage[piece]] += pieces.parcels[piece];
    held[pieces.stage[piece]]++;
  }
  for (let stage = 0; stage < STAGES.length; stage++) {
    if (parcels[stage] !== journal.present[stage]) {
      refuse(
        `${parcels[stage]} parcels are in stage ${STAGES[stage]}, ${journal.present[stage]} by the journal`,
      );
    }
  }
  const gone = journal.arrivedEver - journal.departedEver;
  if (gone !== journal.inHub) {
    refuse(
      `${journal.arrivedEver} parcels came and ${journal.departedEver} left, but ${journal.inHub} are here`,
    );
  }
  checkYard(center);
  const onSorters = hall.sorters.reduce((sum, sorter) => sum + sorter.holds, 0) + chutes.toTransfer;
  if (onSorters !== held[STAGE.induct] + held[STAGE.sort]) {
    refuse(`${onSorters} pieces at sorters, ${held[STAGE.induct] + held[STAGE.sort]} by their stages`);
  }
  checkSorters(center);
  if (exceptions.holds !== held[STAGE.code] + held[STAGE.irregular]) {
    refuse(`${exceptions.holds} pieces by hand, ${held[STAGE.code] + held[STAGE.irregular]} by their stages`);
  }
  const inChutes = parcelsInChutes(center);
  if (inChutes !== journal.present[STAGE.chute]) {
    refuse(
      `${inChutes} parcels in chutes and open containers, ${journal.present[STAGE.chute]} by the journal`,
    );
  }
  doors.check();
  chutes.check();
  containers.check();
  for (const direction of directions) direction.check();
}

/** Trailers that have no door yet hold what is in the yard, and no more have one than there are doors. */
function checkYard({ trailers, doors, context }: SortingCenter): void {
  let waiting = 0;
  let atDoors = 0;
  for (const trailer of trailers.present()) {
    if (trailers.dockedAt[trailer] < 0) waiting += trailers.parcels[trailer];
    if (trailers.door[trailer] >= 0) atDoors++;
  }
  const told = context.journal.present[STAGE.yard];
  if (waiting !== told) refuse(`${waiting} parcels in trailers that wait, ${told} by the journal`);
  if (atDoors > doors.count || atDoors !== doors.occupancy.serving) {
    refuse(`${atDoors} trailers at ${doors.count} doors, ${doors.occupancy.serving} by the doors`);
  }
}

/** No more trays carry something than there are, and no more infeeds work than are there. */
function checkSorters({ hall }: SortingCenter): void {
  for (const { code, figures, infeeds } of hall.sorters) {
    if (infeeds === 0) continue;
    const { trays } = figures;
    const busy = figures.infeeds.serving + figures.infeeds.waiting;
    if (trays.serving > trays.available)
      refuse(`${trays.serving} of ${trays.available} trays of ${code} carry`);
    if (busy > figures.infeeds.available || figures.infeeds.available > infeeds) {
      refuse(`${busy} of ${figures.infeeds.available} open infeeds of ${code} work, ${infeeds} are there`);
    }
  }
}

/** Parcels in open containers, or, where there are none, loose in chutes; those for a secondary sorter apart. */
function parcelsInChutes({ context, chutes, containers, directions }: SortingCenter): number {
  let open = 0;
  for (let place = 0; place < chutes.count + directions.length; place++) open += containers.parcelsAt(place);
  if (context.block.containers.kind !== 'none') return open;
  return open + chutes.held.reduce((sum, n) => sum + n, 0) - chutes.toTransfer;
}

function refuse(message: string): never {
  throw new InvariantError(message);
}
