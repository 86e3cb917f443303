import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { applyOverride, cellOverride, parseOverride } from '../../src/scenario/override.ts';
import { formatProblem, Problems } from '../../src/scenario/problem.ts';
import { readTable } from '../../src/scenario/read-table.ts';
import { formatPath, parsePath } from '../../src/scenario/scenario-path.ts';

const scenario = {
  run: { replications: 2 },
  blocks: { desk: { servers: 1 }, 'a.b': { servers: 1 } },
  steps: [
    { id: 'x', n: 1 },
    { id: 'y', n: 2 },
  ],
};

function apply(override: string, mayCreate?: Set<string>) {
  const problems = new Problems();
  const value = applyOverride(scenario, override, problems, mayCreate);
  return {
    value: value as typeof scenario & Record<string, unknown>,
    lines: problems.list.map(formatProblem),
  };
}

describe('an override', () => {
  it('puts a value where its path leads, and leaves the scenario it was given alone', () => {
    const { value } = apply('run.replications=4');
    expect(value).toEqual({ ...scenario, run: { replications: 4 } });
    expect(scenario.run.replications).toBe(2);
    expect(apply('blocks["a.b"].servers = 3').value.blocks['a.b']).toEqual({ servers: 3 });
    expect(apply('steps[1].n=5').value.steps[1]).toEqual({ id: 'y', n: 5 });
    expect(apply('steps.0.n=5').value.steps[0]).toEqual({ id: 'x', n: 5 });
    expect(apply('steps[id=y].n=5').value.steps).toEqual([scenario.steps[0], { id: 'y', n: 5 }]);
  });

  it('reads its value as JSON, else as text', () => {
    const read = (text: string) => (apply(`run.x=${text}`).value.run as Record<string, unknown>).x;
    expect(read('true')).toBe(true);
    expect(read('{"constant":{"value_s":5}}')).toEqual({ constant: { value_s: 5 } });
    expect(read('fifo')).toBe('fifo');
    expect(read('"4"')).toBe('4');
    expect(read('7d')).toBe('7d');
    expect(read('a=b')).toBe('a=b');
    expect(read('')).toBe('');
  });

  it('may begin an object that a scenario may leave out, and no other', () => {
    expect(apply('demand.scale=2', new Set(['demand'])).value.demand).toEqual({ scale: 2 });
    expect(apply('demand.scale=2').lines[0]).toBe(
      '--set:demand: found the unknown key "demand", allowed "run", "blocks", "steps"',
    );
  });

  it.each([
    ['rn.replications=4', 'did you mean "run"?'],
    ['blocks.dsk.servers=4', 'did you mean "desk"?'],
    ['run.replications.x=4', 'found 2'],
    ['steps[2].n=1', 'an index from 0 to 1'],
    ['steps[id=z].n=1', 'no element whose id is "z"'],
    ['blocks[type=queue].servers=1', 'a list of objects'],
    ['run.replications', 'without a value'],
    ['=4', 'a path such as'],
    ['run..x=4', 'a key'],
    ['blocks["a.b.servers=3', 'a closing quote'],
    ['steps[-1].n=3', 'an index'],
    ['run.__proto__.x=1', 'found __proto__'],
    ['run["constructor"].prototype.x=1', 'found constructor'],
    ['run.x={"__proto__": 1}', '"__proto__"'],
    ['run.x=[1,', 'found the end of the file'],
    ['run.replications+=', 'found "" after +='],
    ['run.replications+=many', 'to replace a value, write "run.replications=many"'],
    ['run.replications*=[2]', 'allowed a number'],
    ['run.replicatoins+=1', 'did you mean "replications"?'],
    ['steps[id=x].id+=1', 'found "x", allowed a number'],
    ['steps[0]+=1', 'found an object with the keys "id", "n", allowed a number'],
  ])('%s is refused', (override, part) => {
    const { value, lines } = apply(override);
    expect(value).toBe(scenario);
    expect(lines).toHaveLength(1);
    expect(lines[0]).toContain(part);
    expect(lines[0]).toMatch(/^--set:/);
  });
});

