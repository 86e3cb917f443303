/** The command line was wrong, or what it names is not there: exit code 2, with a message for whoever typed it. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}
