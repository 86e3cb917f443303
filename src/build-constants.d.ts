/** The product's version, written into every build from `package.json`. */
declare const __VERSION__: string;
