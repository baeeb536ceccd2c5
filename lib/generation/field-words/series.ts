const SERIES = [
  ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"],
  ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"],
];
const RUN = /(?: as| which is| being|,)? ?\b(?:one of|either|from) (?:the )?([a-z]+day|january|february|march|april|may|june|july|august|september|october|november|december) (?:to|until|till|through) ([a-z]+day|january|february|march|april|may|june|july|august|september|october|november|december)\b/gi;

/** "a month as one of January to December": the values of such a row, in braces as a field has them. What is no row, or runs over its end, stays. */
export const withSeries = (text: string): string => text.replace(RUN, (all, first: string, last: string) => {
  const row = SERIES.find((names) => [first, last].every((said) => names.some((name) => name.toLowerCase() === said.toLowerCase())));
  const [from, to] = [first, last].map((said) => row?.findIndex((name) => name.toLowerCase() === said.toLowerCase()) ?? -1);
  return row && from !== undefined && to !== undefined && from < to && /one of|either/i.test(all) ? ` {${row.slice(from, to + 1).join("|")}}` : all;
});
