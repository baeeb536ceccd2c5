// Runs in the sandbox only (bundler.ts): a parser in native code reads hostile source here.
import { parseSync, Visitor } from "rolldown/utils";
import type { Diagnostic, SourceFiles } from "../runtime.ts";
import { mayImport, refuseImport } from "./allowed-imports.ts";
import { nestingOf } from "./nesting-of.ts";
import { looksLikeSecret } from "./secret-patterns.ts";

/** Deeper source than this is refused before the parser, which is recursive native code, sees it. */
const MAX_NESTING = 200;
const MAX_FINDINGS = 50;
const FORBIDDEN_NAMES: Record<string, string> = {
  eval: "no-eval",
  Function: "no-function-constructor",
  require: "no-require",
  process: "no-process",
  WebAssembly: "no-webassembly",
  importScripts: "no-import-scripts",
};
/** Also as a member of something: `globalThis.eval`. A lamp may have a `process`. */
const FORBIDDEN_MEMBERS = new Set(["eval", "Function", "WebAssembly", "importScripts"]);
const SECRET_MESSAGE = "This looks like a secret. Declare its name in secretNames and use c.env.SECRETS instead.";
const DIRECTIVE = /^\s*@ts-(nocheck|ignore|expect-error)|^\/\s*<reference/;

/** The rules of a generated API that types can't hold: what it may import, nothing made from strings at run time, no secret in the source. */
export function checkSourceRules(files: SourceFiles): Diagnostic[] {
  return Object.entries(files).flatMap(([file, source]) => checkFile(file, source, files)).slice(0, MAX_FINDINGS);
}

type Report = (node: Spot, rule: string, message: string) => void;
interface Spot {
  start: number;
}
/** What the rules read of a syntax node. */
interface Named extends Spot {
  type: string;
  name?: unknown;
  value?: unknown;
  quasis?: readonly { value: { cooked?: string | null } }[];
}

function checkFile(file: string, source: string, files: SourceFiles): Diagnostic[] {
  const found: Diagnostic[] = [];
  const report: Report = ({ start }, rule, message) => {
    if (found.length < MAX_FINDINGS) found.push({ file, ...placeOf(source, start), rule, message });
  };
  const tooDeep = () => report({ start: 0 }, "nesting", `The source nests deeper than ${MAX_NESTING} levels.`);
  if (nestingOf(source) > MAX_NESTING) {
    tooDeep();
    return found;
  }
  try {
    const { errors, comments, program } = parseSync(file, source, { lang: "ts", sourceType: "module" });
    for (const error of errors) report({ start: error.labels[0]?.start ?? 0 }, "syntax", error.message);
    if (errors.length > 0) return found;
    visitorOf(report, files).visit(program);
    topLevelAwaits(report).visit(program);
    for (const comment of comments) {
      if (DIRECTIVE.test(comment.value)) report(comment, "no-ts-directive", "Compiler directives are not allowed in comments.");
      if (looksLikeSecret(comment.value)) report(comment, "no-secret", SECRET_MESSAGE);
    }
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    tooDeep();
  }
  return found;
}

function visitorOf(report: Report, files: SourceFiles): Visitor {
  /** Names that are keys and members, not variables; a node is visited before its children. */
  const keys = new Set<number>();
  const imports = (node: Spot, name: string) => void (mayImport(name, files) || report(node, "import", refuseImport(name)));
  const key = (node: { key: Named; computed: boolean; shorthand?: boolean }) => void (node.computed || node.shorthand || keys.add(node.key.start));
  return new Visitor({
    ImportDeclaration: (node) => imports(node, node.source.value),
    ImportSpecifier: (node) => void (node.imported.start === node.local.start || keys.add(node.imported.start)),
    ExportNamedDeclaration: (node) => void (node.source && imports(node, node.source.value)),
    ExportAllDeclaration: (node) => imports(node, node.source.value),
    ImportExpression: (node) => report(node, "no-dynamic-import", "import() is not allowed: import at the top of the file."),
    TSImportType: (node) => report(node, "no-dynamic-import", "import() is not allowed in types either: import at the top of the file."),
    TSImportEqualsDeclaration: (node) => report(node, "no-require", "import = is not allowed: import at the top of the file."),
    Identifier: (node) => void (keys.has(node.start) || reportName(node, node.name, report)),
    MemberExpression(node) {
      if (!node.computed) keys.add(node.property.start);
      const name = nameOf(node.property, node.computed);
      if (name === "constructor" || name === "__proto__") report(node, "no-constructor-access", `.${name} is not allowed in a generated API.`);
      else if (name !== undefined && FORBIDDEN_MEMBERS.has(name)) reportName(node, name, report);
    },
    ObjectPattern(node) {
      for (const property of node.properties) {
        if (property.type === "Property" && nameOf(property.key, property.computed) === "constructor") report(property, "no-constructor-access", "constructor can't be taken out of an object in a generated API.");
      }
    },
    Property(node) {
      key(node);
      if (nameOf(node.key, node.computed) === "__proto__") report(node, "no-constructor-access", "__proto__ is not allowed in a generated API.");
    },
    PropertyDefinition: key,
    MethodDefinition: key,
    TSPropertySignature: key,
    TSMethodSignature: key,
    Literal: (node) => void (typeof node.value === "string" && looksLikeSecret(node.value) && report(node, "no-secret", SECRET_MESSAGE)),
    TemplateElement: (node) => void (looksLikeSecret(node.value.raw) && report(node, "no-secret", SECRET_MESSAGE)),
    WithStatement: (node) => report(node, "no-with", "with is not allowed."),
  });
}

/** A bundle is loaded as a function at once. Nodes come in the order of the source, each before what is in it. */
function topLevelAwaits(report: Report): Visitor {
  const ends: number[] = [];
  const leave = (at: number) => {
    while ((ends.at(-1) ?? Infinity) <= at) ends.pop();
  };
  const enter = ({ start, end }: { start: number; end: number }) => {
    leave(start);
    ends.push(end);
  };
  const look = (node: Spot) => {
    leave(node.start);
    if (ends.length === 0) report(node, "no-top-level-await", "await can't be used outside of a function: await in a request.");
  };
  return new Visitor({
    FunctionDeclaration: enter, FunctionExpression: enter, ArrowFunctionExpression: enter,
    AwaitExpression: look, ForOfStatement: (node) => void (node.await && look(node)),
  });
}

function reportName(node: Spot, name: string, report: Report): void {
  const rule = Object.hasOwn(FORBIDDEN_NAMES, name) ? FORBIDDEN_NAMES[name] : undefined;
  if (rule) report(node, rule, `${name} is not allowed in a generated API.`);
}

/** The name that a member or key has when it can be read off the source. */
function nameOf(node: Named, isComputed: boolean): string | undefined {
  if (node.type === "Identifier") return isComputed || typeof node.name !== "string" ? undefined : node.name;
  if (node.type === "Literal") return String(node.value);
  return node.type === "TemplateLiteral" && node.quasis?.length === 1 ? (node.quasis[0]?.value.cooked ?? undefined) : undefined;
}

function placeOf(source: string, offset: number): { line: number; column: number } {
  const before = source.slice(0, offset);
  return { line: before.split("\n").length, column: offset - before.lastIndexOf("\n") };
}
