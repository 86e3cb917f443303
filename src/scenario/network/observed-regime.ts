import type { WeatherRegime } from './weather-schema.ts';

/** What a station measures; NaN where it does not. */
export interface Measured {
  readonly temperatureC: number;
  readonly precipitationMmPerH: number;
  readonly visibilityKm: number;
  readonly windMS: number;
}

/**
 * The kind of weather that measurements come to. Thresholds of rain, snow, cold and fog: Highway Capacity Manual, 7th ed.,
 * Exhibit 11-20 (0.10 and 0.25 in/h of rain, 0.10 in/h of snow as water, -20 °C, visibility below 1 mi); typhoon: mean wind
 * of Beaufort 10 (24.5 m/s). What is not measured decides nothing.
 */
export function observedRegime(measured: Measured): WeatherRegime {
  const { temperatureC, precipitationMmPerH, visibilityKm, windMS } = measured;
  if (windMS >= 24.5) return 'typhoon';
  const isSnow = temperatureC <= 0;
  if (isSnow && precipitationMmPerH >= 2.54) return 'heavy-snow';
  if (temperatureC < -20) return 'cold';
  if (!isSnow && precipitationMmPerH > 6.35) return 'heavy-rain';
  if (isSnow && precipitationMmPerH > 0) return 'snow';
  if (visibilityKm < 1.609) return 'fog';
  return precipitationMmPerH >= 2.54 ? 'rain' : 'clear';
}
