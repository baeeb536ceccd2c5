import { readType, type TypeNames } from "./read-type.ts";
import { schemaShape } from "./schema-shape.ts";
import { ANY, type Shape } from "./shape.ts";

/** Types that are read of one source, each where it is used: more is no honest one. */
const MAX_READS = 200;
const MAX_DEPTH = 12;
const MAX_STATEMENT = 20_000;
/** Of a shape as JSON: documents are held against it one by one. */
const MAX_SHAPE = 50_000;

/**
 * What a version keeps in each collection: the type that its source gives `DATA.collection<Type>("name")`, down to the schemas of its OpenAPI
 * document where the type is inferred from one. Read from the text, so an untrusted source is neither run nor compiled here.
 */
export function storedShapes(source: Record<string, string>, openapi: unknown): Map<string, Shape> {
  const text = textOf(source);
  const names = namesOf(text, openapi);
  const shapes = new Map<string, Shape>();
  for (const { index, 0: opening } of text.matchAll(/\.collection\s*</g)) {
    const at = index + opening.length;
    const collection = /^[^;]*?>\(\s*["']([A-Za-z]\w*)["']/.exec(text.slice(at, at + 2000))?.[1];
    if (collection === undefined) continue;
    const shape = bounded(readType(text, at, names));
    // Two uses of one collection with two types: whatever fits one of them.
    const known = shapes.get(collection);
    shapes.set(collection, known === undefined || JSON.stringify(known) === JSON.stringify(shape) ? shape : ANY);
  }
  for (const [, collection] of text.matchAll(/\.collection\(\s*["']([A-Za-z]\w*)["']/g)) if (collection !== undefined && !shapes.has(collection)) shapes.set(collection, ANY);
  return shapes;
}

/** Whether the source names every collection where it opens it: else nobody can tell which ones a version uses. */
export function namesEveryCollection(source: Record<string, string>): boolean {
  const text = textOf(source);
  const opened = [...text.matchAll(/\.collection\b/g)].length;
  const named = [...text.matchAll(/\.collection\s*(?:<[^;]{0,2000}?>)?\(\s*["'][A-Za-z]\w*["']/g)].length;
  return opened === named;
}

const bounded = (shape: Shape): Shape => (JSON.stringify(shape).length > MAX_SHAPE ? ANY : shape);
const textOf = (source: Record<string, string>): string => Object.values(source).join("\n;\n");

function namesOf(text: string, openapi: unknown): TypeNames {
  const types = placesOf(text, /\b(?:type\s+([A-Za-z_$][\w$]*)\s*=|interface\s+([A-Za-z_$][\w$]*)\s*(?=\{))/g);
  const constants = placesOf(text, /\bconst\s+([A-Za-z_$][\w$]*)\s*(?::[^=;\n]{0,200})?=\s*/g);
  const statement = (name: string): string => {
    const at = constants.get(name);
    const rest = at === undefined || at === null ? "" : text.slice(at, at + MAX_STATEMENT);
    return rest.slice(0, /;[ \t]*(?:\n|$)|\n(?=const |type |export |function |async |app\.)/.exec(rest)?.index ?? rest.length);
  };
  const list = (name: string): Shape => literals(statement(name));
  let [left, depth] = [MAX_READS, 0];
  return {
    list,
    type(name) {
      const at = types.get(name);
      left -= 1;
      if (at === undefined || at === null || depth >= MAX_DEPTH || left < 0) return ANY;
      depth += 1;
      const shape = readType(text, at, this);
      depth -= 1;
      return shape;
    },
    schema(name) {
      left -= 1;
      if (left < 0) return ANY;
      const set = statement(name);
      const component = /\.openapi\(\s*"([\w.-]+)"[^"]*\)\s*;?\s*$/.exec(set.slice(-300))?.[1];
      if (component !== undefined) return schemaShape(openapi, component);
      const listed = /^z\.enum\((\[[^\]]*\]|[A-Za-z_$][\w$]*)\)/.exec(set)?.[1];
      return listed === undefined ? ANY : listed[0] === "[" ? literals(listed) : list(listed);
    },
  };
}

/** Where the value of each name begins; null for a name of several values. */
function placesOf(text: string, pattern: RegExp): Map<string, number | null> {
  const places = new Map<string, number | null>();
  for (const { index, 0: found, 1: first, 2: second } of text.matchAll(pattern)) {
    const name = first ?? second ?? "";
    places.set(name, places.has(name) ? null : index + found.length);
  }
  return places;
}

const literals = (text: string): Shape => {
  const values = /^\[([^\]]*)\]/.exec(text)?.[1]?.match(/"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'/g);
  return values ? { kind: "union", of: values.map((value) => ({ kind: "literal", value: value.slice(1, -1) })) } : ANY;
};
