import type { NetworkWorld } from '../engine-port.ts';

type Places = Pick<NetworkWorld, 'facilities'>['facilities'];

/** Names of facilities, each told from all others: by its region where the name occurs twice, or else by its code. */
export function tellingNames(places: Places): string[] {
  const withRegion = places.map(({ name, region }) => (region === '' ? name : `${name} · ${region}`));
  const names = countOf(places.map(({ name }) => name));
  const regional = countOf(withRegion);
  return places.map(({ name, code }, i) => {
    if (names.get(name) === 1) return name;
    return regional.get(withRegion[i]) === 1 ? withRegion[i] : `${name} · ${code}`;
  });
}

/** Index of the facility meant by a text: its telling name or code, its name, or a part of it; -1 for none. */
export function findPlace(places: Places, text: string): number {
  const wanted = text.trim().toLowerCase();
  if (wanted === '') return -1;
  const telling = tellingNames(places).map((name) => name.toLowerCase());
  const exact = places.findIndex(({ code }, i) => telling[i] === wanted || code.toLowerCase() === wanted);
  if (exact >= 0) return exact;
  const named = places.findIndex(({ name }) => name.toLowerCase() === wanted);
  return named >= 0 ? named : telling.findIndex((name) => name.includes(wanted));
}

function countOf(texts: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const text of texts) counts.set(text, (counts.get(text) ?? 0) + 1);
  return counts;
}
