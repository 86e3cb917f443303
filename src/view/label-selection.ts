/** A label that would like to be shown beside its place; all lengths in CSS pixels. */
export interface LabelCandidate {
  readonly x: number;
  readonly y: number;
  /** Free space around the place that its mark takes. */
  readonly radius: number;
  readonly width: number;
  readonly height: number;
  /** Greater wins. */
  readonly importance: number;
  /** Where it stood last time, or -1: kept where possible, so that labels do not hop. */
  readonly lastSide: number;
  /** Centered on its place, or a little below or above, instead of beside it: names of areas. */
  readonly isArea?: boolean;
}

/** A label that is shown: which candidate, where its middle lies, on which side of its mark. */
export interface PlacedLabel {
  readonly candidate: number;
  readonly x: number;
  readonly y: number;
  readonly side: number;
}

interface Box {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

const GAP = 5;
/** Right, left, below, above. */
const SIDES = [0, 1, 2, 3] as const;
/** Where the name of an area may stand instead, in heights of its text. */
const AREA_SHIFTS = [0, 1.2, -1.2, 2.4] as const;

function overlaps(a: Box, b: Box): boolean {
  return a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
}

function middle(candidate: LabelCandidate, side: number): { x: number; y: number } {
  const { x, y, radius, width, height, isArea } = candidate;
  if (isArea) return { x, y: y + AREA_SHIFTS[side] * height };
  switch (side) {
    case 0:
      return { x: x + radius + GAP + width / 2, y };
    case 1:
      return { x: x - radius - GAP - width / 2, y };
    case 2:
      return { x, y: y + radius + GAP / 2 + height / 2 };
    default:
      return { x, y: y - radius - GAP / 2 - height / 2 };
  }
}

/**
 * Chooses which labels to show, most important first; ties go to the earlier candidate. No label overlaps another, nor
 * a mark given in `marks` other than its own, nor leaves the screen.
 */
export function selectLabels(
  candidates: readonly LabelCandidate[],
  marks: readonly { readonly x: number; readonly y: number; readonly radius: number }[],
  screen: { readonly width: number; readonly height: number },
  limit: number,
): PlacedLabel[] {
  const order = candidates
    .map((_, i) => i)
    .sort((a, b) => candidates[b].importance - candidates[a].importance || a - b);
  const taken: Box[] = [];
  const shown: PlacedLabel[] = [];
  for (const index of order) {
    if (shown.length >= limit) break;
    const candidate = candidates[index];
    const sides = candidate.lastSide >= 0 ? [candidate.lastSide, ...SIDES] : SIDES;
    for (const side of sides) {
      const at = middle(candidate, side);
      const box: Box = {
        left: at.x - candidate.width / 2 - 1,
        right: at.x + candidate.width / 2 + 1,
        top: at.y - candidate.height / 2,
        bottom: at.y + candidate.height / 2,
      };
      const leaves = box.left < 0 || box.top < 0 || box.right > screen.width || box.bottom > screen.height;
      if (leaves || taken.some((other) => overlaps(box, other))) continue;
      if (marks.some((mark) => covers(mark, box, candidate))) continue;
      taken.push(box);
      shown.push({ candidate: index, x: at.x, y: at.y, side });
      break;
    }
  }
  return shown;
}

function covers(
  mark: { readonly x: number; readonly y: number; readonly radius: number },
  box: Box,
  own: LabelCandidate,
): boolean {
  if (mark.x === own.x && mark.y === own.y) return false;
  const dx = mark.x - Math.min(box.right, Math.max(box.left, mark.x));
  const dy = mark.y - Math.min(box.bottom, Math.max(box.top, mark.y));
  return dx * dx + dy * dy < mark.radius * mark.radius;
}
