import type { Problems } from './problem.ts';

/** Reports a setting by its path, in the words of a problem; `kind` is `rule` where it is left out. */
export type ReportSetting = (
  path: string,
  found: string,
  allowed: string,
  hint?: string,
  kind?: string,
) => void;

/** Reports settings of one file. @param prefix what stands before every path: `hubs["HUB-A"]`, empty for the file's top */
export function reportSettings(file: string, problems: Problems, prefix = ''): ReportSetting {
  return (path, found, allowed, hint = '', kind = 'rule') => {
    const whole = prefix === '' ? path : path === '' ? prefix : `${prefix}.${path}`;
    problems.error(kind, file, { path: whole }, { found, allowed, hint });
  };
}
