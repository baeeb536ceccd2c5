import type { DataErrorCode, Scratch, ScratchReply, ScratchRequest, ScratchRound } from "#lib/runtime/runtime.ts";
import type { ContractTest, Json } from "#lib/versions/schema.ts";
import { documentOfBooks, testsOfBooks } from "./books-document.ts";

/** What is wrong with the API; "" is the right one. */
export type Flaw =
  | "" | "crashes on NUL" | "misses nothing" | "takes any type" | "takes any bounds" | "takes unknown members" | "takes anything as JSON" | "takes any body" | "takes text/plain" | "takes any query" | "finds unknown ids"
  | "deletes nothing" | "lists the deleted" | "stores nothing on PATCH" | "answers other than it stores" | "escapes html" | "shows everybody's" | "lists everybody's" | "refuses a limit of 100" | "pages overlap" | "sorts one way"
  | "newest last" | "filters nothing" | "range without its end" | "refuses its example" | "drops a field" | "undocumented status" | "takes an unknown query" | "refuses without words" | "finds everything" | "takes the prototype"
  | "hides an outage" | "crashes in an outage" | "blames the caller for an outage" | "crashes on full data" | "hides a stale change" | "is silent in an outage" | "stays broken after an outage";
type Book = { id: string; title: string; year: number; createdAt: string; owner: string };
type Answer = [status: number, body?: Json];

/** An API in memory, right but for one flaw, with its document and contract tests. Only for tests of the derived tests. */
export const fakeBooksApi = (flaw: Flaw): { scratch: Pick<Scratch, "round">; document: Json; tests: ContractTest[] } => ({
  scratch: { round: () => roundOfBooks(flaw) }, document: documentOfBooks, tests: testsOfBooks,
});

function roundOfBooks(flaw: Flaw): ScratchRound {
  const books = new Map<string, Book>();
  const deleted = new Set<string>();
  let made = 0;
  const respond = (request: ScratchRequest): Answer => {
    const url = new URL(request.path, "http://api.test");
    const [, , rawId] = url.pathname.split("/");
    const owner = request.consumer ?? "tester";
    if (rawId === undefined) return request.method === "POST" ? create(request, owner) : list(flaw, [...books.values()].filter((book) => book.owner === owner || flaw === "lists everybody's"), url.searchParams);
    const book = books.get(decodeURIComponent(rawId));
    const isSeen = book && !deleted.has(book.id) && (book.owner === owner || flaw === "shows everybody's");
    if (!isSeen) return flaw === "finds unknown ids" ? [200, show({ id: rawId, title: "x", year: 1, createdAt: "2026-01-01T00:00:00Z", owner })] : missing;
    if (request.method === "GET") return [200, show(book)];
    if (request.method === "DELETE") return remove(book);
    const patch = read(flaw, request, true);
    if (Array.isArray(patch)) return patch;
    const changed = { ...book, ...patch };
    if (flaw !== "stores nothing on PATCH") books.set(book.id, changed);
    return [200, show(changed)];
  };
  const remove = ({ id }: Book): Answer => {
    if (flaw === "lists the deleted") deleted.add(id);
    else if (flaw !== "deletes nothing") books.delete(id);
    return [204];
  };
  const create = (request: ScratchRequest, owner: string): Answer => {
    const input = read(flaw, request, false);
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
    async failData(code) {
      const before = refused;
      [fault, refused] = [code, 0];
      return before;
    },
    async fetch(request): Promise<ScratchReply> {
      const [status, body] = failing(request) ?? respond(request);
      return { status, headers: body === undefined ? {} : { "content-type": "application/json" }, body: body === undefined ? "" : JSON.stringify(body), ms: 0, console: [] };
    },
  };
}

/** The body as the API understands it, or its refusal. */
function read(flaw: Flaw, request: ScratchRequest, isPartial: boolean): { [key: string]: Json } | Answer {
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
}

function list(flaw: Flaw, books: readonly Book[], query: URLSearchParams): Answer {
  const limit = Number(query.get("limit") ?? 20);
  if (!Number.isInteger(limit) || limit < 1 || limit > 100 || (flaw === "refuses a limit of 100" && limit === 100)) return invalid;
  const [sort, order, minYear] = [query.get("sort") ?? "createdAt", query.get("order") ?? "desc", query.get("minYear")];
  const isAsked = ["createdAt", "year", "title"].includes(sort) && ["asc", "desc"].includes(order) && (flaw === "takes an unknown query" || !query.has("notAParameter")) && (minYear === null || /^\d+$/.test(minYear));
  if (!isAsked && flaw !== "takes any query") return invalid;
  const sought = books.filter((book) => flaw === "finds everything" || book.title.includes(query.get("q") ?? ""));
  const filtered = sought.filter((book) => flaw === "filters nothing" || ((query.get("title") ?? book.title) === book.title && (flaw === "range without its end" ? book.year > Number(minYear ?? -1) : book.year >= Number(minYear ?? -1))));
  const key = (book: Book): string | number => (sort === "year" ? book.year : sort === "title" ? book.title : book.createdAt);
  const rising = filtered.toSorted((a, b) => (key(a) < key(b) ? -1 : 1));
  const turns = flaw === "sorts one way" ? false : flaw === "newest last" && !query.has("order") ? false : order === "desc";
  const sorted = turns ? rising.toReversed() : rising;
  const start = Number(query.get("cursor") ?? 0);
  const items = sorted.slice(Math.max(0, start - (flaw === "pages overlap" && start > 0 ? 1 : 0)), start + limit);
  return [200, { items: items.map(show), cursor: start + limit < sorted.length ? String(start + limit) : null, total: filtered.length }];
}

const problem: Json = { error: { code: "x", message: "y" } };
const missing: Answer = [404, problem];
const invalid: Answer = [422, problem];
const show = ({ id, title, year, createdAt }: Book): { [key: string]: Json } => ({ id, title, year, createdAt });
