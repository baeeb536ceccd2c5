import { parseSync } from "rolldown/utils";

export interface Mutant {
  operator: string;
  line: number;
  /** What was there, and what is there now. */
  change: string;
  source: string;
}
interface Node {
  type: string;
  start: number;
  end: number;
  [key: string]: unknown;
}
interface Edit {
  operator: string;
  start: number;
  end: number;
  text: string;
}

/** Every mutant that the operators make of a source, in the order of the source. */
export function mutantsOf(source: string): Mutant[] {
  const { program, errors } = parseSync("main.ts", source);
  if (errors.length > 0) throw new Error("the source can't be parsed");
  const edits: Edit[] = [];
  visit(program, [], (node, parents) => {
    for (const operator of OPERATORS) edits.push(...operator(node, parents, source));
  });
  return edits.map(({ operator, start, end, text }) => ({
    operator, line: source.slice(0, start).split("\n").length, change: `${short(source.slice(start, end))} → ${text === "" ? "(nothing)" : short(text)}`,
    source: source.slice(0, start) + text + source.slice(end),
  })).filter((mutant) => mutant.source !== source);
}

const short = (text: string): string => text.replace(/\s+/g, " ").slice(0, 70);

const isNode = (value: unknown): value is Node => typeof value === "object" && value !== null && "type" in value && "start" in value;
function visit(value: unknown, parents: readonly Node[], see: (node: Node, parents: readonly Node[]) => void): void {
  if (Array.isArray(value)) value.forEach((item) => visit(item, parents, see));
  if (!isNode(value)) return;
  see(value, parents);
  for (const [key, member] of Object.entries(value)) if (key !== "type") visit(member, [...parents, value], see);
}

type Operator = (node: Node, parents: readonly Node[], source: string) => Edit[];
const nodeAt = (node: Node | undefined, key: string): Node | undefined => {
  const value = node?.[key];
  return isNode(value) ? value : undefined;
};
const nodesAt = (node: Node | undefined, key: string): Node[] => {
  const value = node?.[key];
  return Array.isArray(value) ? value.filter(isNode) : [];
};
/** `x.name(…)`: the name. */
const calledAs = (node: Node): string => (node.type === "CallExpression" ? String(nodeAt(nodeAt(node, "callee"), "property")?.name ?? "") : "");
const textOf = (node: Node, source: string): string => source.slice(node.start, node.end);
const numberOf = (node: Node | undefined): number | null => (node?.type === "Literal" && typeof node.value === "number" ? node.value : null);

