import type { TwoRuns } from './cases.ts';
import { CHAIN } from './chain-flow.ts';
import { hub } from './hub-section.ts';
import { national } from './network-section.ts';
import { floor, map, page } from './page-sections.ts';
import { measure } from './processes.ts';
import { type Choices, check, median, type Results, type Section, spread } from './report.ts';
import { china, pairing, threads } from './terminal-sections.ts';

/** Written down before the first run; the checks hold for it, the speeds for any. */
const SEED = 20_261_123;
const PARCELS = 1_000_000;
const ROUNDS = 5;
/** Increments, counts and sizes at which budgets are set. */
const MILLION = 1e6;

/** Every section by the name it is asked for. */
export const SECTIONS: Readonly<Record<string, Section>> = {
  chain,
  hold: holdModel,
  memory,
  growth,
  threads,
  china,
  pairing,
  hub,
  national,
  map,
  floor,
  page,
};

/** The engine against the reference loop, in turn, each run in a fresh process and there once cold and once warm. */
function chain({ findings, checks }: Results): void {
  const options = { parcels: PARCELS, seed: SEED };
  const engine: TwoRuns[] = [];
  const reference: TwoRuns[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    reference.push(measure('reference', options));
    engine.push(measure('engine', options));
  }
  for (const [temper, words] of [
    ['warm', 'code compiled'],
    ['cold', "compiler's time included"],
  ] as const) {
    const rate = (runs: TwoRuns[]) =>
      runs.map((run) => run[temper].events / run[temper].cpuSeconds / MILLION);
    const ours = rate(engine);
    const theirs = rate(reference);
    const ratios = ours.map((one, round) => one / theirs[round]);
    const unit = 'M events/CPU s';
    const section = `chain, ${temper}`;
    findings.push(
      { section, what: 'reference loop', value: median(theirs), unit, note: `${words}; ${spread(theirs)}` },
      { section, what: 'engine', value: median(ours), unit, budget: { atLeast: 5 }, note: spread(ours) },
      {
        section,
        what: 'engine / reference',
        value: median(ratios),
        unit: '',
        budget: { atLeast: 0.7 },
        note: spread(ratios),
      },
    );
  }
  const counted = measure('events', options);
  const [{ warm }] = engine;
  const [{ warm: theirs }] = reference;
  const expected = CHAIN.eventsPerParcel * PARCELS;
  checks.push(
    check('reference: 6 events per parcel', theirs.events, expected),
    check('engine: 6 events per parcel that move it', counted.own, expected),
    check(
      `engine: those and ${counted.housekeeping} of housekeeping at shared microseconds`,
      warm.events,
      counted.own + counted.housekeeping,
    ),
    check('engine: the counted run is the timed one', counted.digest, warm.digest),
    check('engine: the same events every time', new Set(engine.map((run) => run.warm.digest)).size, 1),
    check('both: all parcels left', warm.parcels + theirs.parcels, 2 * PARCELS),
    check('both: the same mean time in system, s', warm.meanTimeInSystemS, theirs.meanTimeInSystemS),
  );
}

/** The calendar alone. */
function holdModel({ findings }: Results): void {
  for (const pending of [1e3, 1e5, 1e6]) {
    const { holdsPerCpuSecond } = measure('hold', { pending, holds: 2_000_000 });
    findings.push({
      section: 'hold model',
      what: `${pending.toLocaleString('en')} pending`,
      value: holdsPerCpuSecond / MILLION,
      unit: 'M holds/CPU s',
    });
  }
}

function memory({ findings }: Results): void {
  const heap = measure('heapPerEvent', { events: 10_000_000, seed: SEED });
  const section = 'heap per event';
  findings.push(
    {
      section,
      what: 'kept',
      value: heap.keptBytes,
      unit: 'bytes',
      budget: { atMost: 0.1 },
      note: 'after a full collection',
    },
    {
      section,
      what: 'typed arrays kept',
      value: heap.keptArrayBytes,
      unit: 'bytes',
      budget: { atMost: 0.1 },
    },
    { section, what: 'short-lived', value: heap.passingBytes, unit: 'bytes', note: 'boxed numbers' },
  );
  for (const live of [1e4, 1e6]) {
    const bytes = measure('bytesPerParcel', { live, seed: SEED });
    const crowd = `${live.toLocaleString('en')} live parcels`;
    findings.push(
      {
        section: crowd,
        what: 'subject records',
        value: bytes.storeBytes,
        unit: 'bytes/parcel',
        budget: { atMost: 64 },
      },
      { section: crowd, what: 'calendar', value: bytes.calendarBytes, unit: 'bytes/parcel' },
      {
        section: crowd,
        what: 'all typed arrays',
        value: bytes.arrayBytes,
        unit: 'bytes/parcel',
        note: 'of the process',
      },
      { section: crowd, what: 'heap', value: bytes.heapBytes, unit: 'bytes/parcel', note: 'of the process' },
    );
  }
}

/** CPU per parcel as the run grows longer at the same daily volume. */
function growth({ findings, checks }: Results, { isLong }: Choices): void {
  const perParcel = new Map<number, number[]>();
  const sizes = isLong ? [1e5, 1e6, 1e7] : [1e5, 1e6];
  for (let round = 0; round < 3; round++) {
    for (const parcels of sizes) {
      const run = measure('growth', { parcels, seed: SEED });
      perParcel.set(parcels, [...(perParcel.get(parcels) ?? []), (run.cpuSeconds / parcels) * MILLION]);
      if (round === 0) checks.push(check(`growth: ${parcels} parcels left`, run.parcels, parcels));
    }
  }
  const smallest = median(perParcel.get(1e5)!);
  for (const parcels of sizes) {
    const values = perParcel.get(parcels)!;
    const section = 'growth';
    const size = `${parcels.toLocaleString('en')} parcels`;
    findings.push({
      section,
      what: size,
      value: median(values),
      unit: 'µs CPU/parcel',
      note: spread(values),
    });
    if (parcels === 1e5) continue;
    findings.push({
      section,
      what: `${size} / 100,000`,
      value: median(values) / smallest,
      unit: '',
      budget: { atMost: 1.3 },
    });
  }
}
