/** "A to F" */
export function lettersIn(text: string): string[] | null {
  const [, from = "", to = ""] = /^(?:from )?([a-z]) ?(?:to|-|\u2013|through) ?([a-z])$/i.exec(text) ?? [];
  const [first, last] = [from.charCodeAt(0), to.charCodeAt(0)];
  return from !== "" && last > first && last - first <= MOST_LETTERS && (from === from.toUpperCase()) === (to === to.toUpperCase()) ? Array.from({ length: last - first + 1 }, (_letter, index) => String.fromCharCode(first + index)) : null;
}

const MOST_LETTERS = 25;
