/** The locale of the page, which a browser would give: texts and numbers are checked in it. Import it first. */
Object.defineProperty(globalThis, 'navigator', { value: { language: 'en-US' }, configurable: true });
