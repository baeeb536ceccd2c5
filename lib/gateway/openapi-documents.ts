import { withTimeout } from "#lib/clock.ts";
import type { ApiRecord } from "#lib/db/gateway-db.ts";
import { AppError } from "#lib/errors.ts";

const MAX_DOCUMENTS = 500;

export interface OpenapiDocumentsOptions {
  urlOf(apiId: string): string;
  findOpenapi(apiId: string): Promise<Record<string, unknown> | null>;
}

/** The OpenAPI document of each live version, as stored at the gate, with `servers` set to the public address. */
export class OpenapiDocuments {
  readonly #options: OpenapiDocumentsOptions;
  readonly #bodies = new Map<string, Buffer>();

  constructor(options: OpenapiDocumentsOptions) {
    this.#options = options;
  }

  async find(api: ApiRecord): Promise<Buffer> {
    const name = `${api.apiId} ${api.liveVersionId}`;
    const known = this.#bodies.get(name);
    if (known) return known;
    const document = await withTimeout(this.#options.findOpenapi(api.apiId), 2_000).catch((cause: unknown) => {
      throw new AppError("unavailable", "The document can't be read right now. Try again in a few seconds.", { headers: { "Retry-After": "3" }, cause });
    });
    if (!document) throw new AppError("not_found", "This API has no OpenAPI document.");
    const body = Buffer.from(JSON.stringify({ ...document, servers: [{ url: this.#options.urlOf(api.apiId) }] }));
    this.#bodies.set(name, body);
    if (this.#bodies.size > MAX_DOCUMENTS) this.#bodies.delete(this.#bodies.keys().next().value ?? "");
    return body;
  }
}
