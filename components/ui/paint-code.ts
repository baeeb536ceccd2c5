/** A piece of a line and what it is. */
export interface Painted {
  text: string;
  className: string | null;
}

const TOKEN =
  /(?<comment>\/\/.*|\/\*.*?(?:\*\/|$))|(?<string>"(?:[^"\\]|\\.)*"?|'(?:[^'\\]|\\.)*'?|`(?:[^`\\]|\\.)*`?)|(?<keyword>\b(?:import|export|from|default|const|let|function|return|if|else|for|of|in|new|await|async|type|interface|throw|try|catch|null|undefined|true|false|typeof|as)\b)|(?<constant>\b\d[\d_.]*\b)|(?<function>\b[A-Za-z_$][\w$]*(?=\())/g;

/** Colours one line of TypeScript or JSON while it streams or is written; the page of the code does it properly on the server. */
export function paintLine(line: string): Painted[] {
  const pieces: Painted[] = [];
  let end = 0;
  for (const match of line.matchAll(TOKEN)) {
    if (match.index > end) pieces.push({ text: line.slice(end, match.index), className: null });
    const kind = Object.entries(match.groups ?? {}).find(([, text]) => text !== undefined)?.[0];
    pieces.push({ text: match[0], className: kind ? `tok-${kind}` : null });
    end = match.index + match[0].length;
  }
  if (end < line.length) pieces.push({ text: line.slice(end), className: null });
  return pieces;
}
