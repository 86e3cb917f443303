import { checkCodesOnce } from '../check-codes.ts';
import { checkDistribution } from '../check-distribution.ts';
import { describeFound, quote } from '../found.ts';
import { parseInstant } from '../instant.ts';
import type { Problems } from '../problem.ts';
import { type ReportSetting, reportSettings } from '../setting-fault.ts';
import { checkDemand } from './check-demand.ts';
import { spanOf, type WrittenSpan } from './event-span.ts';
import type { WrittenIncidents } from './linehaul-schema.ts';
import type { NetworkSettings, WrittenShift } from './network-schema.ts';
import { networkStart } from './network-start.ts';

/** Reports what the schema of `scenario.json` cannot see: figures that are each allowed but do not go together. */
export function checkNetworkSettings(settings: NetworkSettings, file: string, problems: Problems): void {
  new SettingsCheck(settings, file, problems).run();
}

class SettingsCheck {
  readonly #settings: NetworkSettings;
  readonly #report: ReportSetting;

  constructor(settings: NetworkSettings, file: string, problems: Problems) {
    this.#settings = settings;
    this.#report = reportSettings(file, problems);
  }

  run(): void {
    const {
      starts_at: startsAt,
      run,
      demand,
      pickup,
      delivery,
      village,
      shifts,
      vehicles,
      linehaul,
      weather,
      disruptions,
    } = this.#settings;
    if (networkStart(startsAt) === undefined) {
      const allowed = 'an instant of the years 1970 to 2199, whole seconds, in ISO 8601 with its offset';
      this.#report('starts_at', describeFound(startsAt), allowed, 'as in 2026-03-02T00:00:00+08:00', 'type');
    }
    if (run.demand_days !== undefined && run.demand_days <= run.warm_up_days) {
      const allowed = `above ${run.warm_up_days}, the days of warm-up`;
      this.#report('run.demand_days', `${run.demand_days}`, allowed, 'nothing would be measured');
    }
    this.#notAllZero('demand.hour_shares', demand.hour_shares);
    this.#notAllZero('demand.weekday_shares', demand.weekday_shares);
    this.#notAllZero('demand.month_shares', demand.month_shares);
    checkDemand(this.#settings, this.#report);
    this.#rising('pickup.waves_h', pickup.waves_h);
    this.#rising('delivery.waves_h', delivery.waves_h);
    if (delivery.last_departure_h < delivery.waves_h[0]) {
      const allowed = `at least ${delivery.waves_h[0]}, the first wave`;
      this.#report(
        'delivery.last_departure_h',
        `${delivery.last_departure_h}`,
        allowed,
        'no courier would ever leave',
      );
    }
    checkDistribution('pickup.tour', pickup.tour, this.#report);
    checkDistribution('delivery.drive_to_first_stop', delivery.drive_to_first_stop, this.#report);
    checkDistribution('delivery.drive_between_stops', delivery.drive_between_stops, this.#report);
    checkDistribution('delivery.service_per_stop', delivery.service_per_stop, this.#report);
    checkDistribution('village.collection_after', village.collection_after, this.#report);
    for (const [name, shift] of Object.entries(shifts)) this.#shift(`shifts.${name}`, shift);
    checkCodesOnce('vehicles', vehicles, this.#report);
    this.#incidents(linehaul.incidents);
    checkCodesOnce('weather', weather, this.#report);
    weather.forEach((event, index) => {
      this.#span(`weather[${index}]`, event);
      this.#oneOf(`weather[${index}]`, event, ['regions', 'outline']);
    });
    checkCodesOnce('disruptions', disruptions, this.#report);
    disruptions.forEach((event, index) => {
      this.#span(`disruptions[${index}]`, event);
      this.#oneOf(`disruptions[${index}]`, event, ['facility', 'lane']);
      if (event.effect === 'closed' && event.capacity_share !== undefined) {
        const found = `${event.capacity_share}`;
        const path = `disruptions[${index}].capacity_share`;
        this.#report(path, found, 'nothing: closed handles nothing', 'effect slowed');
      }
    });
  }

  #incidents(incidents: WrittenIncidents | undefined): void {
    incidents?.severities.forEach(({ delay: { least_min: least, most_min: most } }, index) => {
      if (least <= most) return;
      this.#report(
        `linehaul.incidents.severities[${index}].delay.most_min`,
        `${most}`,
        `at least ${least}, the least_min beside it`,
        'a delay is cut to these bounds',
      );
    });
  }

  /** Begins and ends once each, the one before the other. */
  #span(path: string, written: WrittenSpan): void {
    const isOnce =
      this.#oneOf(path, written, ['from_h', 'from']) && this.#oneOf(path, written, ['to_h', 'to']);
    this.#localTime(`${path}.from`, written.from);
    this.#localTime(`${path}.to`, written.to);
    if (!isOnce) return;
    const { fromH, toH } = spanOf(written, this.#settings.starts_at);
    // What is no time, told already, compares false.
    if (!(toH <= fromH)) return;
    const end = written.to_h === undefined ? 'to' : 'to_h';
    this.#report(
      `${path}.${end}`,
      `${written.to_h ?? written.to}`,
      `above ${written.from_h ?? written.from}, where it begins`,
      'an event ends after it begins',
    );
  }

  #localTime(path: string, written: string | undefined): void {
    if (written === undefined || parseInstant(`${written}Z`) !== undefined) return;
    this.#report(path, quote(written), 'a local time of the years 1970 to 2199', '', 'type');
  }

  /** @returns whether exactly one of two fields is written */
  #oneOf<Written extends object>(
    path: string,
    written: Written,
    fields: readonly [keyof Written & string, keyof Written & string],
  ): boolean {
    const there = fields.filter((field) => written[field] !== undefined);
    if (there.length === 1) return true;
    const found =
      there.length === 0 ? `neither ${fields[0]} nor ${fields[1]}` : `both ${fields[0]} and ${fields[1]}`;
    this.#report(path, found, 'one of the two');
    return false;
  }

  #notAllZero(path: string, shares: readonly number[]): void {
    if (shares.some((share) => share > 0)) return;
    this.#report(path, 'shares that are all 0', 'at least one share above 0', 'there would be no demand');
  }

  #rising(path: string, hours: readonly number[]): void {
    hours.forEach((hour, index) => {
      if (index === 0 || hour > hours[index - 1]) return;
      this.#report(
        `${path}[${index}]`,
        `${hour}`,
        `above ${hours[index - 1]}, the one before`,
        'sort the hours, each once',
      );
    });
  }

  #shift(path: string, shift: WrittenShift): void {
    shift.forEach(({ from_h: from }, index) => {
      if (index === 0 || from > shift[index - 1].from_h) return;
      this.#report(
        `${path}[${index}].from_h`,
        `${from}`,
        `above ${shift[index - 1].from_h}, the one before`,
        'sort the hours, each once',
      );
    });
    if (shift.some((step) => step.share_on_duty > 0)) return;
    this.#report(
      path,
      'nobody on duty at any hour',
      'at least one share_on_duty above 0',
      'nothing would ever be handled',
    );
  }
}