const OTHER_STATUS: Record<number, number> = { 200: 201, 201: 200, 204: 200, 302: 301, 404: 422, 409: 422, 422: 400 };
const OPERATORS: Operator[] = [
  function status(node) {
    const [, last] = nodesAt(node, "arguments");
    const value = ["json", "body", "redirect"].includes(calledAs(node)) ? numberOf(last) : null;
    const other = value === null ? undefined : OTHER_STATUS[value];
    return last && other !== undefined ? [{ operator: "status changed", start: last.start, end: last.end, text: String(other) }] : [];
  },
  function comparison(node, _parents, source) {
    const others: Record<string, string[]> = { "<": ["<=", ">"], "<=": ["<"], ">": [">=", "<"], ">=": [">"], "===": ["!=="], "!==": ["==="] };
    const [left, right] = [nodeAt(node, "left"), nodeAt(node, "right")];
    if (node.type !== "BinaryExpression" || !left || !right) return [];
    const operator = String(node.operator);
    return (others[operator] ?? []).map((other) => ({ operator: "comparison flipped", start: left.end, end: right.start, text: source.slice(left.end, right.start).replace(operator, other) }));
  },
  function arithmetic(node, _parents, source) {
    const [left, right] = [nodeAt(node, "left"), nodeAt(node, "right")];
    const other = { "+": "-", "-": "+", "*": "/", "/": "*" }[String(node.operator)];
    if (node.type !== "BinaryExpression" || !left || !right || !other || [left, right].some((side) => side.type === "TemplateLiteral" || typeof side.value === "string")) return [];
    return [{ operator: "sign or factor turned", start: left.end, end: right.start, text: source.slice(left.end, right.start).replace(String(node.operator), other) }];
  },
  function increment(node) {
    const by = calledAs(node) === "increment" ? nodesAt(node, "arguments")[2] : undefined;
    return by ? [{ operator: "sign or factor turned", start: by.start, end: by.start, text: "-" }] : [];
  },
  function bound(node) {
    const [argument] = nodesAt(node, "arguments");
    const value = ["min", "max", "length"].includes(calledAs(node)) ? numberOf(argument) : null;
    return argument && value !== null ? [value + 1, value - 1].map((other) => ({ operator: "bound ±1", start: argument.start, end: argument.end, text: String(other) })) : [];
  },
  function unbound(node) {
    const object = nodeAt(nodeAt(node, "callee"), "object");
    const isRule = ["min", "max", "length", "regex", "int", "multipleOf", "refine", "positive", "nonnegative"].includes(calledAs(node));
    return isRule && object ? [{ operator: "rule removed", start: object.end, end: node.end, text: "" }] : [];
  },
  function loose(node, _parents, source) {
    const callee = nodeAt(node, "callee");
    return node.type === "CallExpression" && callee && textOf(callee, source) === "z.strictObject" ? [{ operator: "strict object opened", start: callee.start, end: callee.end, text: "z.object" }] : [];
  },
  function optional(node, parents, source) {
    const value = nodeAt(node, "value");
    const holder = parents.at(-2);
    const isMember = node.type === "Property" && value && holder && /^z\.(strictObject|object)/.test(textOf(holder, source)) && /^z\.|^[A-Z]\w+$/.test(textOf(value, source));
    return isMember && !textOf(value, source).includes(".optional(") ? [{ operator: "made optional", start: value.end, end: value.end, text: ".optional()" }] : [];
  },
  function condition(node, _parents, source) {
    const test = ["IfStatement", "ConditionalExpression"].includes(node.type) ? nodeAt(node, "test") : undefined;
    return test ? [{ operator: "condition negated", start: test.start, end: test.end, text: `!(${textOf(test, source)})` }] : [];
  },
  function operand(node, _parents, source) {
    const [left, right] = [nodeAt(node, "left"), nodeAt(node, "right")];
    if (node.type !== "LogicalExpression" || !["&&", "||"].includes(String(node.operator)) || !left || !right) return [];
    return [left, right].map((side) => ({ operator: "half a condition removed", start: node.start, end: node.end, text: textOf(side, source) }));
  },
  function member(node, parents, source) {
    const holder = parents.at(-1);
    const owner = parents.at(-2);
    if (node.type !== "Property" || holder?.type !== "ObjectExpression" || !owner) return [];
    const isWhere = (owner.type === "Property" && nodeAt(owner, "key")?.name === "where") || (owner.type === "VariableDeclarator" && nodeAt(owner, "id")?.name === "where") || calledAs(owner) === "count";
    const isReply = owner.type === "ArrowFunctionExpression" || ["json", "insert", "update"].includes(calledAs(owner));
    if (!isWhere && !isReply) return [];
    const after = /^\s*,/.exec(source.slice(node.end))?.[0].length ?? 0;
    return [{ operator: isWhere ? "where member removed" : "field dropped", start: node.start, end: node.end + after, text: "" }];
  },
  function order(node, parents, source) {
    const isOrder = node.type === "Literal" && (node.value === "asc" || node.value === "desc") && parents.slice(-3).some((parent) => /^orderBy|^\.?default|\.default\("(asc|desc)"\)$/.test(textOf(parent, source)));
    return isOrder ? [{ operator: "order turned", start: node.start, end: node.end, text: node.value === "asc" ? '"desc"' : '"asc"' }] : [];
  },
  function limit(node, _parents, source) {
    const value = nodeAt(node, "value");
    const isLimit = node.type === "Property" && nodeAt(node, "key")?.name === "limit" && value && !textOf(value, source).startsWith("z.");
    return isLimit ? [{ operator: "limit changed", start: node.start, end: node.end, text: "limit: 1" }] : [];
  },
  function effect(node, _parents, source) {
    const isEffect = node.type === "ExpressionStatement" && nodeAt(node, "expression")?.type === "AwaitExpression";
    return isEffect ? [{ operator: "write removed", start: node.start, end: node.end, text: textOf(node, source).replace(/await[^]*$/, "await Promise.resolve();") }] : [];
  },
];
