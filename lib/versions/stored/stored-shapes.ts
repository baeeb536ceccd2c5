import { readType, type TypeNames } from "./read-type.ts";
import { schemaShape } from "./schema-shape.ts";
import { ANY, type Shape } from "./shape.ts";

const MAX_DEPTH = 12;

/**
 * What a version keeps in each collection: the type that its source gives `DATA.collection<Type>("name")`, down to the schemas of its OpenAPI
 * document where the type is inferred from one. Read from the text, so an untrusted source is neither run nor compiled here.
 */
export function storedShapes(source: Record<string, string>, openapi: unknown): Map<string, Shape> {
  const text = Object.values(source).join("\n;\n");
  let depth = 0;
  const within = (read: () => Shape): Shape => {
    if (depth >= MAX_DEPTH) return ANY;
    depth += 1;
    try {
      return read();
    } finally {
      depth -= 1;
    }
  };
  const names: TypeNames = {
    type: (name) => within(() => {
      const at = only(text, new RegExp(`\\b(?:type\\s+${escaped(name)}\\s*=|interface\\s+${escaped(name)}\\s*(?=\\{))`, "g"));
      return at === null ? ANY : readType(text, at, names);
    }),
    schema: (name) => {
      const statement = statementOf(text, name);
      const component = [...statement.matchAll(/\.openapi\(\s*"([\w.-]+)"/g)].at(-1)?.[1];
      if (component !== undefined && /\.openapi\(\s*"[\w.-]+"[^"]*\)\s*;?\s*$/.test(statement)) return schemaShape(openapi, component);
      const listed = /^z\.enum\((\[[^\]]*\]|[A-Za-z_$][\w$]*)\)/.exec(statement)?.[1];
      return listed === undefined ? ANY : listed[0] === "[" ? literals(listed) : names.list(listed);
    },
    list: (name) => literals(statementOf(text, name)),
  };
  const shapes = new Map<string, Shape>();
  for (const { index, 0: opening } of text.matchAll(/\.collection\s*</g)) {
    const collection = nameAfter(text, index + opening.length);
    if (collection === null) continue;
    const shape = readType(text, index + opening.length, names);
    // Two uses of one collection with two types: whatever fits one of them.
    const known = shapes.get(collection);
    shapes.set(collection, known === undefined || JSON.stringify(known) === JSON.stringify(shape) ? shape : ANY);
  }
  for (const [, collection] of text.matchAll(/\.collection\(\s*["']([A-Za-z]\w*)["']/g)) if (collection !== undefined && !shapes.has(collection)) shapes.set(collection, ANY);
  return shapes;
}

/** Whether the source names every collection where it opens it: else nobody can tell which ones a version uses. */
export function namesEveryCollection(source: Record<string, string>): boolean {
  const text = Object.values(source).join("\n;\n");
  const opened = [...text.matchAll(/\.collection\b/g)].length;
  const named = [...text.matchAll(/\.collection\s*(?:<[^;]*?>)?\(\s*["'][A-Za-z]\w*["']/g)].length;
  return opened === named;
}

/** The collection's name after the type that begins at `at`: `<Book>("books"`. */
const nameAfter = (text: string, at: number): string | null => /^[^;]*?>\(\s*["']([A-Za-z]\w*)["']/.exec(text.slice(at, at + 4000))?.[1] ?? null;

/** Where the one match ends; null when there is none, or several that may mean different things. */
function only(text: string, pattern: RegExp): number | null {
  const [first, ...others] = [...text.matchAll(pattern)];
  return first && others.length === 0 ? first.index + first[0].length : null;
}

/** What `const name = …` is set to, up to the next statement. */
function statementOf(text: string, name: string): string {
  const at = only(text, new RegExp(`\\bconst\\s+${escaped(name)}\\s*(?::[^=;]*)?=\\s*`, "g"));
  if (at === null) return "";
  const rest = text.slice(at, at + 20_000);
  return rest.slice(0, /;[ \t]*(?:\n|$)|\n(?=const |type |export |function |async |app\.)/.exec(rest)?.index ?? rest.length);
}

const literals = (text: string): Shape => {
  const values = /^\[([^\]]*)\]/.exec(text)?.[1]?.match(/"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'/g);
  return values ? { kind: "union", of: values.map((value) => ({ kind: "literal", value: value.slice(1, -1) })) } : ANY;
};
const escaped = (name: string): string => name.replaceAll("$", "\\$");