describe('an override that changes a number', () => {
  it('adds, subtracts and multiplies what stands there', () => {
    expect(apply('run.replications+=3').value.run).toEqual({ replications: 5 });
    expect(apply('run.replications -= 0.5').value.run).toEqual({ replications: 1.5 });
    expect(apply('steps[1].n*=1.5').value.steps[1]).toEqual({ id: 'y', n: 3 });
    expect(apply('blocks["a.b"].servers+=-1').value.blocks['a.b']).toEqual({ servers: 0 });
  });

  it('passes over elements of a list that have nothing there, if another has a number', () => {
    const list = { trucks: [{ kind: 'a', cost: 2 }, { kind: 'a' }, { kind: 'b' }] };
    const problems = new Problems();
    expect(applyOverride(list, 'trucks[kind=a].cost*=3', problems)).toEqual({
      trucks: [{ kind: 'a', cost: 6 }, { kind: 'a' }, { kind: 'b' }],
    });
    expect(problems.list).toEqual([]);
    expect(applyOverride(list, 'trucks[kind=b].cost*=3', problems)).toBe(list);
    expect(problems.list.map(formatProblem)).toEqual([
      '--set:trucks[kind=b].cost: found nothing, allowed a number (what is left out has no number to change: give it one with = first)',
    ]);
  });

  it('begins no object that was left out', () => {
    const { value, lines } = apply('demand.scale+=2', new Set(['demand']));
    expect(value).toBe(scenario);
    expect(lines).toHaveLength(1);
  });

  it('is refused where the number grows beyond all bounds', () => {
    const problems = new Problems();
    expect(applyOverride({ x: 1e300 }, 'x*=1e300', problems)).toEqual({ x: 1e300 });
    expect(formatProblem(problems.list[0])).toBe('--set:x: found 1e+300 *=1e+300, allowed a number in range');
  });

  it('is told from a key that ends in its sign, which is quoted', () => {
    const odd = { 'a+': 1, 'a-': 2, 'a*b': 3 };
    const problems = new Problems();
    for (const key of Object.keys(odd)) {
      const changed = applyOverride(odd, `${formatPath([key])}=9`, problems);
      expect(changed).toEqual({ ...odd, [key]: 9 });
    }
    expect(problems.list).toEqual([]);
  });

  it('adds in the order in which overrides stand', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -1000, max: 1000 }), { maxLength: 8 }), (steps) => {
        const problems = new Problems();
        let value: unknown = { x: 7 };
        for (const step of steps)
          value = applyOverride(value as never, step < 0 ? `x-=${-step}` : `x+=${step}`, problems);
        expect(value).toEqual({ x: steps.reduce((sum, step) => sum + step, 7) });
        expect(problems.list).toEqual([]);
      }),
    );
  });
});

describe('any other override', () => {
  it('is applied or refused, and never crashes or reaches a prototype', () => {
    const part = fc.constantFrom(
      'run',
      'steps',
      'x',
      '__proto__',
      'constructor',
      '.',
      '[',
      ']',
      '"',
      '=',
      '0',
      '1',
      '{',
      ' ',
      'é',
    );
    fc.assert(
      fc.property(fc.array(part, { maxLength: 10 }), (parts) => {
        const { value, lines } = apply(parts.join(''));
        if (lines.length > 0) expect(value).toBe(scenario);
        expect(Object.keys(Object.prototype)).toEqual([]);
        expect(Object.getPrototypeOf(value)).toBe(Object.prototype);
      }),
      { numRuns: 3000 },
    );
  });
});

describe('a path', () => {
  it('reads back as it is written', () => {
    const steps = [
      'blocks',
      'a.b',
      3,
      { column: 'code', value: 'HUB-42' },
      { column: 'a b', value: 'x]"y' },
      '城市',
      '3',
    ];
    expect(parsePath(formatPath(steps))).toMatchObject({ steps });
  });
});

