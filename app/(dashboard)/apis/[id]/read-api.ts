import type { Metadata } from "next";
import { unstable_rethrow } from "next/navigation";
import { cache } from "react";
import { getApi } from "#lib/apis/get-api.ts";
import type { ApiDetail } from "#lib/apis/schema.ts";
import { webDeps } from "#lib/deps.ts";
import { AppError } from "#lib/errors.ts";
import { requireActor } from "../../../current-actor.ts";

/** What the pages of an API are given. */
export interface ApiPageProps {
  params: Promise<{ id: string }>;
}

/** The API, or why there is none to show. One read for title, layout and page. */
export const findApi = cache(async (apiId: string): Promise<ApiDetail | "gone" | "unknown"> => {
  const actor = await requireActor(`/apis/${apiId}`);
  try {
    return await getApi({ apiId }, actor, webDeps());
  } catch (error) {
    if (error instanceof AppError && error.code === "gone") return "gone";
    if (error instanceof AppError && error.code === "not_found") return "unknown";
    throw error;
  }
});

/** The API, or null: then the layout says why. */
export async function readApi(apiId: string): Promise<ApiDetail | null> {
  const api = await findApi(apiId);
  return typeof api === "string" ? null : api;
}

/** The title of one of its pages: `part` names which. */
export async function apiTitle({ params }: ApiPageProps, part?: string): Promise<Metadata> {
  try {
    const api = await findApi((await params).id);
    if (api === "gone") return { title: "Deleted API" };
    if (api === "unknown") return { title: "Not found" };
    return { title: part === undefined ? api.name : `${api.name}: ${part}` };
  } catch (error) {
    unstable_rethrow(error);
    // The page fails with the same, and needs a title nevertheless.
    return { title: "Could not be loaded" };
  }
}
