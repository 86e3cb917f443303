import { quote } from '../found.ts';
import type { Problems } from '../problem.ts';
import { checkReferences } from '../references.ts';
import { toldCells } from '../told-cells.ts';
import type { NetworkTables } from './check-network-tables.ts';

/**
 * Reports edits of the load plan that cannot be followed: unknown codes, destinations where no parcels end, lanes that
 * begin elsewhere, two edits for one facility and destination, and edits that would send parcels round in circles.
 */
export function checkPlanEdits(tables: NetworkTables, problems: Problems): void {
  const { plan_edits: edits, facilities, zones, lanes } = tables;
  if (edits === undefined || facilities === undefined || zones === undefined || lanes === undefined) return;
  const known = new Set(facilities.column('code'));
  checkReferences(edits, 'facility', known, 'facility', problems);
  checkReferences(edits, 'destination', known, 'facility', problems);
  checkReferences(edits, 'lane', new Set(lanes.column('code')), 'lane', problems);
  const isTold = toldCells(edits.file, problems);
  const ends = new Set([...zones.column('station'), ...zones.column('village_station')]);
  const laneAt = new Map(lanes.column('code').map((code, row) => [code, row]));
  const [at, to, lane] = [edits.column('facility'), edits.column('destination'), edits.column('lane')];
  const report = (
    row: number,
    column: 'facility' | 'destination' | 'lane',
    found: string,
    allowed: string,
    hint = '',
  ): void => {
    if (isTold(edits.place(row, column))) return;
    problems.error('rule', edits.file, edits.place(row, column), { found, allowed, hint });
  };
  /** Where each edit leads, by destination and facility. */
  const leadsTo = new Map<string, Map<string, string>>();
  for (let row = 0; row < edits.rows; row++) {
    const taken = laneAt.get(lane[row]);
    if (to[row] !== '' && !ends.has(to[row]))
      report(
        row,
        'destination',
        `${quote(to[row])}, where no parcels end`,
        'a station or village station of a zone',
      );
    else if (at[row] === to[row])
      report(row, 'facility', `${quote(at[row])}, the destination itself`, 'a facility on the way there');
    if (taken === undefined || !known.has(at[row])) continue;
    const begins = lanes.column('from')[taken];
    if (begins !== at[row])
      report(
        row,
        'lane',
        `${quote(lane[row])}, which begins at ${begins}`,
        `a lane that begins at ${at[row]}`,
      );
    const edited = leadsTo.get(to[row]) ?? new Map<string, string>();
    leadsTo.set(to[row], edited);
    if (edited.has(at[row]))
      report(
        row,
        'facility',
        `a second edit for ${at[row]} and ${to[row]}`,
        'one lane for each facility and destination',
      );
    else if (begins === at[row]) edited.set(at[row], lanes.column('to')[taken]);
  }
  for (let row = 0; row < edits.rows; row++) {
    const circle = circleFrom(at[row], leadsTo.get(to[row]));
    // Told once, at the first edit of the circle.
    if (circle === undefined || circle.some((facility) => isBefore(facility, to[row], row))) continue;
    report(
      row,
      'lane',
      `a circle: parcels for ${to[row]} would go ${[...circle, circle[0]].join(' → ')}`,
      'edits that lead to the destination',
    );
  }

  function isBefore(facility: string, destination: string, row: number): boolean {
    for (let earlier = 0; earlier < row; earlier++)
      if (at[earlier] === facility && to[earlier] === destination) return true;
    return false;
  }
}

/** The facilities of the circle that edits make from one of them on; undefined where they lead out of the edits. */
function circleFrom(
  start: string,
  leadsTo: ReadonlyMap<string, string> | undefined,
): readonly string[] | undefined {
  const passed = [start];
  for (let here = leadsTo?.get(start); here !== undefined; here = leadsTo?.get(here)) {
    if (here === start) return passed;
    // Into a circle that this edit is not part of.
    if (passed.includes(here)) return undefined;
    passed.push(here);
  }
  return undefined;
}
