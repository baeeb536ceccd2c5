// Runs in the sandbox only (bundler.ts).
const DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

export interface SourceMapText {
  sources: readonly string[];
  mappings: string;
}

/**
 * What of a bundle's source map (ECMA-426) leads to the API's own files, as the comment that ends the bundle: a stack then names their lines.
 * Parts of libraries in it are nobody's code to mend: their places lead nowhere.
 */
export function ownSourceMap(map: SourceMapText, prefix: string): string {
  const own = map.sources.map((source) => source.lastIndexOf(prefix)).map((at, index) => (at < 0 ? null : (map.sources[index] ?? "").slice(at + prefix.length)));
  const [read, written] = [newPlace(), newPlace()];
  const lines = map.mappings.split(";").map((line) => {
    read.column = 0;
    written.column = 0;
    const kept: string[] = [];
    let isOwn = false;
    for (const segment of line === "" ? [] : line.split(",")) {
      const [column = 0, source, sourceLine = 0, sourceColumn = 0] = decode(segment);
      read.column += column;
      if (source !== undefined) {
        read.source += source;
        read.line += sourceLine;
        read.sourceColumn += sourceColumn;
      }
      const isMapped = source !== undefined && own[read.source] !== null && own[read.source] !== undefined;
      if (isMapped) kept.push(encode([read.column - written.column, read.source - written.source, read.line - written.line, read.sourceColumn - written.sourceColumn]));
      else if (isOwn) kept.push(encode([read.column - written.column]));
      else continue;
      isOwn = isMapped;
      Object.assign(written, isMapped ? read : { column: read.column });
    }
    return kept.join(",");
  });
  const json = JSON.stringify({ version: 3, sources: own.map((source) => source ?? ""), names: [], mappings: lines.join(";") });
  return `\n//# sourceMappingURL=data:application/json;base64,${Buffer.from(json).toString("base64")}\n`;
}

const newPlace = () => ({ column: 0, source: 0, line: 0, sourceColumn: 0 });

function decode(segment: string): number[] {
  const values: number[] = [];
  let [value, shift] = [0, 0];
  for (const digit of segment) {
    const bits = DIGITS.indexOf(digit);
    value |= (bits & 31) << shift;
    shift += 5;
    if (bits & 32) continue;
    values.push(value & 1 ? -(value >> 1) : value >> 1);
    [value, shift] = [0, 0];
  }
  return values;
}

function encode(values: readonly number[]): string {
  let text = "";
  for (const value of values) {
    let rest = value < 0 ? (-value << 1) | 1 : value << 1;
    do {
      const bits = rest & 31;
      rest >>>= 5;
      text += DIGITS[rest > 0 ? bits | 32 : bits] ?? "";
    } while (rest > 0);
  }
  return text;
}
