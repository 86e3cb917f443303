import { quote } from './found.ts';
import type { ReportSetting } from './setting-fault.ts';

/** Reports every element of a list whose code another has before it. */
export function checkCodesOnce(
  path: string,
  list: readonly { readonly code: string }[],
  report: ReportSetting,
): void {
  const firsts = new Map<string, number>();
  list.forEach(({ code }, index) => {
    const first = firsts.get(code);
    if (first === undefined) firsts.set(code, index);
    else {
      const hint = `it stands first at ${path}[${first}]`;
      report(`${path}[${index}].code`, `${quote(code)} again`, 'each code once', hint, 'duplicate');
    }
  });
}
