/** A share of people or machines, but one where both are above 0. */
export function onDuty(servers: number, share: number): number {
  return share === 0 ? 0 : Math.min(servers, Math.max(1, Math.round(servers * share)));
}
