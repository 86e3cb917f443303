import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hash128Hex } from '../../src/engine/random/hash.ts';
import { NoRows } from '../../src/experiment/row-writer.ts';
import { RunControl } from '../../src/experiment/run-control.ts';
import { type ReplicationPorts, runReplication } from '../../src/experiment/run-replication.ts';
import type { Cell, TableSpec } from '../../src/records/table.ts';
import type { Frame } from '../../src/snapshot/frame.ts';
import { createPlan } from './fixtures.ts';

/** A clock that moves by itself at each look, and by all that is waited: no test waits in real time. */
function createTime(msPerLook: number) {
  let now = 0;
  return {
    clock: () => {
      now += msPerLook;
      return now;
    },
    pause: async (ms: number) => {
      now += ms;
    },
    read: () => now,
  };
}

class Rows extends NoRows {
  readonly rows: string[] = [];
  override write(table?: TableSpec, row?: readonly Cell[]): void {
    this.rows.push(`${table?.id} ${row?.join(' ')}`);
  }
}

const plan = createPlan('mm1', ['run.horizon_s=1500', 'run.warm_up_s=100'], { scans: 'all', parcels: 'all' });

async function run(ports: Partial<ReplicationPorts> & { msPerLook?: number } = {}) {
  const time = createTime(ports.msPerLook ?? 1);
  const rows = new Rows();
  const result = await runReplication(
    plan,
    { point: 0, replication: 0 },
    {
      rows,
      clock: time.clock,
      pause: time.pause,
      progress: () => {},
      signal: new AbortController().signal,
      ...ports,
    },
  );
  // Rows and figures as digests: a difference between long texts takes a test runner minutes to print.
  const digest = [
    result.outcome.digest,
    hash128Hex(rows.rows.join('\n')),
    hash128Hex(JSON.stringify(result.outcome.kpis)),
  ];
  return { digest, rows: rows.rows.length, ms: time.read() };
}

/** Takes a frame whenever one may come. */
function createWatcher() {
  const frames: Frame[] = [];
  return { frames, wantsFrame: true, world: () => {}, frame: (frame: Frame) => void frames.push(frame) };
}

describe('a replication', () => {
  it('is the same however it is sliced, paced, stepped and watched', async () => {
    const { ms: _, ...expected } = await run();
    expect(expected.rows).toBeGreaterThan(1000);
    const speed = fc.oneof(fc.constant('max' as const), fc.double({ min: 5, max: 5000, noNaN: true }));
    await fc.assert(
      fc.asyncProperty(
        speed,
        fc.double({ min: 0.01, max: 60, noNaN: true }),
        fc.boolean(),
        async (pace, msPerLook, isWatched) => {
          const control = new RunControl(pace);
          const watcher = isWatched ? { watcher: createWatcher() } : {};
          const { ms: __, ...found } = await run({ control, msPerLook, ...watcher });
          expect(found).toEqual(expected);
        },
      ),
      { numRuns: 25 },
    );
  });

  it('takes the real time that its pace asks for', async () => {
    // 1,500 s of simulated time at 100 simulated seconds a second.
    const { ms } = await run({ control: new RunControl(100), msPerLook: 0.01 });
    expect(ms).toBeGreaterThan(15_000);
    expect(ms).toBeLessThan(15_200);
  });

  it('shows its first frame before it moves and its last at the end, whether or not they were asked for', async () => {
    const watcher = { ...createWatcher(), wantsFrame: false };
    await run({ watcher });
    const times = watcher.frames.map(({ nowUs }) => nowUs);
    expect(times[0]).toBe(0);
    expect(times.at(-1)).toBe(1_500_000_000);
    // One for about each hundredth of the work, so that a run that is over at once still has a curve.
    expect(times.length).toBeGreaterThan(30);
    expect(times.length).toBeLessThan(120);
  });

  it('stands still while paused, and moves by just the step that is asked for', async () => {
    const control = new RunControl('max', true);
    const watcher = createWatcher();
    let turns = 0;
    const time = createTime(1);
    const stop = new AbortController();
    const steps = [
      () => control.step({ us: 200_000_000 }),
      () => control.step({ events: 3 }),
      () => stop.abort(),
    ];
    const running = run({
      control,
      watcher,
      clock: time.clock,
      signal: stop.signal,
      pause: async (ms) => {
        await time.pause(ms);
        if (++turns % 20 === 0) steps.shift()?.();
      },
    });
    await expect(running).rejects.toMatchObject({ name: 'RunError', fault: 'stopped' });
    const times = watcher.frames.map(({ nowUs }) => nowUs);
    expect(times[0]).toBe(0);
    // It stood still at the end of the first step, and the second moved it by three events.
    expect(times).toContain(200_000_000);
    expect(times.at(-1)).toBeGreaterThan(200_000_000);
    expect(times.at(-1)).toBeLessThan(300_000_000);
  });

  it('gives up its rows when it is stopped or fails', async () => {
    const stop = new AbortController();
    stop.abort();
    let abandoned = 0;
    const rows = new Rows();
    rows.abandon = async () => void abandoned++;
    await expect(run({ rows, signal: stop.signal })).rejects.toMatchObject({ fault: 'stopped' });
    expect(abandoned).toBe(1);
  });
});

describe('run control', () => {
  it('takes a new start when the run cannot keep its pace, instead of chasing it', () => {
    const control = new RunControl(1);
    expect(control.next(0, 0, 10)).toEqual({ kind: 'wait', ms: 16 });
    expect(control.next(0, 6, 10)).toEqual({ kind: 'wait', ms: 10 });
    const late = control.next(0, 1000, 10);
    expect(late).toEqual({ kind: 'advance', events: 10, untilUs: 1_000_000 });
    control.advanced(late, 10, 400_000);
    control.next(400_000, 2000, 10);
    expect(control.next(400_000, 2100, 10)).toMatchObject({ untilUs: 500_000 });
  });

  it.each([0, -1, Number.NaN])('refuses the speed %d and a step of it', (value) => {
    expect(() => new RunControl().setSpeed(value)).toThrow(RangeError);
    expect(() => new RunControl().step({ us: value })).toThrow(RangeError);
  });
});
