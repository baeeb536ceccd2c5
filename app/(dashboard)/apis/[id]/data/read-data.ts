import { browseDocuments } from "#lib/documents/browse-documents.ts";
import { listCollections } from "#lib/documents/list-collections.ts";
import { type Collections, type DocumentFilter, FILTER_TESTS, type StoredDocument } from "#lib/documents/schema.ts";
import { whereOfFilter } from "#lib/documents/where-of-filter.ts";
import { webDeps } from "#lib/deps.ts";
import { AppError } from "#lib/errors.ts";
import { requireActor } from "../../../../current-actor.ts";

export type DataSearch = Partial<Record<"collection" | "field" | "test" | "value" | "orderBy" | "cursor", string | string[]>>;
interface Data {
  kind: "shown";
  collections: Collections;
  /** The collection of the address; may be none. */
  asked: string;
  current: Collections["items"][number] | undefined;
  filter: DocumentFilter;
  where: string | undefined;
  items: StoredDocument[];
  cursor: string | null;
  isFirst: boolean;
  /** Why the filter shows nothing. */
  problem: string | null;
}

/** What the page shows, or why this member sees nothing. */
export async function readData(apiId: string, search: DataSearch): Promise<Data | { kind: "refused"; message: string }> {
  const actor = await requireActor(`/apis/${apiId}/data`);
  const asked = (name: keyof DataSearch): string => (typeof search[name] === "string" ? search[name] : "");
  try {
    const collections = await listCollections({ apiId }, actor, webDeps());
    const current = collections.items.find(({ name }) => name === asked("collection")) ?? collections.items[0];
    const filter = { field: asked("field"), test: FILTER_TESTS.find((test) => test === asked("test")) ?? "eq", value: asked("value"), orderBy: asked("orderBy") };
    const where = whereOfFilter(filter);
    const shown = { kind: "shown" as const, asked: asked("collection"), collections, current, filter, where, isFirst: asked("cursor") === "" };
    if (!current) return { ...shown, items: [], cursor: null, problem: null };
    const page = await browseDocuments({ apiId, collection: current.name, where, orderBy: filter.orderBy || undefined, cursor: asked("cursor") || undefined, limit: 25 }, actor, webDeps()).catch(problemOf);
    return typeof page === "string" ? { ...shown, items: [], cursor: null, problem: page } : { ...shown, ...page, problem: null };
  } catch (error) {
    if (error instanceof AppError && error.code === "forbidden") return { kind: "refused", message: error.message };
    throw error;
  }
}

function problemOf(error: unknown): string {
  if (error instanceof AppError && error.code === "invalid") return error.message;
  throw error;
}
