/** The first `most` UTF-16 units of a text, without half a character at its end: Postgres refuses one within JSON. */
export function cutText(text: string, most: number): string {
  const end = text.length > most && /[\uD800-\uDBFF]/.test(text.charAt(most - 1)) ? most - 1 : most;
  return text.slice(0, end).trimEnd();
}

/** At most `most` units of it, with a sign that there was more. */
export const shorten = (text: string, most = 200): string => (text.length > most ? `${cutText(text, most - 1)}…` : text);
