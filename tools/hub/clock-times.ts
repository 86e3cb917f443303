/** Minutes of a local time such as `22:30`; past midnight counted on, as in `28:30`. */
export function minutesOf(time: string): number {
  const [hours, minutes] = time.split(':').map(Number);
  return hours * 60 + minutes;
}

/** A local time of minutes; those of the next day as its own times where `wraps`, else counted on. */
export function timeText(minutes: number, wraps = true): string {
  const shown = wraps ? minutes % 1440 : minutes;
  return `${String(Math.floor(shown / 60)).padStart(2, '0')}:${String(shown % 60).padStart(2, '0')}`;
}
