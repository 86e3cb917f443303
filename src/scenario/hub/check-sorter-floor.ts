import type { ReportSetting } from '../setting-fault.ts';
import type { WrittenMachine } from './hub-schema.ts';

/** Trays or windows of one deck: more would be a pitch of millimeters. */
const MOST_TRAYS = 100_000;

type Zone = WrittenMachine['zones'][number];
type Bank = WrittenMachine['banks'][number];

/** Reports zones and banks that do not lie on their machine or lie where another part of it does. */
export function checkSorterFloor(path: string, sorter: WrittenMachine, report: ReportSetting): void {
  const { length_m: length, pitch_m: pitch, zones, banks } = sorter;
  // As trays are counted: 60 m are 100 pitches of 0.6 m.
  const trays = Math.floor(length / pitch + 1e-9);
  if (trays < 2 || trays > MOST_TRAYS) {
    const allowed = `2 to ${MOST_TRAYS} trays on the ${length} m of a deck`;
    report(
      `${path}.pitch_m`,
      `${pitch}, ${Math.min(trays, 1e9)} trays`,
      allowed,
      'trays = length_m / pitch_m',
    );
  }
  const isBeyond = (place: string, at: number, what: string): boolean => {
    if (at <= length) return false;
    report(place, what, `at most ${length}, the length_m of the sorter`, 'everything lies on the sorter');
    return true;
  };
  const standing = banks.flatMap((bank, index) => {
    const place = `${path}.banks[${index}]`;
    const isOff =
      isBeyond(`${place}.from_m`, bank.from_m, `${bank.from_m}`) ||
      isBeyond(`${place}.to_m`, bank.to_m, `${bank.to_m}`);
    if (!isExtent(bank)) {
      const allowed = `above ${bank.from_m}, where the first of its ${bank.chutes} chutes lies`;
      report(`${place}.to_m`, `${bank.to_m}`, allowed, 'chutes lie evenly from from_m to to_m');
      return [];
    }
    if (index > 0 && bank.from_m < banks[index - 1].from_m) {
      const allowed = `at least ${banks[index - 1].from_m}, where the bank before begins`;
      report(`${place}.from_m`, `${bank.from_m}`, allowed, 'chutes are counted along the sorter: sort banks');
    }
    return isOff ? [] : [{ bank, index }];
  });
  zones.forEach((zone, index) => {
    const place = `${path}.zones[${index}]`;
    const last = lastOf(zone);
    if (isBeyond(`${place}.at_m`, zone.at_m, `${zone.at_m}`)) return;
    const spread = `${zone.infeeds} infeeds, the last at ${shown(last)}`;
    if (isBeyond(`${place}.infeeds`, last, spread)) return;
    for (const { bank, index: at } of standing) {
      const gap = gapBetween(zone, bank, sorter.type === 'sliding-shoe' ? Infinity : length);
      // A tenth of a millimeter is no gap that anybody measured.
      if (gap >= pitch - 1e-4) continue;
      const to = Math.max(bank.from_m, bank.to_m);
      report(
        `${place}.at_m`,
        `infeeds from ${zone.at_m} to ${shown(last)} m beside the chutes from ${bank.from_m} to ${to} m (banks[${at}])`,
        `at least ${pitch} m, one tray, between an infeed and a chute`,
        'a tray would be filled and emptied at once',
      );
      return;
    }
  });
}

/** A bank of one chute is a point, wherever its end is said to be. */
function isExtent({ from_m: from, to_m: to, chutes }: Bank): boolean {
  return chutes === 1 || to > from;
}

function lastOf({ at_m: at, infeeds, spacing_m: spacing }: Zone): number {
  return at + (infeeds - 1) * spacing;
}

/** Meters between a zone and a bank, 0 where they overlap; on a loop also over its end. @param around infinite on a line */
function gapBetween(zone: Zone, bank: Bank, around: number): number {
  const [from, to] = [zone.at_m, lastOf(zone)];
  const end = bank.chutes === 1 ? bank.from_m : bank.to_m;
  const direct = Math.max(0, bank.from_m - to, from - end);
  return Math.min(direct, Math.max(0, around - to + bank.from_m), Math.max(0, around - end + from));
}

function shown(meters: number): string {
  return String(Number(meters.toPrecision(6)));
}
