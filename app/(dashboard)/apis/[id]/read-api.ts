import { notFound } from "next/navigation";
import { cache } from "react";
import { getApi } from "#lib/apis/get-api.ts";
import type { ApiDetail } from "#lib/apis/schema.ts";
import { webDeps } from "#lib/deps.ts";
import { AppError } from "#lib/errors.ts";
import { requireActor } from "../../../current-actor.ts";

/** The API, "gone", or the page that says that nothing is here. One read for title and page. */
export const readApi = cache(async (apiId: string): Promise<ApiDetail | "gone"> => {
  const actor = await requireActor(`/apis/${apiId}`);
  try {
    return await getApi({ apiId }, actor, webDeps());
  } catch (error) {
    if (error instanceof AppError && error.code === "gone") return "gone";
    if (error instanceof AppError && error.code === "not_found") notFound();
    throw error;
  }
});
