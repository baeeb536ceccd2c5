const TOKEN = /\s*(?:[{}[\],:]|"(?:[^"\\\p{Cc}]|\\(?:["\\/bfnrt]|u[\da-fA-F]{4}))*"|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?(?![\w.])|(?:true|false|null)(?!\w))/uy;

/** Where a text stops being JSON and why; null: it is. Lines and columns count from 1. */
export function whereJsonFails(text: string): { line: number; column: number; message: string } | null {
  try {
    JSON.parse(text);
    return null;
  } catch (error) {
    const said = error instanceof Error ? error.message : "";
    const before = text.slice(0, placeOf(text, said)).split("\n");
    return { line: before.length, column: (before.at(-1)?.length ?? 0) + 1, message: wordsOf(said) };
  }
}

/** Chrome names the position of most mistakes; else it is the first that is no part of JSON, or the end. */
function placeOf(text: string, said: string): number {
  const named = /position (\d+)/.exec(said)?.[1];
  if (named !== undefined) return Number(named);
  let end = 0;
  TOKEN.lastIndex = 0;
  while (TOKEN.test(text)) end = TOKEN.lastIndex;
  return end + (/^\s*/.exec(text.slice(end))?.[0].length ?? 0);
}

function wordsOf(said: string): string {
  const words = said.replace(/^JSON\.parse: |^JSON Parse error: /, "").replace(/, ?(\.\.\.)?"[\s\S]*$/, "").replace(/ (in JSON )?at (position|line) [\s\S]*$/, "").trim();
  return words === "" || words.includes("\n") ? "This is not JSON." : `${words}.`;
}
