const SIZES = ["xxs", "xs", "s", "m", "l", "xl", "xxl", "xxxl"];

/** "XS to XXL" */
export function sizesIn(text: string): string[] | null {
  const [, from = "", to = ""] = /^(x{0,2}s|m|l) ?(?:to|-|until|up to) ?(m|x{0,3}l)$/.exec(text) ?? [];
  const [first, last] = [SIZES.indexOf(from), SIZES.indexOf(to)];
  return first >= 0 && last > first + 1 ? SIZES.slice(first, last + 1).map((size) => size.toUpperCase()) : null;
}
