import type { ContractChange } from "../release-schema.ts";
import type { FoundOperation } from "./compare-openapi.ts";
import { compareSchemas, type SchemaChange } from "./compare-schemas.ts";
import { isRecord, memberOf, resolved } from "./normal-schema.ts";

interface Documents {
  before: unknown;
  after: unknown;
  steps: { left: number };
}
type Found = Omit<ContractChange, "operation">;

/** What changed of one operation: parameters, body, replies, who may call. */
export function compareOperations(was: FoundOperation, is: FoundOperation, documents: Documents): Found[] {
  const found: SchemaChange[] = [];
  const schemas = (old: unknown, now: unknown, side: "request" | "reply", whole: string): void =>
    compareSchemas(old, now, "", { before: documents.before, after: documents.after, steps: documents.steps, side, whole, seen: new Set(), found });
  compareParameters(was, is, documents, found, schemas);
  compareBodies(was, is, documents, found, schemas);
  compareReplies(was, is, documents, found, schemas);
  compareAccess(was, is, documents, found);
  return found.map(({ kind, isBreaking, message }) => ({ kind, isBreaking, message: `${is.name}: ${message}.` }));
}

type Schemas = (old: unknown, now: unknown, side: "request" | "reply", whole: string) => void;

function compareParameters(was: FoundOperation, is: FoundOperation, { before, after }: Documents, found: SchemaChange[], schemas: Schemas): void {
  const [old, now] = [parametersOf(was, before), parametersOf(is, after)];
  for (const [key, parameter] of old) {
    const next = now.get(key);
    if (!next) found.push({ kind: "parameter.removed", isBreaking: true, message: `${parameter.words} is no longer known` });
    else {
      if (next.isRequired && !parameter.isRequired) found.push({ kind: "parameter.required", isBreaking: true, message: `it now needs ${next.words}` });
      schemas(parameter.schema, next.schema, "request", next.words);
    }
  }
  for (const [key, parameter] of now) {
    if (!old.has(key)) found.push(parameter.isRequired ? { kind: "parameter.required", isBreaking: true, message: `it now needs ${parameter.words}` } : { kind: "parameter.added", isBreaking: false, message: `it also takes ${parameter.words}` });
  }
}

interface Parameter {
  words: string;
  isRequired: boolean;
  schema: unknown;
}

/** Of a path's own parameters only the order tells: their names are nobody's business but the document's. */
function parametersOf({ name: operation, operation: { parameters: own }, parameters: shared }: FoundOperation, document: unknown): Map<string, Parameter> {
  const found = new Map<string, Parameter>();
  for (const one of [...(Array.isArray(shared) ? shared : []), ...(Array.isArray(own) ? own : [])]) {
    const parameter = resolved(one, document);
    const [place, name] = [memberOf(parameter, "in"), memberOf(parameter, "name")];
    if (typeof place !== "string" || typeof name !== "string") continue;
    const key = place === "path" ? operation.slice(0, operation.indexOf(`{${name}}`)).split("{").length : place === "header" ? name.toLowerCase() : name;
    found.set(`${place} ${key}`, { words: `the ${place} parameter "${name}"`, isRequired: memberOf(parameter, "required") === true, schema: memberOf(parameter, "schema") });
  }
  return found;
}

function compareBodies(was: FoundOperation, is: FoundOperation, { before, after }: Documents, found: SchemaChange[], schemas: Schemas): void {
  const [old, now] = [resolved(was.operation["requestBody"], before), resolved(is.operation["requestBody"], after)];
  if (memberOf(now, "required") === true && memberOf(old, "required") !== true) found.push({ kind: "request.body-required", isBreaking: true, message: "it now needs a body" });
  if (old === undefined || now === undefined) {
    if (old !== undefined) found.push({ kind: "request.body-removed", isBreaking: true, message: "it no longer takes a body" });
    return;
  }
  compareContents(memberOf(old, "content"), memberOf(now, "content"), found, (type, oldSchema, nowSchema) => schemas(oldSchema, nowSchema, "request", type === "application/json" ? "the body" : `the ${type} body`), "request", (type) => `it no longer takes ${type}`);
}

function compareReplies(was: FoundOperation, is: FoundOperation, { before, after }: Documents, found: SchemaChange[], schemas: Schemas): void {
  const [old, now] = [repliesOf(was), repliesOf(is)];
  const gone = Object.keys(old).filter((status) => !Object.hasOwn(now, status));
  const added = Object.keys(now).filter((status) => !Object.hasOwn(old, status));
  const isSuccess = (status: string) => /^[23]/.test(status);
  const instead = added.filter(isSuccess).slice(0, 3).join(" or ");
  for (const status of gone) found.push({ kind: "reply.status-removed", isBreaking: isSuccess(status), message: `it no longer answers ${status}${isSuccess(status) && instead !== "" ? `, but ${instead}` : ""}` });
  for (const status of added) found.push({ kind: "reply.status-added", isBreaking: false, message: `it may also answer ${status}` });
  for (const status of Object.keys(old).filter((one) => Object.hasOwn(now, one))) {
    const [oldReply, nowReply] = [resolved(old[status], before), resolved(now[status], after)];
    compareContents(memberOf(oldReply, "content"), memberOf(nowReply, "content"), found, (_type, oldSchema, nowSchema) => schemas(oldSchema, nowSchema, "reply", `the reply of ${status}`), "reply", (type) => `its reply of ${status} is no longer ${type}`);
    const [oldHeaders, nowHeaders] = [memberOf(oldReply, "headers"), memberOf(nowReply, "headers")];
    for (const header of Object.keys(isRecord(oldHeaders) ? oldHeaders : {})) {
      if (memberOf(nowHeaders, header) === undefined) found.push({ kind: "reply.header-removed", isBreaking: true, message: `its reply of ${status} no longer has the header ${header}` });
    }
  }
}

const repliesOf = ({ operation }: FoundOperation): Record<string, unknown> => (isRecord(operation["responses"]) ? operation["responses"] : {});

function compareContents(old: unknown, now: unknown, found: SchemaChange[], schemas: (type: string, old: unknown, now: unknown) => void, side: "request" | "reply", gone: (type: string) => string): void {
  for (const [type, media] of Object.entries(isRecord(old) ? old : {})) {
    const next = memberOf(now, type);
    if (next === undefined) found.push({ kind: `${side}.media-type-removed`, isBreaking: true, message: gone(type) });
    else schemas(type, memberOf(media, "schema"), memberOf(next, "schema"));
  }
}

function compareAccess(was: FoundOperation, is: FoundOperation, { before, after }: Documents, found: SchemaChange[]): void {
  if (isSecured(is, after) && !isSecured(was, before)) found.push({ kind: "access.key-needed", isBreaking: true, message: "it now needs a key" });
  if (is.operation["x-per-consumer"] === true && was.operation["x-per-consumer"] !== true) found.push({ kind: "access.per-consumer", isBreaking: true, message: "it now shows each caller only what is theirs" });
  if (is.operation["deprecated"] === true && was.operation["deprecated"] !== true) found.push({ kind: "operation.deprecated", isBreaking: false, message: "it is deprecated now" });
}

function isSecured({ operation }: FoundOperation, document: unknown): boolean {
  const security = operation["security"] ?? memberOf(document, "security");
  return Array.isArray(security) && security.length > 0 && security.every((one) => isRecord(one) && Object.keys(one).length > 0);
}
