/**
 * The master seeds of every statistical test: written down before the first run that used them. Changing one needs a
 * line in DECISIONS.md with the reason, so that no test is made to pass by trying seeds.
 */
export const MASTER_SEED = {
  /** All comparisons with exact values, `test/theory/`. */
  theory: 20261123,
  /** Flows whose tables must be the same bytes everywhere, `test/determinism/`. */
  bytes: 'same bytes',
  /** How often intervals and selections hold, `test/experiment/interval-coverage/` and beside it. */
  coverage: 20261124,
  /** Series with a planted transient, `test/engine/stats/`. */
  transients: 20261125,
  /** Climates and forecasts against their tables and formulas, `test/model/weather/`. */
  weather: 20261129,
  /** Luck of trips on the road, `test/model/network/linehaul-travel.test.ts`. */
  travel: 20261129,
  /** Arrivals and destinations against their expectation, `test/model/demand/`. */
  demand: 20261129,
} as const;
