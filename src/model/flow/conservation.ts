import type { ProbeTrace } from '../../engine/blocks/probe.ts';
import type { CompiledFlow } from './compile-flow.ts';

/**
 * What was created and did not leave is alive, and every subject alive is in exactly one place.
 * @throws InvariantError with the place of the event at which the run stands
 */
export function checkConservation(compiled: CompiledFlow, subject?: number): void {
  const { subjects, sim, blocks, batches, lossSink } = compiled;
  let left = lossSink.absorbed;
  let made = 0;
  let held = subjects.between + batches.held;
  for (const block of blocks.values()) {
    left += block.absorbed;
    made += block.emitted;
    held += block.holds;
  }
  if (made - left !== subjects.live || held !== subjects.live) {
    throw sim.violation(
      `${made} subjects were created and ${left} are gone, but ${subjects.live} are alive and ${held} are in some place`,
      subject,
    );
  }
}

/**
 * Checks conservation after every event, and names the subject that was on its way in that event: the last that left
 * a block, or else the last that was seen at all. For tests and for replaying a fault.
 */
export function checkEveryEvent(compiled: CompiledFlow): void {
  let left: number | undefined;
  let seen: number | undefined;
  const tell = (inner: ProbeTrace | null, step: keyof ProbeTrace) => (subject: number, now: number) => {
    seen = subject;
    if (step === 'left' || step === 'lost' || step === 'reneged') left = subject;
    inner?.[step](subject, now);
  };
  for (const { probe } of [...compiled.blocks.values(), compiled.lossSink]) {
    const inner = probe.trace;
    probe.trace = {
      entered: tell(inner, 'entered'),
      started: tell(inner, 'started'),
      left: tell(inner, 'left'),
      lost: tell(inner, 'lost'),
      reneged: tell(inner, 'reneged'),
    };
  }
  compiled.sim.listen(() => {
    checkConservation(compiled, left ?? seen);
    left = undefined;
    seen = undefined;
  });
}
