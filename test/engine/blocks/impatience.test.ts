import { expect, test } from 'vitest';
import { ImpatientService } from '../../../src/engine/blocks/impatient-service.ts';
import { Sink } from '../../../src/engine/blocks/sink.ts';
import { PHASE, tieBase } from '../../../src/engine/phase.ts';
import { GivenValues } from '../../../src/engine/random/given-values.ts';
import { KeyedDraws } from '../../../src/engine/random/keyed-draws.ts';
import { Simulation } from '../../../src/engine/simulation.ts';
import { SubjectStore } from '../../../src/engine/subject-store.ts';

const S = 1e6;

function given(purpose: string, seconds: readonly number[]) {
  return {
    byClass: [new GivenValues(seconds)],
    draws: new KeyedDraws(1, 0, purpose, 'line'),
    revisited: false,
  };
}

/** One server; the subjects arrive, are served and lose patience as written, in seconds; run to 30 s. */
function traced(arrivals: readonly number[], service: number[], patience: number[], capacity?: number) {
  const sim = new Simulation();
  const subjects = new SubjectStore();
  const place = (name: string) => ({ sim, subjects, facility: 0, name });
  const served = new Sink(place('served'));
  const gone = new Sink(place('gone'));
  const lost = new Sink(place('lost'));
  const line = new ImpatientService(place('line'), {
    servers: 1,
    times: given('service', service),
    patience: given('patience', patience),
    lostTo: lost,
    renegedTo: gone,
    ...(capacity === undefined ? {} : { capacity }),
  });
  line.next = served;
  arrivals.forEach((at, ordinal) => {
    subjects.between++;
    const subject = subjects.create(0, ordinal, 0, at * S);
    sim.schedule(at * S, tieBase(PHASE.arrival, 0), 0, line.code, subject);
  });
  sim.run(30 * S);
  return { sim, line, served, gone, lost };
}

test('whoever runs out of patience leaves from the middle and the end of the line; a server free at that instant wins', () => {
  // 1 is served at 10, the instant its patience ends; 2 leaves at 8, 4 at 7; 5 finds the server free, 6 does not.
  const { sim, line, served, gone } = traced(
    [0, 1, 2, 3, 4, 20, 20.5],
    [10, 5, 5, 4, 5, 1, 5],
    [100, 9, 6, 100, 3, 0, 0],
  );
  expect(line.reneged).toBe(3);
  expect(gone.probe.departures).toBe(3);
  expect(gone.probe.stay.mean).toBeCloseTo(3 * S, 6);
  expect(served.probe.departures).toBe(4);
  expect(line.probe.wait.mean).toBeCloseTo(5.25 * S, 6);
  expect(line.probe.occupancy.meanWaiting(30 * S)).toBeCloseTo(1, 12);
  expect(line.probe.occupancy.meanServing(30 * S)).toBeCloseTo(20 / 30, 12);
  expect(sim.staleCount).toBe(1);
  expect(line.holds).toBe(0);
});

test('an abandonment makes room where the line is limited', () => {
  const { line, lost, served } = traced([0, 1, 2, 5], [10, 5, 5, 5], [100, 3, 100, 100], 2);
  expect(lost.probe.departures).toBe(1);
  expect(line.reneged).toBe(1);
  expect(served.probe.departures).toBe(2);
});
