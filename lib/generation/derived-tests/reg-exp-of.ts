/** A pattern of untrusted origin as JavaScript reads it with the flag `u`; null when it is none. */
export function regExpOf(pattern: string): RegExp | null {
  try {
    return new RegExp(pattern, "u");
  } catch {
    return null;
  }
}
