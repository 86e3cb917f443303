import type { NetworkScenario } from '../../scenario/network/network-scenario.ts';

/** Stations where parcels are picked up: of the zones that send by a table of volumes or orders, else by seller weight. */
export function sendingStations({ zones, od, orders }: NetworkScenario): ReadonlySet<number> {
  const pairs = orders?.volumes ?? od;
  const senders = new Set(pairs?.filter(({ volume }) => volume > 0).map(({ from }) => from));
  const sends = (zone: number) => (pairs === null ? zones[zone].sellerWeight > 0 : senders.has(zone));
  return new Set(zones.filter((_, zone) => sends(zone)).map(({ station }) => station));
}
