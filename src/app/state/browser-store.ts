/** Small settings that outlive the page. Browsers refuse or forget silently, so every write is read back. */
export function readStored<Value>(key: string): Value | undefined {
  try {
    const text = localStorage.getItem(`waybill.${key}`);
    return text === null ? undefined : (JSON.parse(text) as Value);
  } catch {
    return undefined;
  }
}

/** @returns whether it is really kept: storage may be full or forbidden */
export function store(key: string, value: unknown): boolean {
  try {
    const text = JSON.stringify(value);
    localStorage.setItem(`waybill.${key}`, text);
    return localStorage.getItem(`waybill.${key}`) === text;
  } catch {
    return false;
  }
}

export function forget(key: string): void {
  try {
    localStorage.removeItem(`waybill.${key}`);
  } catch {
    // Nothing could be kept in the first place.
  }
}
