/**
 * Heaviest parcel, kilograms, and largest, cubic meters: grams, and hundred-thousandths of a cubic meter, in 16 bits.
 * Orders beyond are refused; what is drawn beyond counts as this.
 */
export const MOST_KG = 65.535;
export const MOST_M3 = 0.65535;
