import type { ScratchRequest } from "#lib/runtime/runtime.ts";
import type { Json } from "#lib/versions/schema.ts";
import { readJson } from "../check-reply.ts";
import { Finding, type DerivedTest, type Facts, type HappyCall, type Situation } from "../derived-test.ts";
import type { Parameter } from "../operations.ts";
import { typesOf } from "../request-body.ts";
import { boundBreakers } from "./bad-bodies.ts";
import { itemsOf } from "./list-reply.ts";
import { expectRefusals, listNames, type BadCall } from "./refusal.ts";

/** Query values that the document does not allow are refused; a list's `limit` is bounded. */
export function badQueries({ operation, before, step }: HappyCall, facts: Facts): DerivedTest[] {
  const { query, title } = operation;
  const limit = query.find(({ name }) => name === "limit");
  const others = query.filter(({ name }) => name !== "limit");
  const required = query.filter((parameter) => parameter.isRequired);
  const checked = others.filter(({ schema }) => badTexts(schema, facts).length > 0);
  return [
    ...(checked.length > 0 ? [{
      name: `${title}: a query with a wrong ${listNames(checked.map(({ name }) => name))} is refused`, before, isReadOnly: true,
      run: (situation) => expectRefusals(situation, others.flatMap((parameter) => wrongValues(situation, step, parameter, facts)).slice(0, facts.share)),
    } satisfies DerivedTest] : []),
    // A filter that is misspelt must not give the whole list.
    ...(limit ? [{
      name: `${title}: a query parameter that nobody described is refused`, before, isReadOnly: true,
      run: (situation) => expectRefusals(situation, [{ what: "the unknown query parameter notAParameter", request: withQuery(situation.requestOf(step), "notAParameter", "1") }]),
    } satisfies DerivedTest] : []),
    ...(required.length > 0 ? [{
      name: `${title}: a query without ${listNames(required.map(({ name }) => name))} is refused`, before, isReadOnly: true,
      run: (situation) => expectRefusals(situation, required.map(({ name }) => ({ what: `a query without ${name}`, request: withQuery(situation.requestOf(step), name, null) }))),
    } satisfies DerivedTest] : []),
    ...(limit && operation.method === "GET" ? [{ name: `${title}: limit is bounded`, before, isReadOnly: true, run: (situation) => limitIsBounded(situation, situation.requestOf(step), query.some(({ name }) => name === "cursor")) } satisfies DerivedTest] : []),
  ];
}

function wrongValues(situation: Situation, step: HappyCall["step"], { name, schema }: Parameter, facts: Facts): BadCall[] {
  return badTexts(schema, facts).map((text) => ({ what: `${name}=${text.slice(0, 40)}`, request: withQuery(situation.requestOf(step), name, text) }));
}

/** Texts of a query that are no value of this schema, whatever a reader makes of them. */
function badTexts(schema: Json, { document, fits }: Facts): string[] {
  const types = typesOf(document, schema);
  if (types.size === 0 || types.has("array") || types.has("object")) return [];
  const isNumeric = types.has("number") || types.has("integer");
  const texts = [...(isNumeric || types.has("boolean") ? ["abc"] : []), ...boundBreakers(document, schema).filter((value) => typeof value === "number" || typeof value === "string").map(String)];
  return texts.filter((text) => text !== "" && text.length < 5_000 && readingsOf(text, isNumeric).every((value) => fits(schema, value) !== null)).slice(0, 4);
}

const readingsOf = (text: string, isNumeric: boolean): Json[] => [text, ...(isNumeric && Number.isFinite(Number(text)) ? [Number(text)] : [])];

/** Out of 1 to 100: refused, or at most 100 items come. A limit of one gives at most one. Lists with a cursor take every limit from 1 to 100. */
async function limitIsBounded(situation: Situation, request: ScratchRequest, isPaged: boolean): Promise<void> {
  await Promise.all(["0", "-1", "101", "1000000000", "abc", "1", "100"].map(async (text) => {
    const call = withQuery(withQuery(request, "cursor", null), "limit", text);
    const reply = await situation.send(call);
    const isAllowed = text === "1" || text === "100";
    if (isAllowed && isPaged && reply.status >= 400) throw new Finding(`limit=${text} was refused: a list takes a limit from 1 to 100`, call, reply);
    const items = reply.status < 400 ? itemsOf(readJson(reply.body)) : null;
    const most = text === "1" ? 1 : 100;
    if (items && items.length > most) throw new Finding(`limit=${text} was answered with ${items.length} items: at most ${most} may come`, call, reply);
  }));
}

/** The request with this query parameter; null takes it away. */
export function withQuery(request: ScratchRequest, name: string, value: string | null): ScratchRequest {
  const [path = "/", query = ""] = request.path.split("?");
  const kept = query.split("&").filter((part) => part !== "" && part.split("=")[0] !== name);
  const parts = value === null ? kept : [...kept, `${encodeURIComponent(name)}=${encodeURIComponent(value)}`];
  return { ...request, path: parts.length === 0 ? path : `${path}?${parts.join("&")}` };
}
