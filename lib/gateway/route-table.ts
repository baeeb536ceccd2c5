import { type DocumentedOperation, routeName } from "#lib/versions/documented-operations.ts";
import type { PublicRoute } from "#lib/db/gateway-db.ts";

export interface RouteTable {
  /** Whether a call may be made without a key. `path` as it was sent, without its query. */
  isPublic(method: string, path: string): boolean;
}

interface Template {
  methods: readonly string[];
  segments: readonly Segment[];
  isPublic: boolean;
}
interface Segment {
  /** What it must be, or what it must look like. */
  matches(segment: string): boolean;
  /** A fixed text goes before a pattern, a pattern before any value. */
  rank: number;
}

/**
 * What an owner opened, beside all that the live version documents: a call is public when the documented route that it goes to is, as the text
 * stands and as the API's router will decode it. A route that is open does not open its neighbours: `/books/{id}` leaves `/books/export` closed.
 */
export function routeTable(operations: readonly DocumentedOperation[], publicRoutes: readonly PublicRoute[]): RouteTable {
  const open = new Set(publicRoutes.map(routeName));
  const templates = operations.map((operation): Template => ({
    methods: operation.method === "GET" ? ["GET", "HEAD"] : [operation.method],
    segments: operation.path.split("/").map(segmentOf),
    isPublic: open.has(routeName(operation)) && !operation.isPerConsumer,
  }));
  const isOpen = (method: string, segments: readonly string[]): boolean => {
    const found = templates.filter((template) => template.methods.includes(method) && fits(template, segments));
    const best = found.map(rankOf).toSorted().at(-1);
    return best !== undefined && found.every((template) => template.isPublic || rankOf(template) !== best);
  };
  return {
    isPublic(method, path) {
      const sent = path.split("/");
      const decoded = sent.map(decode);
      return (path === "/" || decoded.every((segment, index) => isPlain(segment, index))) && isOpen(method, sent) && isOpen(method, decoded);
    },
  };
}

function segmentOf(text: string): Segment {
  if (/^\{[^{}]+\}$/.test(text)) return { matches: (segment) => segment !== "", rank: 0 };
  if (!text.includes("{")) {
    const encoded = encodeURI(text);
    return { matches: (segment) => segment === text || segment === encoded, rank: 2 };
  }
  const pattern = new RegExp(`^${text.split(/\{[^{}]+\}/).map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")).join(".+")}$`, "s");
  return { matches: (segment) => pattern.test(segment), rank: 1 };
}

const fits = ({ segments }: Template, sent: readonly string[]): boolean => segments.length === sent.length && segments.every((segment, index) => segment.matches(sent[index] ?? ""));
const rankOf = ({ segments }: Template): string => segments.map(({ rank }) => rank).join("");

/** Empty for what is no UTF-8. */
function decode(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return "";
  }
}

/** Routers disagree about `//`, a trailing slash, `.`, `..` and an encoded slash. */
const isPlain = (segment: string, index: number): boolean => (index === 0) === (segment === "") && segment !== "." && segment !== ".." && !segment.includes("/") && !segment.includes("\\");
