import { z } from "zod";
import { AppError } from "#lib/errors.ts";
import { exportApi } from "#lib/export/export-api.ts";
import { importApi } from "#lib/export/import-api.ts";
import { generationEventSchema, liveResultSchema, type LiveResult } from "#lib/generation/events.ts";
import { param } from "../param.ts";
import { type Operation, readQuery } from "../serve.ts";
import { buildStream, endOfBuild, wantsJson } from "./build-stream.ts";

const ZIP = "application/zip";
const MAX_ZIP_BYTES = 16 << 20;
const withData = z.stringbool("Say true or false.").default(false);

const exportQuery = z.object({
  version: z.coerce.number().int().min(1).optional().meta({ description: "The number of a version; absent: the live one." }),
  data: withData.meta({ description: "true: with everything that it stored, as JSON lines. Needs the scope `documents:read` too." }),
});

export const exportApiOperation: Operation<undefined, never> = {
  method: "GET",
  path: "/api/v1/apis/{id}/export",
  summary: "An API as a zip that runs elsewhere",
  description: "With its source, document, contract tests and a storage adapter: `npm install && npm start` on Node, or Cloudflare Workers. Secrets are named, never told.",
  scope: "apis:read",
  query: exportQuery,
  media: [ZIP],
  errors: ["invalid"],
  async run({ params, query, actor, deps }) {
    const { version, data } = readQuery(exportQuery, query);
    const { fileName, zip } = await exportApi({ apiId: param(params, "id"), withData: data, ...(version === undefined ? {} : { version }) }, actor, deps);
    return new Response(zip, { headers: { "Content-Type": ZIP, "Content-Disposition": `attachment; filename="${fileName}"`, "Cache-Control": "no-store" } });
  },
};

const importQuery = z.object({ data: withData.meta({ description: "true: with the data in the zip. Needs the scope `documents:write` too." }) });

/** Answers as POST /api/generate does. */
export const importApiOperation: Operation<undefined, LiveResult> = {
  method: "POST",
  path: "/api/v1/apis/import",
  summary: "Make an API out of an exported zip",
  description: `It passes the same checks and tests as any build before it is live. Approvals of hosts and values of secrets are not part of a zip. At most ${MAX_ZIP_BYTES >> 20} MB.`,
  scope: "generations:write",
  alsoNeeds: ["apis:write"],
  query: importQuery,
  upload: [ZIP],
  output: liveResultSchema,
  events: generationEventSchema,
  errors: ["unsupported_media_type", "generation_failed"],
  async run({ query, request, actor, deps }) {
    const { data } = readQuery(importQuery, query);
    if (!/^application\/(zip|x-zip-compressed|octet-stream)\b/.test(request.headers.get("content-type") ?? "")) throw new AppError("unsupported_media_type", `Send the zip itself as the body, with Content-Type: ${ZIP}.`);
    const started = await importApi({ zip: () => readBytes(request), withData: data }, actor, deps);
    return wantsJson(request) ? (await endOfBuild(started)).result : buildStream(started, request);
  },
};

/** Stops reading at the limit: what a caller says of its length is not believed. */
async function readBytes(request: Request): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  let sizeBytes = 0;
  for await (const chunk of request.body ?? []) {
    sizeBytes += chunk.byteLength;
    if (sizeBytes > MAX_ZIP_BYTES) throw new AppError("too_large", `A zip may have at most ${MAX_ZIP_BYTES >> 20} MB. Export it without its data, and load the data afterwards.`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
