import { parseSync, Visitor } from "rolldown/utils";
import type { Diagnostic, SourceFiles } from "#lib/runtime/runtime.ts";

const ALLOWED = /^(hono(\/[a-z0-9./-]+)?|@hono\/zod-openapi|zod|api-creator)$/;
/** Deeper source than this is refused before the parser, which is recursive native code, sees it. */
const MAX_NESTING = 200;
const SECRET = /\b(sk-[A-Za-z0-9_-]{16,}|sk_(live|test)_[A-Za-z0-9]{10,}|AKIA[0-9A-Z]{16}|gh[pousr]_[A-Za-z0-9]{20,}|xox[abprs]-[A-Za-z0-9-]{10,}|api[cm]_[A-Za-z0-9]{20,}|eyJ[A-Za-z0-9_-]{10,}\.[A-Za-z0-9_-]{10,}\.|-----BEGIN [A-Z ]*PRIVATE KEY)/;
const FORBIDDEN_NAMES: Record<string, string> = {
  eval: "no-eval",
  Function: "no-function-constructor",
  require: "no-require",
  process: "no-process",
  WebAssembly: "no-webassembly",
  importScripts: "no-import-scripts",
};

interface Spot {
  start: number;
}

/** The rules of a generated API that types can't hold: what it may import, nothing made from strings at run time, no secret in the source. */
export function checkSourceRules(files: SourceFiles): Diagnostic[] {
  return Object.entries(files).flatMap(([file, source]) => checkFile(file, source, files));
}

function checkFile(file: string, source: string, files: SourceFiles): Diagnostic[] {
  const found: Diagnostic[] = [];
  const report = (start: number, rule: string, message: string): void => {
    found.push({ file, ...placeOf(source, start), rule, message });
  };
  if (nestingOf(source) > MAX_NESTING) {
    report(0, "nesting", `The source nests deeper than ${MAX_NESTING} levels.`);
    return found;
  }
  const parsed = parseSync(file, source, { lang: "ts", sourceType: "module" });
  if (parsed.errors.length > 0) {
    for (const error of parsed.errors) report(error.labels[0]?.start ?? 0, "syntax", error.message);
    return found;
  }
  const importing = (node: Spot, name: string): void => {
    if (!mayImport(name, files)) report(node.start, "import", `"${name}" can't be imported. Allowed: hono, hono/*, @hono/zod-openapi, zod, api-creator and the API's own files.`);
  };
  new Visitor({
    ImportDeclaration: (node) => importing(node, node.source.value),
    ExportNamedDeclaration: (node) => { if (node.source) importing(node, node.source.value); },
    ExportAllDeclaration: (node) => importing(node, node.source.value),
    ImportExpression: (node) => report(node.start, "no-dynamic-import", "import() is not allowed: import at the top of the file."),
    Identifier: (node) => {
      const rule = Object.hasOwn(FORBIDDEN_NAMES, node.name) ? FORBIDDEN_NAMES[node.name] : undefined;
      if (rule) report(node.start, rule, `${node.name} is not allowed in a generated API.`);
    },
    MemberExpression: (node) => {
      const name = node.property.type === "Identifier" && !node.computed ? node.property.name : node.property.type === "Literal" ? node.property.value : undefined;
      if (name === "constructor" || name === "__proto__") report(node.start, "no-constructor-access", `.${name} is not allowed in a generated API.`);
    },
    Literal: (node) => { if (typeof node.value === "string" && SECRET.test(node.value)) report(node.start, "no-secret", SECRET_MESSAGE); },
    TemplateElement: (node) => { if (SECRET.test(node.value.raw)) report(node.start, "no-secret", SECRET_MESSAGE); },
    WithStatement: (node) => report(node.start, "no-with", "with is not allowed."),
  }).visit(parsed.program);
  for (const comment of parsed.comments) {
    if (/^\s*@ts-(nocheck|ignore|expect-error)|^\/\s*<reference/.test(comment.value)) report(comment.start, "no-ts-directive", "Compiler directives are not allowed in comments.");
  }
  return found;
}

const SECRET_MESSAGE = "This looks like a secret. Declare its name in secretNames and use c.env.SECRETS instead.";

const mayImport = (name: string, files: SourceFiles): boolean =>
  ALLOWED.test(name) ? !name.includes("..") : /^\.\/[a-z0-9-]+(\.ts)?$/.test(name) && Object.hasOwn(files, `${name.slice(2).replace(/\.ts$/, "")}.ts`);

function placeOf(source: string, offset: number): { line: number; column: number } {
  const before = source.slice(0, offset);
  return { line: before.split("\n").length, column: offset - before.lastIndexOf("\n") };
}

/** How deep the source nests, counted without parsing; comments and strings are left out so that they can't hide a bracket. */
function nestingOf(source: string): number {
  const code = source.replace(/\/\*[^]*?\*\/|\/\/[^\n]*|"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'/g, "");
  let depth = 0;
  let deepest = 0;
  for (const character of code) {
    if (character === "(" || character === "[" || character === "{") deepest = Math.max(deepest, (depth += 1));
    else if (character === ")" || character === "]" || character === "}") depth = Math.max(0, depth - 1);
  }
  const runs = Math.max(0, ...[...code.matchAll(/(?:[!~+-]\s*){20,}/g)].map((match) => match[0].length));
  return Math.max(deepest, runs);
}
