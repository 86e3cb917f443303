import { runFault } from '../experiment/run-error.ts';
import { ConversionError } from '../export/conversion-error.ts';
import { didYouMean } from '../scenario/did-you-mean.ts';
import { parseArguments } from './arguments.ts';
import { COMMANDS, commandHelp, programHelp } from './commands.ts';
import { compareCommand } from './compare-command.ts';
import { experimentCommand } from './experiment-command.ts';
import { exportCommand } from './export-command.ts';
import type { CliPorts } from './ports.ts';
import { runCommand } from './run-command.ts';
import { UsageError } from './usage-error.ts';
import { validateCommand } from './validate-command.ts';

/**
 * The terminal program.
 * @param argv what follows the program's name
 * @returns the exit code: 0 done, 1 the run failed or was stopped, 2 the input was bad
 */
export async function main(argv: readonly string[], ports: CliPorts): Promise<number> {
  try {
    return await dispatch(argv, ports);
  } catch (error) {
    if (error instanceof UsageError) {
      ports.stderr.write(`${error.message}\n`);
      return 2;
    }
    if (runFault(error) !== undefined || error instanceof ConversionError) {
      ports.stderr.write(`${(error as Error).message}: no table was written, what was there is as it was\n`);
      return 1;
    }
    ports.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : error}\n`);
    return 1;
  }
}

async function dispatch([name, ...rest]: readonly string[], ports: CliPorts): Promise<number> {
  if (name === '--version') {
    ports.stdout.write(`${ports.version}\n`);
    return 0;
  }
  if (name === undefined || name === '--help' || name === 'help') {
    (name === undefined ? ports.stderr : ports.stdout).write(programHelp());
    return name === undefined ? 2 : 0;
  }
  const command = COMMANDS.find((one) => one.name === name);
  if (command === undefined) {
    const names = COMMANDS.map((one) => one.name);
    const near = didYouMean(name, names);
    throw new UsageError(`"${name}" is no command; ${near === '' ? `there are ${names.join(', ')}` : near}`);
  }
  const args = parseArguments(command, rest);
  if (args.has('help')) {
    ports.stdout.write(commandHelp(command));
    return 0;
  }
  switch (command.name) {
    case 'run':
      return runCommand(args, ports);
    case 'validate':
      return validateCommand(args, ports);
    case 'export':
      return exportCommand(args, ports);
    case 'compare':
      return compareCommand(args, ports);
    default:
      return experimentCommand(args, ports);
  }
}
