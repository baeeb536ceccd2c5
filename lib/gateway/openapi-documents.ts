import { withTimeout } from "#lib/clock.ts";
import { AppError } from "#lib/errors.ts";

const MAX_DOCUMENTS = 500;

export interface OpenapiDocumentsOptions {
  urlOf(apiId: string): string;
  findOpenapi(apiId: string, versionId: string): Promise<Record<string, unknown> | null>;
}

/** The OpenAPI document of each version that is called, as stored at the gate, with `servers` set to the public address. */
export class OpenapiDocuments {
  readonly #options: OpenapiDocumentsOptions;
  readonly #bodies = new Map<string, Buffer>();

  constructor(options: OpenapiDocumentsOptions) {
    this.#options = options;
  }

  /** `address`: what is called, `api_…` or a draft's, `api_…~4-…`. */
  async find(apiId: string, versionId: string | null, address: string): Promise<Buffer> {
    const name = `${address} ${versionId}`;
    const known = this.#bodies.get(name);
    if (known) return known;
    const document = await withTimeout(versionId === null ? Promise.resolve(null) : this.#options.findOpenapi(apiId, versionId), 2_000).catch((cause: unknown) => {
      throw new AppError("unavailable", "The document can't be read right now. Try again in a few seconds.", { headers: { "Retry-After": "3" }, cause });
    });
    if (!document) throw new AppError("not_found", "This API has no OpenAPI document.");
    const body = Buffer.from(JSON.stringify({ ...document, servers: [{ url: this.#options.urlOf(address) }] }));
    this.#bodies.set(name, body);
    if (this.#bodies.size > MAX_DOCUMENTS) this.#bodies.delete(this.#bodies.keys().next().value ?? "");
    return body;
  }
}
