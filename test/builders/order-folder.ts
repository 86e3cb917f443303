import { settingsOf, twoHubs, withSettings } from '../scenario/network-sample.ts';

/**
 * Two hubs with an order table that is too large to be read at once: some orders a day that are carried, and behind them
 * rows that cannot be read, which are passed over.
 * @param rows of the table, half of them good
 */
export function orderFolder(rows: number): Map<string, Uint8Array> {
  const settings = settingsOf(twoHubs()) as { demand: object; run: object };
  const files = withSettings(twoHubs(), {
    ...settings,
    tables: { orders: 'orders.csv' },
    demand: { ...settings.demand, orders: { bad_rows: 'skip' } },
  });
  const lines = ['time,origin,destination,weight_kg'];
  for (let row = 0; row < rows; row++) {
    // Twelve good rows a day, for as long as there are any.
    const time = new Date(Date.UTC(2026, 2, 2, 8) + Math.floor(row / 2) * 7_200_000)
      .toISOString()
      .slice(0, 19);
    lines.push(
      `${time},${row % 2 === 0 ? 'EASTON' : 'NOWHERE-AT-ALL'},${row % 4 === 0 ? 'WESTBY' : 'EASTON'},1.25`,
    );
  }
  return new Map([...files, ['orders.csv', new TextEncoder().encode(`${lines.join('\n')}\n`)]]);
}
