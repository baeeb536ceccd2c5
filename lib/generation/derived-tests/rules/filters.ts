import type { ScratchRequest } from "#lib/runtime/runtime.ts";
import type { Json } from "#lib/versions/schema.ts";
import { Finding, type Situation } from "../derived-test.ts";
import { memberOf } from "../json-value.ts";
import type { Parameter } from "../operations.ts";
import { withQuery } from "./bad-queries.ts";
import type { ListReply } from "./list-reply.ts";

type Scalar = string | number | boolean;
interface Filter {
  field: string;
  /** Whether an item with this value must come, must stay away, or may do either. */
  takes(value: Scalar, asked: Scalar): boolean | null;
}

/** Parameters of lists that are no filters, or whose name says less than it seems. */
const OTHER = new Set(["limit", "cursor", "sort", "order", "offset", "page", "distance", "radius", "within"]);

const SEARCHES = new Set(["q", "query", "search", "prefix"]);

/** A parameter named like a member of the items gives the items with that value; one named like its end of a range, those from or up to it. */
export async function expectFiltered(
  situation: Situation, request: ScratchRequest, { name }: Parameter, all: readonly Json[], read: Read,
): Promise<void> {
  if (SEARCHES.has(name)) await expectNothing(situation, request, name, read);
  if (OTHER.has(name) || SEARCHES.has(name)) return;
  const filter = filterOf(name, all);
  if (!filter) return;
  const valueOf = (item: Json): Scalar | null => {
    const value = memberOf(item, filter.field);
    return typeof value === "string" || typeof value === "number" || typeof value === "boolean" ? value : null;
  };
  const values = [...new Set(all.map(valueOf).filter((value) => value !== null))];
  for (const asked of [values[Math.floor(values.length / 2)], values[0]].slice(0, values.length > 1 ? 2 : 1)) {
    if (asked === undefined || asked === "") continue;
    const call = withQuery(request, name, String(asked));
    const found = await read(situation, call);
    if (!found) continue;
    const wrong = found.items.find((item) => filter.takes(valueOf(item) ?? "", asked) === false);
    if (wrong !== undefined) throw new Finding(`${name}=${String(asked)} gave an item whose ${filter.field} is ${JSON.stringify(valueOf(wrong))}`, call, found.reply);
    const wanted = all.filter((item) => valueOf(item) !== null && filter.takes(valueOf(item) ?? "", asked) === true).length;
    if (found.items.length < Math.min(wanted, 20)) throw new Finding(`${name}=${String(asked)} gave ${found.items.length} of the ${wanted} items with such a ${filter.field}`, call, found.reply);
    const total = memberOf(found.body, "total");
    if (typeof total === "number" && memberOf(found.body, "cursor") === null && total !== found.items.length) throw new Finding(`total is ${total}, but ${found.items.length} items came`, call, found.reply);
  }
}

type Read = (situation: Situation, request: ScratchRequest) => Promise<ListReply | null>;

/** What nobody wrote is found nowhere. */
async function expectNothing(situation: Situation, request: ScratchRequest, name: string, read: Read): Promise<void> {
  const call = withQuery(request, name, "zqxjkvbw");
  const found = await read(situation, call);
  if (found && found.items.length > 0) throw new Finding(`${name}=zqxjkvbw gave ${found.items.length} items, though none holds this`, call, found.reply);
}

function filterOf(name: string, all: readonly Json[]): Filter | null {
  const fieldNamed = (field: string): boolean => all.some((item) => memberOf(item, field) !== undefined && memberOf(item, field) !== null);
  if (fieldNamed(name)) return { field: name, takes: (value, asked) => (typeof value === "string" && typeof asked === "string" ? isLike(value, asked) : value === asked) };
  const from = /^min([A-Z].*)$|^(.+)(?:From|Since)$/.exec(name);
  const to = /^max([A-Z].*)$|^(.+)(?:To|Until)$/.exec(name);
  const field = lowerFirst(from?.[1] ?? from?.[2] ?? to?.[1] ?? to?.[2] ?? "");
  if (field === "" || !fieldNamed(field)) return null;
  return { field, takes: (value, asked) => isWithin(value, asked, from !== null) };
}

/** The same text comes; one that holds it may. */
const isLike = (value: string, asked: string): boolean | null => (value === asked ? true : value.toLowerCase().includes(asked.toLowerCase()) ? null : false);

/** The end itself belongs to the range. */
function isWithin(value: Scalar, asked: Scalar, isFrom: boolean): boolean | null {
  if (typeof value === "number" && typeof asked === "number") return isFrom ? value >= asked : value <= asked;
  if (typeof value !== "string" || typeof asked !== "string" || !/^\d{4}-\d\d-\d\d/.test(value) || value.length !== asked.length) return null;
  return isFrom ? value >= asked : value <= asked;
}

const lowerFirst = (text: string): string => text.charAt(0).toLowerCase() + text.slice(1);
