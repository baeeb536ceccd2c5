import type { DataErrorCode, Scratch, ScratchReply, ScratchRequest } from "#lib/runtime/runtime.ts";
import type { ContractTest, Json } from "#lib/versions/schema.ts";

/** What is wrong with the API; "" is the right one. */
export type Flaw =
  | "" | "crashes on NUL" | "misses nothing" | "takes any type" | "takes any bounds" | "takes unknown members" | "takes anything as JSON" | "takes any body" | "takes text/plain" | "takes any query" | "finds unknown ids"
  | "deletes nothing" | "lists the deleted" | "stores nothing on PATCH" | "answers other than it stores" | "escapes html" | "shows everybody's" | "lists everybody's" | "refuses a limit of 100" | "pages overlap" | "sorts one way"
  | "newest last" | "filters nothing" | "range without its end" | "refuses its example" | "drops a field" | "undocumented status" | "takes an unknown query" | "refuses without words" | "finds everything" | "takes the prototype"
  | "hides an outage" | "crashes in an outage" | "blames the caller for an outage" | "crashes on full data" | "hides a stale change" | "is silent in an outage" | "stays broken after an outage";
type Book = { id: string; title: string; year: number; createdAt: string; owner: string };
type Answer = [status: number, body?: Json];

/** An API in memory, right but for one flaw, with its document and contract tests. Only for tests of the derived tests. */
export function fakeBooksApi(flaw: Flaw): { scratch: Pick<Scratch, "fetch" | "reset" | "failData">; document: Json; tests: ContractTest[] } {
  const books = new Map<string, Book>();
  let made = 0;
  const respond = (request: ScratchRequest): Answer => {
    const url = new URL(request.path, "http://api.test");
    const [, , rawId] = url.pathname.split("/");
    const owner = request.consumer ?? "tester";
    if (rawId === undefined) return request.method === "POST" ? create(request, owner) : list(url.searchParams, owner);
    const book = books.get(decodeURIComponent(rawId));
    const isSeen = book && (book.owner === owner || flaw === "shows everybody's");
    if (!isSeen) return flaw === "finds unknown ids" ? [200, show({ id: rawId, title: "x", year: 1, createdAt: "2026-01-01T00:00:00Z", owner })] : missing;
    if (request.method === "GET") return [200, show(book)];
    if (request.method === "DELETE") return flaw === "deletes nothing" ? [204] : (books.delete(book.id), [204]);
    const patch = read(request, true);
    if (!Array.isArray(patch)) {
      const changed = { ...book, ...patch };
      if (flaw !== "stores nothing on PATCH") books.set(book.id, changed);
      return [200, show(changed)];
    }
    return patch;
  };
  const create = (request: ScratchRequest, owner: string): Answer => {
    const input = read(request, false);
    if (Array.isArray(input)) return input;
    if (flaw === "refuses its example" && input.title === "Emma") return invalid;
    made += 1;
    const title = flaw === "escapes html" ? String(input.title).replaceAll("<", "&lt;") : String(input.title);
    const book: Book = { id: `b${made}`, title, year: Number(input.year), createdAt: new Date(1_700_000_000_000 + made * 1_000).toISOString(), owner };
    books.set(book.id, flaw === "answers other than it stores" ? { ...book, year: 1 } : book);
    const shown = show(book);
    if (flaw === "drops a field") delete shown.year;
    if (flaw === "takes the prototype" && request.body?.includes("__proto__")) shown.isAdmin = true;
    return [flaw === "undocumented status" ? 202 : 201, shown];
  };
  const read = (request: ScratchRequest, isPartial: boolean): { [key: string]: Json } | Answer => {
    if (flaw === "crashes on NUL" && request.body?.includes("\\u0000")) return [500, problem];
    if (!request.headers?.["content-type"]?.includes("json") && flaw !== "takes text/plain") return isPartial ? {} : invalid;
    let body: Json;
    try {
      body = JSON.parse(request.body ?? "");
    } catch {
      return flaw === "takes anything as JSON" || flaw === "takes text/plain" ? { title: "x", year: 1 } : [400, problem];
    }
    if (typeof body !== "object" || body === null || Array.isArray(body)) return flaw === "takes any body" ? { title: "x", year: 1 } : invalid;
    const unknown = Object.keys(body).some((name) => name !== "title" && name !== "year");
    const isOdd = flaw === "takes the prototype" && Object.hasOwn(body, "__proto__");
    if (unknown && flaw !== "takes unknown members" && !isOdd) return invalid;
    const lacks = !isPartial && (body.title === undefined || body.year === undefined);
    if (lacks && flaw !== "misses nothing") return flaw === "refuses without words" ? invalid : [422, { error: { code: "invalid", message: body.title === undefined ? "title is required" : "year is required" } }];
    const isTyped = (body.title === undefined || typeof body.title === "string") && (body.year === undefined || Number.isInteger(body.year));
    if (!isTyped && flaw !== "takes any type") return invalid;
    const { title, year } = body;
    const isBound = (typeof title !== "string" || (title.length > 0 && title.length <= 200)) && (typeof year !== "number" || (year >= 0 && year <= 3000));
    if (!isBound && flaw !== "takes any bounds") return invalid;
    return { ...(title === undefined && isPartial ? {} : { title: String(title ?? "x") }), ...(year === undefined && isPartial ? {} : { year: Math.trunc(Number(year)) || 0 }) };
  };
  const list = (query: URLSearchParams, owner: string): Answer => {
    const limit = Number(query.get("limit") ?? 20);
    if (!Number.isInteger(limit) || limit < 1 || limit > 100 || (flaw === "refuses a limit of 100" && limit === 100)) return invalid;
    const [sort, order, minYear] = [query.get("sort") ?? "createdAt", query.get("order") ?? "desc", query.get("minYear")];
    const isAsked = ["createdAt", "year", "title"].includes(sort) && ["asc", "desc"].includes(order) && (flaw === "takes an unknown query" || !query.has("notAParameter")) && (minYear === null || /^\d+$/.test(minYear));
    if (!isAsked && flaw !== "takes any query") return invalid;
    const seen = [...books.values()].filter((book) => book.owner === owner || flaw === "lists everybody's");
    const sought = seen.filter((book) => flaw === "finds everything" || book.title.includes(query.get("q") ?? ""));
    const filtered = sought.filter((book) => flaw === "filters nothing" || ((query.get("title") ?? book.title) === book.title && (flaw === "range without its end" ? book.year > Number(minYear ?? -1) : book.year >= Number(minYear ?? -1))));
    const key = (book: Book): string | number => (sort === "year" ? book.year : sort === "title" ? book.title : book.createdAt);
    const rising = filtered.toSorted((a, b) => (key(a) < key(b) ? -1 : 1));
    const turns = flaw === "sorts one way" ? false : flaw === "newest last" && !query.has("order") ? false : order === "desc";
    const sorted = turns ? rising.toReversed() : rising;
    const start = Number(query.get("cursor") ?? 0);
    const items = sorted.slice(Math.max(0, start - (flaw === "pages overlap" && start > 0 ? 1 : 0)), start + limit);
    return [200, { items: items.map(show), cursor: start + limit < sorted.length ? String(start + limit) : null, total: filtered.length }];
  };
  let fault: DataErrorCode | null = null;
  let refused = 0;
  let hadOutage = false;
  /** What the API answers while its data fail; null where they don't. */
  const failing = (request: ScratchRequest): Answer | null => {
    if (hadOutage && flaw === "stays broken after an outage" && fault === null) return [409, problem];
    const isRefused = fault === "unavailable" || (fault === "quota" && request.method === "POST") || (fault === "stale" && request.method === "PATCH");
    if (!isRefused) return null;
    refused += 1;
    hadOutage = true;
    if (fault === "quota") return [flaw === "crashes on full data" ? 500 : 429, problem];
    if (fault === "stale") return flaw === "hides a stale change" ? null : [409, problem];
    if (flaw === "hides an outage") return request.method === "GET" ? [200, { items: [], cursor: null, total: 0 }] : null;
    return [flaw === "crashes in an outage" ? 500 : flaw === "blames the caller for an outage" ? 422 : 503, flaw === "is silent in an outage" ? {} : problem];
  };
  return {
    document: documentOfBooks,
    tests: testsOfBooks,
    scratch: {
      reset: async () => {
        books.clear();
        hadOutage = false;
      },
      async failData(code) {
        const before = refused;
        [fault, refused] = [code, 0];
        return before;
      },
      async fetch(request): Promise<ScratchReply> {
        const [status, body] = failing(request) ?? respond(request);
        return { status, headers: body === undefined ? {} : { "content-type": "application/json" }, body: body === undefined ? "" : JSON.stringify(body), ms: 0, console: [] };
      },
    },
  };
}

