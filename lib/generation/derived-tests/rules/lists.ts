import type { ScratchRequest } from "#lib/runtime/runtime.ts";
import type { Json } from "#lib/versions/schema.ts";
import { readJson } from "../check-reply.ts";
import { Finding, type DerivedTest, type Facts, type HappyCall, type Situation } from "../derived-test.ts";
import { isObject, memberOf } from "../json-value.ts";
import { collectionOf, makesByName, plainPath, type Operation, type Parameter } from "../operations.ts";
import { bodyOf } from "../request-body.ts";
import { withQuery } from "./bad-queries.ts";
import { expectFiltered } from "./filters.ts";
import { freshen } from "./freshen.ts";
import { itemsOf, type ListReply } from "./list-reply.ts";
import { readAs } from "./read-as.ts";
import { isSame, steady } from "./stored-changes.ts";

const MADE = 5;

/** A list over some things that were made for it: its pages join without doubles or gaps, `sort` and `order` order, filters filter. */
export function lists(list: HappyCall, facts: Facts): DerivedTest[] {
  const { operation } = list;
  const create = facts.happy.get(`POST ${operation.template}`)?.[0] ?? facts.operations.flatMap((other) => (isStore(other, operation) ? (facts.happy.get(other.title)?.slice(0, 1) ?? []) : []))[0];
  if (operation.method !== "GET" || !create || operation.query.some(({ isRequired }) => isRequired)) return [];
  const { query } = operation;
  const has = (name: string): boolean => query.some((parameter) => parameter.name === name);
  if (query.length === 0) return [];
  return [{
    name: `${operation.title}: ${[...(has("cursor") && has("limit") ? ["pages have no doubles and no gaps"] : []), ...(has("sort") || has("order") ? ["sorting sorts"] : []), "filters filter"].join(", ")}`,
    before: create.before, isReadOnly: false,
    async run(situation) {
      const made = await makeSome(situation, create, facts);
      if (made.length < 2) return;
      const path = plainPath(situation.requestOf(list.step).path);
      const making = situation.requestOf(create.step);
      if (operation.pathNames.length > 0 && path !== plainPath(making.path)) return;
      const request = readAs(making, path);
      const all = await read(situation, has("limit") ? withQuery(request, "limit", "100") : request);
      if (!all) return;
      const total = memberOf(all.body, "total");
      if (has("limit") && typeof total === "number" && memberOf(all.body, "cursor") === null && total !== all.items.length) throw new Finding(`total is ${total}, but all ${all.items.length} items came`, all.request, all.reply);
      expectNewestFirst(operation.words, all);
      await Promise.all([
        ...(has("cursor") && has("limit") ? [walkPages(situation, request, all.items)] : []),
        ...sortsOf(query).map((field) => expectSorted(situation, request, field, has("order"), made)),
        ...query.map((parameter) => expectFiltered(situation, request, parameter, all.items, read)),
      ]);
    },
  }];
}

const isStore = (operation: Operation, list: Operation): boolean => makesByName(operation) && collectionOf(operation.template) === list.template && operation.pathNames.length === 1;

/** Null: refused, or not a list. */
async function read(situation: Situation, request: ScratchRequest): Promise<ListReply | null> {
  const reply = await situation.send(request);
  const body = readJson(reply.body);
  const items = reply.status < 300 ? itemsOf(body) : null;
  return items && body !== undefined ? { request, reply, body, items } : null;
}

/** Things like the one of the contract test, each with other values, one after the other. */
async function makeSome(situation: Situation, create: HappyCall, facts: Facts): Promise<Json[]> {
  const request = situation.requestOf(create.step);
  const body = bodyOf(request);
  const schema = create.operation.body?.schema;
  const made: Json[] = [];
  for (let n = 0; n < MADE && body && schema !== undefined; n += 1) {
    const path = create.operation.method === "PUT" ? `${request.path}-${n}` : request.path;
    const reply = await situation.send({ ...request, path, body: JSON.stringify(n === 0 ? body : freshen(facts, schema, body, n)) });
    const thing = readJson(reply.body);
    if (reply.status < 300 && isObject(thing)) made.push(thing);
  }
  return made;
}

