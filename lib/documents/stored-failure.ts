import { PLAN_LIMITS } from "#lib/rate-limit/plans.ts";
import { DataFailure } from "./data-failure.ts";

/** What the plans hold, as private.count_use and private.want_index read it. */
export const DOCUMENT_LIMITS = JSON.stringify(Object.fromEntries(Object.entries(PLAN_LIMITS).map(([plan, limits]) => [plan, [limits.documents, limits.documentBytes, limits.documentIndexes]])));

/** What private.count_use, insert_document and claim_uniques refuse, in words; null for any other error. */
export function storedFailure(error: unknown): DataFailure | null {
  const { code, message, detail, constraint_name: taken } = (error ?? {}) as { code?: unknown; message?: unknown; detail?: unknown; constraint_name?: unknown };
  if (code === "23505" && taken === "id") return new DataFailure("conflict", `There is already a document with the id "${String(message)}".`);
  if (code === "23505" && taken === "field") return new DataFailure("conflict", `There is already a document with this ${String(message)}.`);
  if (code !== "DQ001" || typeof detail !== "string") return null;
  const [used = 0, limit = 0] = JSON.parse(detail) as number[];
  if (message === "draft") return new DataFailure("quota", `A draft holds ${grouped(limit)} documents, and as many are stored. Nothing of this was stored. Delete some, or promote the draft.`);
  const figures = message === "bytes" ? `${megabytes(limit)} MB of documents, and ${megabytes(used)} MB are stored` : `${grouped(limit)} documents, and ${grouped(used)} are stored`;
  return new DataFailure("quota", `This workspace's plan holds ${figures}. Nothing of this was stored. Delete documents, or move to a larger plan.`);
}

const grouped = (value: number): string => value.toLocaleString("en-US");
const megabytes = (bytes: number): string => grouped(Math.round((bytes / 1024 / 1024) * 10) / 10);
