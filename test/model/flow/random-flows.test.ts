import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { FlowScenario } from '../../../src/scenario/flow-schema.ts';
import { type FinishedFlow, flow, log, runFlow, type Slices } from '../../builders/flow.ts';
import { randomFlow } from '../../builders/random-flow.ts';

const RUNS = { numRuns: 150, seed: 20261123 };

/** What must not depend on how a run is watched or cut. */
function essence({ outcome }: FinishedFlow) {
  const { subjectBytes: _, calendarBytes: __, ...rest } = outcome;
  return rest;
}

describe('any flow', () => {
  test('runs to its end, conserves its subjects at every event, and its ledger closes', () => {
    fc.assert(
      fc.property(randomFlow, (scenario) => {
        const { outcome } = runFlow(scenario);
        const { created, left, lost, in_system: inSystem } = outcome.ledger;
        expect(left + lost + inSystem).toBe(created);
        expect(outcome.peakLive).toBeGreaterThanOrEqual(inSystem);
      }),
      { ...RUNS, numRuns: 400 },
    );
  });

  test('never turns back its clock, and no subject starts or leaves before it entered', () => {
    fc.assert(
      fc.property(randomFlow, (scenario) => {
        const run = runFlow(scenario);
        let before = 0;
        const inside = new Map<string, 'entered' | 'started'>();
        for (const line of log(run)) {
          const [time, who, step, block] = line.split(' ');
          expect(Number(time)).toBeGreaterThanOrEqual(before);
          before = Number(time);
          const key = `${who} ${block}`;
          if (step === 'entered') {
            expect(inside.has(key), line).toBe(false);
            inside.set(key, 'entered');
          } else if (step === 'started') {
            expect(inside.get(key), line).toBe('entered');
            inside.set(key, 'started');
          } else expect(inside.delete(key), line).toBe(true);
        }
      }),
      RUNS,
    );
  });

  test('keeps every queue within its capacity and its servers', () => {
    fc.assert(
      fc.property(randomFlow, (scenario) => {
        const run = runFlow(scenario);
        for (const [name, block] of Object.entries(scenario.blocks)) {
          if (block.type !== 'queue') continue;
          const servers = Math.max(
            ...(block.schedule?.steps.map((step) => step.capacity) ?? [block.servers]),
          );
          const places = servers * (block.group?.at_most ?? 1);
          let present = 0;
          let started = 0;
          for (const line of log(run, name)) {
            const step = line.split(' ')[2];
            if (step === 'entered') present++;
            else if (step === 'started') started++;
            else {
              present--;
              if (step === 'left') started--;
            }
            // One more than the capacity only between entering and being turned away.
            expect(present).toBeLessThanOrEqual((block.capacity ?? Number.POSITIVE_INFINITY) + 1);
            if (step !== 'entered') {
              expect(present).toBeLessThanOrEqual(block.capacity ?? Number.POSITIVE_INFINITY);
            }
            // A preempted subject has started and is not in service; all who share are.
            if (!['preemptive_priority', 'processor_sharing', 'lifo_preemptive'].includes(block.discipline))
              expect(started).toBeLessThanOrEqual(places);
          }
        }
      }),
      RUNS,
    );
  });

  test('starts in order of arrival wherever that is promised', () => {
    fc.assert(
      fc.property(randomFlow, (scenario) => {
        const run = runFlow(scenario);
        for (const [name, block] of Object.entries(scenario.blocks)) {
          const isFifo =
            block.type === 'gate' ||
            block.type === 'batch' ||
            (block.type === 'queue' && block.discipline === 'fifo');
          if (!isFifo) continue;
          const line: string[] = [];
          for (const [, who, step] of log(run, name).map((one) => one.split(' '))) {
            if (step === 'entered') line.push(who);
            else if (step === 'started') expect(line.shift()).toBe(who);
            else if (step === 'lost' || step === 'reneged') line.splice(line.lastIndexOf(who), 1);
          }
        }
      }),
      RUNS,
    );
  });

  test('is the same however it is cut into slices', () => {
    const cuts: Slices[] = [
      [{ events: 1 }],
      [{ events: 7 }],
      [{ events: 1_000_000 }],
      [{ events: 1_000_000, untilUs: 3_000_000 }],
      [{ events: 2, untilUs: 500_000 }, { events: 0 }, { events: 5, untilUs: 1_000_000 }],
    ];
    fc.assert(
      fc.property(randomFlow, (scenario) => {
        const whole = runFlow(scenario, { checksEveryEvent: false });
        for (const slices of cuts) {
          const cut = runFlow(scenario, { slices, checksEveryEvent: false });
          expect(essence(cut)).toEqual(essence(whole));
          expect(cut.rows).toEqual(whole.rows);
        }
      }),
      RUNS,
    );
  });

  test('is the same watched and unwatched: rows, frames and checks change nothing', () => {
    fc.assert(
      fc.property(randomFlow, (scenario) => {
        const watched = runFlow(scenario, { looks: true, slices: [{ events: 3 }] });
        const alone = runFlow(scenario, { scans: 'none', parcels: 'none', checksEveryEvent: false });
        const sampled = runFlow(scenario, {
          scans: { sample: 3 },
          parcels: { sample: 2 },
          checksEveryEvent: false,
        });
        expect(essence(alone)).toEqual(essence(watched));
        expect(essence(sampled)).toEqual(essence(watched));
        const rows = new Set(watched.rows.map((row) => JSON.stringify(row)));
        for (const row of sampled.rows) expect(rows.has(JSON.stringify(row))).toBe(true);
      }),
      RUNS,
    );
  });

  test('repeats itself by its seed', () => {
    fc.assert(
      fc.property(randomFlow, (scenario) => {
        const options = { seed: 'once', replication: 3 };
        const run = runFlow(scenario, options);
        expect(runFlow(scenario, options).rows).toEqual(run.rows);
      }),
      { ...RUNS, numRuns: 50 },
    );
  });

  test('keeps the luck and the rows of all others when something unrelated is added, in front or behind', () => {
    fc.assert(
      fc.property(randomFlow, (scenario) => {
        // It never shares an instant with the others, which happen at whole seconds.
        const unrelated = unrelatedBlocks({ start_s: 0.25, every_s: 1 });
        const alone = relatedLog(scenario);
        expect(relatedLog({ ...scenario, blocks: { ...unrelated, ...scenario.blocks } })).toEqual(alone);
        expect(relatedLog({ ...scenario, blocks: { ...scenario.blocks, ...unrelated } })).toEqual(alone);
      }),
      RUNS,
    );
  });

  test('does the same at an instant that it has for itself and at one that it shares', () => {
    // Handing over by a call and through the calendar must come to the same; only the order of the rows of one
    // instant may differ.
    fc.assert(
      fc.property(randomFlow, (scenario) => {
        const crowded = { ...scenario, blocks: { ...scenario.blocks, ...unrelatedBlocks({ every_s: 1 }) } };
        expect(relatedLog(crowded).sort()).toEqual(relatedLog(scenario).sort());
      }),
      { ...RUNS, numRuns: 300 },
    );
  });
});

function unrelatedBlocks(timing: { start_s?: number; every_s: number }): FlowScenario['blocks'] {
  return flow({
    blocks: {
      'unrelated-source': { type: 'source', ...timing, to: 'unrelated-desk' },
      'unrelated-desk': { type: 'queue', service: { constant: { value_s: 2 } }, to: 'unrelated-sink' },
      'unrelated-sink': { type: 'sink' },
    },
  }).blocks;
}

function relatedLog(scenario: FlowScenario): string[] {
  return log(runFlow(scenario, { checksEveryEvent: false })).filter((line) => !line.includes('unrelated'));
}
