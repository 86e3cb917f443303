import { DAY, HOUR, SECOND, type Time } from '../../engine/clock.ts';
import type { BitSource } from '../../engine/random/bit-source.ts';
import { spanOf } from '../../scenario/network/event-span.ts';
import { LocalDays } from '../../scenario/network/local-days.ts';
import type { NetworkScenario } from '../../scenario/network/network-scenario.ts';
import { mostDays } from '../../scenario/network/run-days.ts';
import { DEFAULT_CLIMATE } from '../../scenario/network/weather-schema.ts';
import { ClimateField } from './climate-field.ts';
import { Climatology } from './climatology.ts';
import { RegionMap } from './region-map.ts';
import { type Condition, conditionOf, kindOf, severityOf } from './weather-effects.ts';

/** Days beyond the cap and the forecast at it for which weather is drawn: trips that set out before arrive after it. */
const SLACK_DAYS = 3;

/** Weather of one region: from each instant on, until the next. */
interface Spell {
  readonly at: Time;
  readonly condition: Condition;
}

/** Weather of one region over the run, the first entry at 0, each unlike the one before. */
export interface RegionCourse {
  readonly at: Float64Array;
  readonly condition: Uint32Array;
}

const ALWAYS_CLEAR: readonly Spell[] = [{ at: 0, condition: 0 }];

/**
 * Weather of the regions: an outside timeline, known for the whole run before it begins, that everyone reads and nobody
 * writes. Per region what was observed, else what the climate draws, else clear; a drawn event over the region stands in
 * its place while it lasts, of several the most severe, then the one whose code comes first.
 */
export class RegionTimeline {
  readonly map: RegionMap;
  readonly climatology: Climatology;
  /** How often the weather of a region may change, µs. */
  readonly step: Time;
  readonly courses: readonly RegionCourse[];
  readonly #days: LocalDays;
  /** Time of the local day already gone at the start. */
  readonly #startOfDay: Time;

  /** @param stream makes the source of the climate, which is drawn from only where there is one */
  constructor(network: NetworkScenario, stream: () => BitSource) {
    const { settings } = network;
    this.map = new RegionMap(network.facilities);
    this.climatology = new Climatology(network.climate);
    this.#days = new LocalDays(settings.starts_at);
    this.#startOfDay = network.startSecondOfDay * SECOND;
    this.step = stepOf(network);
    const observed = observedSpells(network);
    const drawn = this.map.regions.some((name) => this.climatology.has(name) && !observed.has(name))
      ? this.#climate(network, stream())
      : [];
    this.courses = this.map.regions.map((name, region) =>
      courseOf(withEvents(observed.get(name) ?? drawn[region] ?? ALWAYS_CLEAR, name, network)),
    );
  }

  /** Weather of a region at an instant. @param region index of the map */
  at(region: number, now: Time): Condition {
    const { at, condition } = this.courses[region];
    return condition[lastUpTo(at, now)];
  }

  /** Whether the weather of a region is ever anything but clear, or might have been: a forecast may say so. */
  hasWeather(region: number): boolean {
    const { condition } = this.courses[region];
    return condition.length > 1 || condition[0] !== 0 || this.climatology.has(this.map.regions[region]);
  }

  /** Month of the local calendar, 1 January to 12 December. */
  month(now: Time): number {
    return this.#days.month(Math.floor((now + this.#startOfDay) / DAY)) + 1;
  }

  /** What each region has of a climate, step by step. */
  #climate(network: NetworkScenario, source: BitSource): Spell[][] {
    const { run, climate = DEFAULT_CLIMATE, forecast } = network.settings;
    const { regions, centers } = this.map;
    const ahead = SLACK_DAYS + forecast.horizon_h / 24;
    const days = mostDays(run) + ahead;
    const steps = Math.ceil((days * DAY) / this.step);
    const field = new ClimateField(
      centers,
      climate.persistence_h / climate.step_h,
      climate.correlation_km,
      source,
    );
    const spells: Spell[][] = regions.map(() => []);
    for (let k = 0; k < steps; k++) {
      if (k > 0) field.advance();
      const at = k * this.step;
      const month = this.month(at);
      for (let region = 0; region < regions.length; region++) {
        if (!this.climatology.has(regions[region])) continue;
        const kind = this.climatology.kindOfNormal(regions[region], month, field.at(region));
        spells[region].push({ at, condition: conditionOf(kind) });
      }
    }
    return spells.map((all) => (all.length === 0 ? [...ALWAYS_CLEAR] : all));
  }
}

/** The last entry of a rising list that is not above a value; 0 where all are. */
export function lastUpTo(rising: Float64Array, value: number): number {
  let low = 0;
  let high = rising.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (rising[middle] <= value) low = middle;
    else high = middle - 1;
  }
  return low;
}

function stepOf({ settings }: NetworkScenario): Time {
  return Math.max(1, Math.round((settings.climate ?? DEFAULT_CLIMATE).step_h * HOUR));
}

/** Rows of each region in order of time, those before the start as one at 0. */
function observedSpells({ observedWeather }: NetworkScenario): Map<string, Spell[]> {
  const byRegion = new Map<string, Spell[]>();
  for (const { region, fromH, regime } of observedWeather) {
    const spells = byRegion.get(region) ?? [...ALWAYS_CLEAR];
    byRegion.set(region, spells);
    const spell = { at: Math.round(fromH * HOUR), condition: conditionOf(severityOf(regime)) };
    if (spell.at > 0) spells.push(spell);
    else spells[0] = { ...spell, at: 0 };
  }
  return byRegion;
}

/** Puts drawn events in place of what is there while they last. */
function withEvents(base: readonly Spell[], region: string, { settings }: NetworkScenario): readonly Spell[] {
  const events = settings.weather
    .map((event, index) => {
      const { fromH, toH } = spanOf(event, settings.starts_at);
      const from = Math.round(fromH * HOUR);
      const condition = conditionOf(severityOf(event.kind), index);
      return { event, from, to: Math.round(toH * HOUR), condition };
    })
    .filter(({ event, to }) => event.regions?.includes(region) === true && to > 0)
    .sort((a, b) => kindOf(b.condition) - kindOf(a.condition) || (a.event.code < b.event.code ? -1 : 1));
  if (events.length === 0) return base;
  const instants = new Set(base.map(({ at }) => at));
  for (const { from, to } of events) instants.add(Math.max(0, from)).add(to);
  let under = 0;
  return [...instants]
    .sort((a, b) => a - b)
    .map((at) => {
      while (under + 1 < base.length && base[under + 1].at <= at) under++;
      const event = events.find(({ from, to }) => at >= from && at < to);
      return { at, condition: event?.condition ?? base[under].condition };
    });
}

function courseOf(spells: readonly Spell[]): RegionCourse {
  const changes = spells.filter(({ condition }, i) => i === 0 || condition !== spells[i - 1].condition);
  return {
    at: Float64Array.from(changes, ({ at }) => at),
    condition: Uint32Array.from(changes, ({ condition }) => condition),
  };
}
