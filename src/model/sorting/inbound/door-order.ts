/**
 * Doors by their place within their zone: a door of each zone at a time, every other time beginning with the last zone, or
 * the first zone would be first in every round.
 */
export function roundZones(count: number, zoneOf: (door: number) => number): Int32Array {
  const doorsOf = new Map<number, number>();
  const places = Array.from({ length: count }, (_, door) => {
    const zone = zoneOf(door);
    const place = doorsOf.get(zone) ?? 0;
    doorsOf.set(zone, place + 1);
    return place;
  });
  return Int32Array.from(places.keys()).sort(
    (a, b) => places[a] - places[b] || (places[a] % 2 === 0 ? a - b : b - a),
  );
}