async function walkPages(situation: Situation, request: ScratchRequest, all: readonly Json[]): Promise<void> {
  const seen: Json[] = [];
  let cursor: Json | undefined = undefined;
  for (let page = 0; page < all.length + 2 && cursor !== null; page += 1) {
    const call: ScratchRequest = withQuery(cursor === undefined ? request : withQuery(request, "cursor", String(cursor)), "limit", "2");
    const found = await read(situation, call);
    if (!found) throw new Finding("a page that its own list leads to was refused", call, await situation.send(call));
    if (found.items.length > 2) throw new Finding(`limit=2 gave ${found.items.length} items`, call, found.reply);
    const doubled = found.items.find((item) => seen.some((other) => isSame(item, other)));
    if (doubled !== undefined) throw new Finding("a page holds an item of an earlier page", call, found.reply);
    seen.push(...found.items);
    cursor = memberOf(found.body, "cursor");
    if (typeof cursor !== "string" && cursor !== null) return;
    if (cursor === null && !isSame(seen, [...all]) && !isSame(seen.map(steady), all.map(steady))) throw new Finding(`the pages together hold ${seen.length} items in their order, and the list ${all.length}: they must be the same`, call, found.reply);
  }
  if (cursor !== null) throw new Finding("the pages do not end", request, await situation.send(request));
}

/** The fields that `sort` may name; of an `order` alone, none. */
function sortsOf(query: readonly Parameter[]): string[] {
  const options = memberOf(query.find(({ name }) => name === "sort")?.schema, "enum");
  return Array.isArray(options) ? options.filter((option) => typeof option === "string").slice(0, 8) : [];
}

/** In the order of numbers and times; texts that grow by our own making too. */
async function expectSorted(situation: Situation, request: ScratchRequest, sort: string, hasOrder: boolean, made: readonly Json[]): Promise<void> {
  const field = sort.replace(/^-/, "");
  const orders = hasOrder ? ["asc", "desc"] : [sort.startsWith("-") ? "desc" : null];
  const texts = new Set(made.map((thing) => memberOf(thing, field)));
  await Promise.all(orders.map(async (order) => {
    const call = order === null || !hasOrder ? withQuery(request, "sort", sort) : withQuery(withQuery(request, "sort", sort), "order", order);
    const found = await read(situation, call);
    if (!found || (order === null && !sort.startsWith("-") && isTime(field))) return;
    const values = found.items.map((item) => memberOf(item, field)).filter((value): value is string | number => (typeof value === "number" || (typeof value === "string" && texts.has(value))));
    const wrong = values.findIndex((value, index) => index > 0 && isOutOfOrder(values[index - 1], value, order === "desc"));
    if (wrong > 0) throw new Finding(`${field} ${JSON.stringify(values[wrong])} comes after ${JSON.stringify(values[wrong - 1])} in ${order === "desc" ? "descending" : "ascending"} order`, call, found.reply);
  }));
}

const isTime = (field: string): boolean => /At$|date|time/i.test(field);

/** Texts only where one is the other's beginning: collations differ in all else. */
function isOutOfOrder(earlier: string | number | undefined, later: string | number, isDescending: boolean): boolean {
  const [low, high] = isDescending ? [later, earlier] : [earlier, later];
  if (typeof low === "number" && typeof high === "number") return low > high;
  if (typeof low !== "string" || typeof high !== "string") return false;
  if (/^\d{4}-\d\d-\d\d/.test(low) && /^\d{4}-\d\d-\d\d/.test(high)) return low.length === high.length && low > high;
  return low.length > high.length && low.startsWith(high);
}

/** What the document says in words about the order. */
function expectNewestFirst(words: string, { items, request, reply }: ListReply): void {
  const isNewest = /newest first|latest first|most recent first/i.test(words);
  const isOldest = /oldest first/i.test(words);
  if (!isNewest && !isOldest) return;
  const times = items.map((item) => memberOf(item, "createdAt")).filter((time) => typeof time === "string");
  const wrong = times.findIndex((time, index) => index > 0 && isOutOfOrder(times[index - 1], time, isNewest));
  if (wrong > 0) throw new Finding(`the document says ${isNewest ? "newest" : "oldest"} first, but ${times[wrong] ?? ""} comes after ${times[wrong - 1] ?? ""}`, request, reply);
}
