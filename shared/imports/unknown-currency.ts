/** Stands for a currency that the person has yet to name: "no currency" in ISO 4217. */
export const UNKNOWN_CURRENCY = 'XXX';
