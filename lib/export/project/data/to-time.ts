/** Microseconds since 1970 as documents show them. */
export const toTime = (microseconds: unknown): string => new Date(Math.floor(Number(microseconds) / 1000)).toISOString();
