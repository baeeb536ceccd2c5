import { intersect } from "./intersect.ts";
import { ANY, type Member, type Shape } from "./shape.ts";

/** What names of the source stand for. */
export interface TypeNames {
  type(name: string): Shape;
  /** `z.infer<typeof name>`. */
  schema(name: string): Shape;
  /** `(typeof name)[number]`. */
  list(name: string): Shape;
}

const TOKEN = /\s*(?:\/\/[^\n]*|\/\*[^]*?\*\/|("(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*')|(-?\d[\d_]*(?:\.\d+)?)|([A-Za-z_$][\w$]*)|(=>|[^]))/y;
const SCALARS = new Map<string, Shape>([["string", { kind: "scalar", type: "string" }], ["number", { kind: "scalar", type: "number" }], ["boolean", { kind: "scalar", type: "boolean" }], ["null", { kind: "scalar", type: "null" }], ["true", { kind: "literal", value: true }], ["false", { kind: "literal", value: false }]]);
const WRAPPERS = new Set(["Readonly", "Required", "NonNullable", "Stored"]);
const MAX_TOKENS = 4000;

/**
 * Reads the TypeScript type that stands at `at`, as far as types of documents go. What it can't read (a function, a mapped type) is `any`:
 * nothing is held against a type that was not understood. Text only, nothing is run.
 */
export function readType(source: string, at: number, names: TypeNames): Shape {
  try {
    return new TypeReader(source, at, names).type();
  } catch (error) {
    if (error instanceof Unread) return ANY;
    throw error;
  }
}

class Unread extends Error {}

class TypeReader {
  readonly #source: string;
  readonly #names: TypeNames;
  #at: number;
  #left = MAX_TOKENS;
  #token = "";

  constructor(source: string, at: number, names: TypeNames) {
    this.#source = source;
    this.#at = at;
    this.#names = names;
    this.#next();
  }

  type(): Shape {
    this.#take("|");
    const of = [this.#intersection()];
    while (this.#take("|")) of.push(this.#intersection());
    return of.length === 1 ? (of[0] ?? ANY) : of.some(({ kind }) => kind === "any") ? ANY : { kind: "union", of };
  }

  #intersection(): Shape {
    this.#take("&");
    let shape = this.#postfix();
    while (this.#take("&")) shape = intersect(shape, this.#postfix());
    return shape;
  }

  #postfix(): Shape {
    let shape = this.#primary();
    while (this.#take("[")) {
      if (this.#take("]")) shape = { kind: "array", item: shape };
      else throw new Unread();
    }
    return shape;
  }

  #primary(): Shape {
    const token = this.#token;
    if (token === "readonly") return this.#skip(() => this.#postfix());
    if (this.#take("{")) return this.#object();
    if (this.#take("(")) return this.#parenthesised();
    if (/^["']/.test(token)) return this.#skip(() => ({ kind: "literal", value: textOf(token) }));
    if (/^-?\d/.test(token)) return this.#skip(() => ({ kind: "literal", value: Number(token.replaceAll("_", "")) }));
    if (!/^[A-Za-z_$]/.test(token) || token === "keyof" || token === "typeof") throw new Unread();
    this.#next();
    return SCALARS.get(token) ?? this.#named(token);
  }

  /** `(typeof STATUSES)[number]`, or a type in brackets. */
  #parenthesised(): Shape {
    if (!this.#take("typeof")) {
      const inner = this.type();
      this.#need(")");
      return inner;
    }
    const name = this.#name();
    for (const part of [")", "[", "number", "]"]) this.#need(part);
    return this.#names.list(name);
  }

  #object(): Shape {
    const members: Record<string, Member> = {};
    while (!this.#take("}")) {
      if (this.#take(";") || this.#take(",") || this.#take("readonly")) continue;
      if (this.#token === "[") throw new Unread();
      const name = /^["']/.test(this.#token) ? textOf(this.#token) : this.#token;
      this.#next();
      const isOptional = this.#take("?");
      this.#need(":");
      members[name] = { shape: this.type(), isOptional };
    }
    return { kind: "object", members };
  }

  #named(name: string): Shape {
    if (name === "z" && this.#take(".")) {
      this.#next();
      this.#need("<");
      this.#need("typeof");
      const schema = this.#name();
      this.#need(">");
      return this.#names.schema(schema);
    }
    if (!this.#take("<")) return this.#names.type(name);
    const [first = ANY, second = ANY] = this.#parameters();
    if (name === "Array" || name === "ReadonlyArray") return { kind: "array", item: first };
    if (name === "Record") return { kind: "record", value: second };
    if (name === "Partial" && first.kind === "object") return { kind: "object", members: Object.fromEntries(Object.entries(first.members).map(([key, member]) => [key, { ...member, isOptional: true }])) };
    if ((name === "Omit" || name === "Pick") && first.kind === "object") return { kind: "object", members: chosen(first.members, second, name === "Pick") };
    return WRAPPERS.has(name) ? first : ANY;
  }

  #parameters(): Shape[] {
    const parameters = [this.type()];
    while (this.#take(",")) parameters.push(this.type());
    this.#need(">");
    return parameters;
  }

  #name(): string {
    const name = this.#token;
    this.#next();
    return name;
  }

  #skip(read: () => Shape): Shape {
    this.#next();
    return read();
  }

  #take(token: string): boolean {
    if (this.#token !== token) return false;
    this.#next();
    return true;
  }

  #need(token: string): void {
    if (!this.#take(token)) throw new Unread();
  }

  /** An empty token: the end. Comments are passed over. */
  #next(): void {
    do {
      this.#left -= 1;
      if (this.#left < 0) throw new Unread();
      TOKEN.lastIndex = this.#at;
      const found = TOKEN.exec(this.#source);
      this.#at = found ? TOKEN.lastIndex : this.#source.length;
      this.#token = found ? (found[1] ?? found[2] ?? found[3] ?? found[4] ?? "") : "";
    } while (this.#token === "" && this.#at < this.#source.length);
  }
}

function chosen(members: Record<string, Member>, keys: Shape, isPick: boolean): Record<string, Member> {
  const names = new Set((keys.kind === "union" ? keys.of : [keys]).map((key) => (key.kind === "literal" ? String(key.value) : "")));
  return Object.fromEntries(Object.entries(members).filter(([name]) => names.has(name) === isPick));
}

const textOf = (token: string): string => token.slice(1, -1).replace(/\\(.)/g, "$1");
