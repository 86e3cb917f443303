import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatProblem, Problems } from '../../src/scenario/problem.ts';
import { z } from '../../src/scenario/zod.ts';
import { parseWith } from '../../src/scenario/zod-problems.ts';

const duration = z
  .union([
    z.strictObject({ constant: z.strictObject({ value_s: z.number().nonnegative() }) }),
    z.strictObject({ exponential: z.strictObject({ mean_s: z.number().nonnegative() }) }),
    z.strictObject({
      lognormal: z.strictObject({ mean_s: z.number().positive(), cv: z.number().positive() }),
    }),
  ])
  .meta({ description: 'a distribution of durations' });

const clock = z.union([
  z.strictObject({ every_s: z.number().positive(), restarts: z.boolean().default(false) }),
  z.strictObject({ headway: duration }),
]);

const block = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('queue'),
    servers: z.int().min(1).max(1_000_000).default(1).meta({ description: 'places where service is given' }),
    service: duration.optional(),
    discipline: z.enum(['fifo', 'lifo']).default('fifo'),
  }),
  z.strictObject({ type: z.literal('batch'), clock: clock.optional() }),
]);

const scenario = z.strictObject({
  title: z.string().min(1).max(8),
  seed: z.union([z.int(), z.string().min(1)]).default(1),
  classes: z.array(z.string()).min(1).default(['a']),
  blocks: z.record(z.string().max(8), block),
});

function lines(value: unknown): string[] {
  const problems = new Problems();
  const parsed = parseWith(scenario, value, 's.json', problems);
  expect(parsed === undefined).toBe(problems.hasErrors);
  return problems.list.map(formatProblem);
}

const withBlock = (written: unknown) => lines({ title: 't', blocks: { desk: written } });

describe('a value that a schema refuses', () => {
  it('is told with what was found, what is allowed and what it is for', () => {
    expect(lines({ title: 'much too long', seed: '', classes: [], blocks: {} })).toEqual([
      's.json:title: found "much too long", allowed a text of at most 8 characters',
      's.json:seed: found "", allowed a text of at least 1 character',
      's.json:classes: found an empty list, allowed a list of at least 1 element',
    ]);
    expect(withBlock({ type: 'queue', servers: 0 })).toEqual([
      's.json:blocks.desk.servers: found 0, allowed a whole number at least 1 and at most 1000000 (places where service is given)',
    ]);
    expect(withBlock({ type: 'queue', servers: '4' })).toEqual([
      's.json:blocks.desk.servers: found "4", allowed a whole number at least 1 and at most 1000000 (places where service is given)',
    ]);
    expect(withBlock({ type: 'queue', servers: 1.5 })[0]).toMatch(/found 1.5, allowed a whole number/);
  });

  it('is told where it is missing', () => {
    expect(lines({ blocks: {} })).toEqual(['s.json:title: found nothing, allowed a text']);
    expect(lines([])).toEqual(['s.json: found an empty list, allowed an object with "title", "blocks"']);
  });

  it('is compared with the choices there are', () => {
    expect(withBlock({ type: 'queue', discipline: 'filo' })).toEqual([
      's.json:blocks.desk.discipline: found "filo", allowed "fifo" or "lifo" (did you mean "fifo"?)',
    ]);
  });
});

describe('an unknown key', () => {
  it('is told at its own path, with the key that was meant', () => {
    expect(withBlock({ type: 'queue', srevers: 2, 'odd.key': 1 })).toEqual([
      's.json:blocks.desk.srevers: found the unknown key "srevers", allowed "type", "servers", "service", "discipline" (did you mean "servers"?)',
      's.json:blocks.desk["odd.key"]: found the unknown key "odd.key", allowed "type", "servers", "service", "discipline" (remove it)',
    ]);
  });

  it('of a record is told with what a key may be', () => {
    expect(lines({ title: 't', blocks: { 'a name too long': { type: 'queue' } } })).toEqual([
      's.json:blocks["a name too long"]: found the key "a name too long", allowed a key that is a text of at most 8 characters',
    ]);
  });
});

describe('a union', () => {
  it('with a discriminator tells which values it may have', () => {
    expect(withBlock({ type: 'queu' })).toEqual([
      's.json:blocks.desk.type: found "queu", allowed "queue" or "batch" (did you mean "queue"?)',
    ]);
    expect(withBlock({})[0]).toMatch(/blocks\.desk\.type: found nothing, allowed "queue" or "batch"/);
  });

  it('told apart by a single key reports what is wrong below that key, and nothing of the others', () => {
    expect(withBlock({ type: 'queue', service: { lognormal: { mean_s: 'x', sd: 1 } } })).toEqual([
      's.json:blocks.desk.service.lognormal.mean_s: found "x", allowed a number above 0',
      's.json:blocks.desk.service.lognormal.cv: found nothing, allowed a number above 0',
      's.json:blocks.desk.service.lognormal.sd: found the unknown key "sd", allowed "mean_s", "cv" (remove it)',
    ]);
    expect(withBlock({ type: 'batch', clock: { headway: { constant: { value_s: -1 } } } })).toEqual([
      's.json:blocks.desk.clock.headway.constant.value_s: found -1, allowed a number at least 0',
    ]);
    expect(withBlock({ type: 'batch', clock: { every_s: 5, restart: true } })).toEqual([
      's.json:blocks.desk.clock.restart: found the unknown key "restart", allowed "every_s", "restarts" (did you mean "restarts"?)',
    ]);
  });

  it('none of whose alternatives was meant names them', () => {
    const allowed = 'allowed an object with one of "constant", "exponential", "lognormal"';
    expect(withBlock({ type: 'queue', service: { exponentail: { mean_s: 1 } } })).toEqual([
      `s.json:blocks.desk.service: found an object with the key "exponentail", ${allowed} (did you mean "exponential"?)`,
    ]);
    expect(withBlock({ type: 'queue', service: 30 })).toEqual([
      `s.json:blocks.desk.service: found 30, ${allowed} (a distribution of durations)`,
    ]);
    expect(lines({ title: 't', seed: true, blocks: {} })).toEqual([
      's.json:seed: found true, allowed a whole number or a text',
    ]);
  });
});

describe('any value', () => {
  it('is accepted or refused, never with a crash, and every problem has texts', () => {
    const key = fc.constantFrom(
      'type',
      'servers',
      'service',
      'clock',
      'headway',
      'every_s',
      'constant',
      'lognormal',
      'mean_s',
      '__x',
    );
    const leaf = fc.oneof(fc.jsonValue(), fc.constantFrom('queue', 'batch', 'fifo', 0, -1));
    const { tree } = fc.letrec((tie) => ({
      tree: fc.oneof(leaf, fc.dictionary(key, tie('tree'), { noNullPrototype: true })),
    }));
    fc.assert(
      fc.property(tree, (written) => {
        for (const line of withBlock(written))
          expect(line).toMatch(/^s\.json:blocks\.desk.*: found .+, allowed ./);
      }),
      { numRuns: 1000 },
    );
  });
});

describe('a rule of our own', () => {
  it('may bring its texts along', () => {
    const even = z
      .number()
      .refine((n) => n % 2 === 0, { params: { allowed: 'an even number', hint: 'add one' } });
    const problems = new Problems();
    parseWith(z.object({ n: even }), { n: 3 }, 's.json', problems, ['lab', 0]);
    expect(problems.list.map(formatProblem)).toEqual([
      's.json:lab[0].n: found 3, allowed an even number (add one)',
    ]);
  });

  it('leaves zod without `new Function`, which the page forbids', () => {
    expect(z.config().jitless).toBe(true);
  });
});