describe("an override of a table's cells", () => {
  const columns = [
    { name: 'code', type: 'code', required: true, unique: true, meaning: 'name of the facility' },
    {
      name: 'unload_workers',
      type: 'integer',
      required: false,
      default: 1,
      min: 0,
      meaning: 'people who unload',
    },
  ] as const;
  const csv = new TextEncoder().encode('code\nHUB-41\n007\n');
  const inline = { path: 'facilities', rows: [{ code: 'HUB-41' }, { code: '007' }] };

  function read(source: Uint8Array | typeof inline, ...written: string[]) {
    const problems = new Problems();
    const overrides = written.map((one) => cellOverride(parseOverride(one, problems)!, 'facilities')!);
    const table = readTable('f', source, columns, problems, { overrides })!;
    return { table: table.toCanonical(), lines: problems.list.map(formatProblem) };
  }

  it('does the same to a CSV file and to an inline table', () => {
    for (const source of [csv, inline]) {
      const { table, lines } = read(
        source,
        'facilities[code=007].unload_workers=3',
        'facilities[code=HUB-41].code=042',
      );
      expect(lines).toEqual([]);
      expect(table).toEqual({ code: ['042', '007'], unload_workers: Float64Array.of(1, 3) });
    }
  });

  it('is refused for unknown columns and rows, and checked as a cell of the file is', () => {
    expect(read(csv, 'facilities[code=HUB-4].unload_workers=3').lines[0]).toMatch(/did you mean "HUB-41"/);
    expect(read(csv, 'facilities[cod=007].unload_workers=3').lines[0]).toMatch(/did you mean "code"/);
    expect(read(csv, 'facilities[code=007].workers=3').lines[0]).toMatch(/unknown column "workers"/);
    expect(read(csv, 'facilities[code=007].unload_workers=-1').lines).toEqual([
      'f:3:unload_workers: found "-1", allowed a whole number at least 0 (people who unload)',
    ]);
  });

  it('changes the numbers of all rows that are meant, and leaves cells without one alone', () => {
    const csv = new TextEncoder().encode('code,unload_workers\nS,4\nS,\nS,7\nS,\nS,12\n');
    const rows = ['4', '', '7', '', '12'].map((text) =>
      text === '' ? { code: 'S' } : { code: 'S', unload_workers: Number(text) },
    );
    const loose = [
      { ...columns[0], unique: false },
      { ...columns[1], default: 0 },
    ] as const;
    for (const source of [csv, { path: 'facilities', rows }]) {
      const problems = new Problems();
      const overrides = [
        'facilities[code=S].unload_workers+=1',
        'facilities[code=S].unload_workers*=1.1',
      ].map((one) => cellOverride(parseOverride(one, problems)!, 'facilities')!);
      const table = readTable('f', source, loose, problems, { overrides })!;
      expect(problems.list).toEqual([]);
      // 5, 8 and 13 times 1.1 are 5.5, 8.8 and 14.3: a worker is whole.
      expect([...table.column('unload_workers')]).toEqual([6, 0, 9, 0, 14]);
    }
  });

  it('that changes a number needs one, and must fit as if it stood in the file', () => {
    expect(read(csv, 'facilities[code=007].unload_workers+=3').lines[0]).toMatch(
      /found the cell "", allowed a number to change \(an empty cell has no number/,
    );
    const filled = new TextEncoder().encode('code,unload_workers\nA,1\n');
    expect(read(filled, 'facilities[code=A].unload_workers-=2').lines).toEqual([
      'f:2:unload_workers: found "-1", allowed a whole number at least 0 (people who unload)',
    ]);
    expect(read(filled, 'facilities[code=A].unload_workers+=0.5').lines[0]).toMatch(/found "1.5"/);
    expect(read(filled, 'facilities[code=A].code+=1').lines[0]).toMatch(/found the cell "A"/);
  });

  it('is told from an override of anything else', () => {
    const problems = new Problems();
    expect(cellOverride(parseOverride('lanes[code=1].x=3', problems)!, 'facilities')).toBe(undefined);
    expect(cellOverride(parseOverride('facilities.x=3', problems)!, 'facilities')).toBe(undefined);
  });
});
