/** The product's version, written into every build from `package.json`. */
declare const __VERSION__: string;

/** Digest of the source that results depend on: kept results of another build are not reused. */
declare const __BUILD__: string;
