import { type RateProfile, SteppedRate } from '../../engine/random/rate-profile.ts';
import type { NetworkSettings } from '../../scenario/network/network-schema.ts';
import type { LocalTime } from '../network/local-time.ts';

const HOUR_S = 3600;
const WEEK_H = 168;

/**
 * Rate of a zone's parcels over the week: its mean day times the shares of weekday and hour, each relative to its
 * mean, so that a mean day has exactly the expected volume.
 */
export function demandProfile(
  settings: NetworkSettings,
  local: LocalTime,
  parcelsPerDay: number,
): RateProfile {
  const { hour_shares: hours, weekday_shares: weekdays } = settings.demand;
  const hourMean = hours.reduce((sum, share) => sum + share, 0) / 24;
  const weekdayMean = weekdays.reduce((sum, share) => sum + share, 0) / 7;
  const rateAt = (hourOfWeek: number) => {
    const relative =
      (weekdays[Math.floor(hourOfWeek / 24)] / weekdayMean) * (hours[hourOfWeek % 24] / hourMean);
    return ((parcelsPerDay / 24) * relative) / HOUR_S;
  };
  // The profile's period begins where the scenario does, perhaps within an hour.
  const firstHour = Math.floor(local.startOfWeekS / HOUR_S);
  const intoHour = local.startOfWeekS - firstHour * HOUR_S;
  const starts = [0];
  const rates = [rateAt(firstHour)];
  for (let hour = 1; hour < WEEK_H; hour++) {
    starts.push(hour * HOUR_S - intoHour);
    rates.push(rateAt((firstHour + hour) % WEEK_H));
  }
  if (intoHour > 0) {
    starts.push(WEEK_H * HOUR_S - intoHour);
    rates.push(rateAt(firstHour));
  }
  return new SteppedRate(starts, rates, WEEK_H * HOUR_S);
}
