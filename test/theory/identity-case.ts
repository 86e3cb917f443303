/** The reference case of identities that hold on every path, checked in `identities.test.ts`. */
export const IDENTITY_CASE = 'Identity-01';
