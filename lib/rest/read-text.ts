import { AppError } from "#lib/errors.ts";

const MAX_BODY_BYTES = 1024 * 1024;

/** A request's body as text. Stops reading at the limit: what a caller says of its length is not believed. Throws `too_large`. */
export async function readText(request: Request): Promise<string> {
  const chunks: Uint8Array[] = [];
  let sizeBytes = 0;
  for await (const chunk of request.body ?? []) {
    sizeBytes += chunk.byteLength;
    if (sizeBytes > MAX_BODY_BYTES) throw new AppError("too_large", "The body may have at most 1 MB.");
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString("utf8");
}
