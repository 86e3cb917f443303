/** A color token of the page, such as `--accent`: it holds the light and the dark scheme. */
export type Ink = `--${string}`;

export type XY = readonly [x: number, y: number];

/** Something drawn; lengths in CSS pixels, y down. */
export type Shape =
  | {
      readonly kind: 'line';
      readonly from: XY;
      readonly to: XY;
      readonly ink: Ink;
      readonly width?: number;
      readonly isDashed?: boolean;
    }
  | {
      readonly kind: 'curve';
      readonly points: readonly XY[];
      readonly ink: Ink;
      readonly width?: number;
      readonly opacity?: number;
    }
  | {
      readonly kind: 'box';
      readonly x: number;
      readonly y: number;
      readonly width: number;
      readonly height: number;
      readonly ink: Ink;
      readonly opacity?: number;
    }
  | {
      readonly kind: 'dots';
      readonly points: readonly XY[];
      readonly radius: number;
      readonly ink: Ink;
      readonly opacity?: number;
    }
  | {
      readonly kind: 'text';
      readonly at: XY;
      readonly text: string;
      readonly ink: Ink;
      readonly anchor?: 'start' | 'middle' | 'end';
      readonly isBold?: boolean;
    };

/** What is told of a place in the picture when someone points there or goes there by key. */
export interface Mark {
  readonly at: XY;
  readonly text: string;
}

/** A plot as data: the screen and the PNG draw the same. */
export interface Picture {
  readonly width: number;
  readonly height: number;
  readonly shapes: readonly Shape[];
  /** In reading order. */
  readonly marks: readonly Mark[];
}

/** Size of all text in a picture, CSS pixels. */
export const TEXT_SIZE = 12;

/** Width of a text, CSS pixels, near enough for a layout: wide characters count double. */
export function textWidth(text: string): number {
  let width = 0;
  for (const character of text) width += (character.codePointAt(0) ?? 0) > 0x2e7f ? TEXT_SIZE : 6.5;
  return width;
}

/** A text cut to a width, with an ellipsis where something is missing. */
export function fitText(text: string, width: number): string {
  if (textWidth(text) <= width) return text;
  const characters = [...text];
  while (characters.length > 1 && textWidth(`${characters.join('')}…`) > width) characters.pop();
  return `${characters.join('').trimEnd()}…`;
}

/** A text in at most two lines of a width, broken between words where it can be. */
export function twoLines(text: string, width: number): string[] {
  if (textWidth(text) <= width) return [text];
  const words = text.split(' ');
  let first = words[0];
  let taken = 1;
  while (taken < words.length && textWidth(`${first} ${words[taken]}`) <= width)
    first += ` ${words[taken++]}`;
  const rest = words.slice(taken).join(' ');
  return rest === '' ? [fitText(first, width)] : [fitText(first, width), fitText(rest, width)];
}

/** The mark nearest to a place; undefined where none is within reach. @param reach CSS pixels */
export function nearestMark(marks: readonly Mark[], [x, y]: XY, reach = 40): number | undefined {
  let nearest: number | undefined;
  let least = reach * reach;
  for (const [index, { at }] of marks.entries()) {
    const squared = (at[0] - x) ** 2 + (at[1] - y) ** 2;
    if (squared > least) continue;
    least = squared;
    nearest = index;
  }
  return nearest;
}
