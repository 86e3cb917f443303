import type { NetworkResult } from './network-run.ts';
import { measure } from './processes.ts';
import { type Choices, check, type Results } from './report.ts';

/** Written down before the first run. */
const SEED = 20_261_129;
const SECTION = 'china-national';
const MILLION = 1e6;
/** The carrier that the same rules build for 200,000 parcels a day. */
const SMALLER = 'test/fixtures/china-national-200k';
/** Days of demand for about so many parcels: nothing is ordered at night, and a tenth of a day's by half past seven. */
const DAYS_FOR: ReadonlyMap<number, number> = new Map([
  [1e5, 0.31],
  [1e6, 1],
  [1e7, 10],
]);

/** What ten million parcels of this seed come to, recorded when they were first run on this tree. */
const TEN_MILLION_DIGEST = '18b9b37a9b5bf513';

/**
 * The national network from 100,000 parcels to 10 million at the same daily volume: demand for a morning, a day, or
 * ten days, and each run goes on until the last parcel is delivered. Beside it a day of a smaller carrier by the same rules.
 */
export function national({ findings, checks }: Results, { isLong }: Choices): void {
  const sizes = isLong ? [1e5, 1e6, 1e7] : [1e5, 1e6];
  const runs = new Map<number, NetworkResult>();
  for (const parcels of sizes) {
    const overrides = demandFor(DAYS_FOR.get(parcels)!);
    const run = measure('network', { scenario: SECTION, overrides, seed: SEED });
    runs.set(parcels, run);
    report(`${parcels.toLocaleString('en')} parcels`, run);
  }
  const smallest = runs.get(1e5)!;
  for (const [parcels, run] of runs) {
    if (run === smallest) continue;
    findings.push({
      section: SECTION,
      what: `${parcels.toLocaleString('en')} parcels / 100,000`,
      value: perParcel(run) / perParcel(smallest),
      unit: '',
      budget: { atMost: 1.3 },
      note: 'processor time per parcel, opening left out',
    });
  }
  const largest = runs.get(1e7);
  if (largest !== undefined)
    checks.push(check('china-national: digest of ten million parcels', largest.digest, TEN_MILLION_DIGEST));
  const small = measure('network', { scenario: SMALLER, overrides: demandFor(1), seed: SEED });
  report('a day of the carrier built for 200,000', small);
  findings.push({
    section: SECTION,
    what: 'a day of a million / of 200,000',
    value: perParcel(runs.get(1e6)!) / perParcel(small),
    unit: '',
    note: 'growth with daily volume, each carrier built for its own',
  });

  function report(what: string, run: NetworkResult): void {
    findings.push(
      {
        section: SECTION,
        what,
        value: perParcel(run),
        unit: 'µs CPU/parcel',
        note: `${run.parcels.toLocaleString('en')} created, ${run.unfinished} still on their way (returns), ${(run.events / run.parcels).toFixed(1)} events a parcel, ${run.cpuSeconds.toFixed(0)} CPU s and ${run.openingCpuSeconds.toFixed(1)} to open, digest ${run.digest}`,
      },
      {
        section: SECTION,
        what: `${what}: records at the peak`,
        value: run.bytesPerParcel,
        unit: 'bytes/parcel',
        budget: { atMost: 64 },
        note: `${run.peakLive.toLocaleString('en')} live; beside them ${run.besideBytesPerParcel.toFixed(1)} bytes a parcel of pieces in sorting centers and returns to come, calendar ${run.calendarBytesPerParcel.toFixed(1)}; ${run.peakMemoryMB.toFixed(0)} MB at most resident`,
      },
    );
  }
}

/** Demand for so many days, all of it measured. */
function demandFor(days: number): string[] {
  return [`run.warm_up_days=0`, `run.measured_days=${days}`, `run.demand_days=${days}`, 'run.cap_days=15'];
}

function perParcel(run: NetworkResult): number {
  return (run.cpuSeconds / run.parcels) * MILLION;
}
