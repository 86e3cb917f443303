/** Result tables that cannot be converted: damaged, incomplete, or at odds with the ledger of their run. */
export class ConversionError extends Error {
  override readonly name = 'ConversionError';
}