const problem: Json = { error: { code: "x", message: "y" } };
const missing: Answer = [404, problem];
const invalid: Answer = [422, problem];
const show = ({ id, title, year, createdAt }: Book): { [key: string]: Json } => ({ id, title, year, createdAt });

const members: Json = { title: { type: "string", minLength: 1, maxLength: 200, example: "Emma" }, year: { type: "integer", minimum: 0, maximum: 3000, example: 1815 } };
const reply = (schema: string): Json => ({ description: "A reply", content: { "application/json": { schema: { $ref: `#/components/schemas/${schema}` } } } });
const body = (schema: string): Json => ({ required: true, content: { "application/json": { schema: { $ref: `#/components/schemas/${schema}` } } } });
const query = (name: string, schema: Json): Json => ({ name, in: "query", schema });
const common = { tags: ["books"], "x-per-consumer": true };
const id: Json = [{ name: "id", in: "path", required: true, schema: { type: "string", maxLength: 200 } }];

export const documentOfBooks: { [key: string]: Json } = {
  openapi: "3.1.0", info: { title: "Books", version: "1.0.0", description: "Keeps books." },
  paths: {
    "/books": {
      post: { ...common, summary: "Add a book", requestBody: body("BookInput"), responses: { 201: reply("Book"), 422: reply("Problem") } },
      get: {
        ...common, summary: "List books, newest first",
        parameters: [query("limit", { type: "integer", minimum: 1, maximum: 100 }), query("cursor", { type: "string" }), query("sort", { type: "string", enum: ["createdAt", "year", "title"] }), query("order", { type: "string", enum: ["asc", "desc"] }), query("title", { type: "string" }), query("q", { type: "string" }), query("minYear", { type: "integer" })],
        responses: { 200: reply("BookList"), 422: reply("Problem") },
      },
    },
    "/books/{id}": {
      get: { ...common, summary: "Get a book", parameters: id, responses: { 200: reply("Book"), 404: reply("Problem") } },
      patch: { ...common, summary: "Change a book", parameters: id, requestBody: body("BookPatch"), responses: { 200: reply("Book"), 404: reply("Problem"), 422: reply("Problem") } },
      delete: { ...common, summary: "Delete a book", parameters: id, responses: { 204: { description: "Deleted" }, 404: reply("Problem") } },
    },
  },
  components: {
    schemas: {
      BookInput: { type: "object", properties: members, required: ["title", "year"], additionalProperties: false, example: { title: "Emma", year: 1815 } },
      BookPatch: { type: "object", properties: members, additionalProperties: false },
      Book: { type: "object", properties: { id: { type: "string" }, title: { type: "string" }, year: { type: "integer" }, createdAt: { type: "string", format: "date-time" } }, required: ["id", "title", "year", "createdAt"] },
      BookList: { type: "object", properties: { items: { type: "array", items: { $ref: "#/components/schemas/Book" } }, cursor: { type: ["string", "null"] }, total: { type: "integer" } }, required: ["items", "cursor", "total"] },
      Problem: { type: "object", properties: { error: { type: "object" } }, required: ["error"] },
    },
  },
};

const make = { request: { method: "POST" as const, path: "/books", body: { title: "Persuasion", year: 1817 } }, expect: { status: 201 }, capture: { id: "/id" } };
export const testsOfBooks: ContractTest[] = [
  { name: "A book is kept", steps: [make, { request: { method: "GET", path: "/books/{{id}}" }, expect: { status: 200 } }, { request: { method: "GET", path: "/books" }, expect: { status: 200 } }] },
  { name: "A book is changed", steps: [make, { request: { method: "PATCH", path: "/books/{{id}}", body: { year: 1818 } }, expect: { status: 200 } }] },
  { name: "A book is deleted", steps: [make, { request: { method: "DELETE", path: "/books/{{id}}" }, expect: { status: 204 } }] },
];
