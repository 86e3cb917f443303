import { readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { createFolder, fixture, runProgram } from './program.ts';

describe('what the terminal refuses, with exit code 2', () => {
  const cases: readonly [readonly string[], RegExp][] = [
    [[], /Usage: waybill COMMAND/],
    [['rum', 'x'], /"rum" is no command; did you mean "run"\?/],
    [['run'], /run needs PATH/],
    [['run', fixture('mm1'), 'more'], /does not know what to do with "more"/],
    [
      ['run', fixture('mm1'), '--replicatons', '3'],
      /--replicatons is no option of run; did you mean "--replications"\?/,
    ],
    [
      ['run', fixture('mm1'), '--replications', '0'],
      /--replications takes a whole number from 1 on, not "0"/,
    ],
    [['run', fixture('mm1'), '--replications'], /--replications needs a value/],
    [['run', fixture('mm1'), '--out', '--quiet'], /--out needs a value/],
    [['run', fixture('mm1'), '--quiet=no'], /--quiet takes no value/],
    [['run', fixture('mm1'), '--seed', '1', '--seed', '2'], /--seed is given more than once/],
    [['run', fixture('mm1'), '--horizon', '7'], /--horizon takes a number with a unit/],
    [['run', fixture('mm1'), '--parcels', 'some'], /--parcels takes all, none or sample:K/],
    [['run', fixture('mm1'), '--replications', '2', '--only-replication', '1'], /exclude each other/],
    [['run', fixture('mm1'), '--set', 'blocks.conter.servers=2'], /blocks\.conter.*did you mean "counter"\?/],
    [['run', fixture('mm1'), '--set', 'blocks.counter.servers=-2'], /blocks\.counter\.servers/],
    [['run', 'no-such-scenario'], /there is no scenario "no-such-scenario"/],
    [['run', fixture('mm1'), '--out', `${fixture('mm1')}/x`], /nothing can be written to/],
    [['experiment', 'file.json'], /there is no experiment "file.json"/],
  ];

  it.each(cases)('%j', async (args, message) => {
    const { code, stdout, stderr } = await runProgram(...args);
    expect(stderr).toMatch(message);
    expect(stdout).toBe('');
    expect(code).toBe(2);
  });

  it('a bad scenario: every problem on a line of its own with its place, nothing written', async () => {
    const folder = createFolder();
    const bad = path.join(folder, 'bad.json');
    const faults = {
      version: 1,
      kind: 'flow',
      title: 'x',
      run: { horizon_s: -1 },
      blocks: { a: { type: 'sorce' } },
    };
    writeFileSync(bad, JSON.stringify(faults));
    for (const args of [
      ['run', bad, '--out', path.join(folder, 'out')],
      ['validate', bad],
    ]) {
      const { code, stdout, stderr } = await runProgram(...args);
      expect(code).toBe(2);
      expect(stdout).toBe('');
      const lines = stderr.trimEnd().split('\n');
      expect(lines.slice(0, -1).map((line) => line.slice(0, line.indexOf(': ')))).toEqual([
        'bad.json:run.horizon_s',
        'bad.json:blocks.a.type',
      ]);
      expect(lines.at(-1)).toMatch(/^2 errors/);
    }
    expect(readdirSync(folder)).toEqual(['bad.json']);
  });
});

describe('what the terminal tells of itself', () => {
  it('is its version', async () => {
    const { code, stdout } = await runProgram('--version');
    expect(stdout).toMatch(/^\d+\.\d+\.\d+\n$/);
    expect(code).toBe(0);
  });

  it.each(['run', 'validate', 'compare', 'experiment'])('is how %s is used', async (command) => {
    const { code, stdout } = await runProgram(command, '--help');
    expect(stdout).toContain(`Usage: waybill ${command}`);
    expect(code).toBe(0);
  });
});
