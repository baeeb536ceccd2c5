import { withTimeout } from "#lib/clock.ts";
import type { ApiRecord } from "#lib/db/gateway-db.ts";
import { AppError } from "#lib/errors.ts";
import { type DocumentedOperation, documentedOperations } from "#lib/versions/documented-operations.ts";
import { type RouteTable, routeTable } from "./route-table.ts";
import { when } from "./when.ts";

const MAX_VERSIONS = 1_000;

export interface PublicRoutesOptions {
  findOpenapi(apiId: string, versionId: string): Promise<Record<string, unknown> | null>;
}

/** Which calls need no key. What a version documents never changes and is read once; what is open comes with the API's record, which is at most a second old. */
export class PublicRoutes {
  readonly #options: PublicRoutesOptions;
  readonly #operations = new Map<string, DocumentedOperation[]>();
  readonly #tables = new WeakMap<ApiRecord, RouteTable>();

  constructor(options: PublicRoutesOptions) {
    this.#options = options;
  }

  /** Whether the owner opened this route. At once for an API that has none, and for one that was asked about before. Rejects with `unavailable`. */
  has(api: ApiRecord, method: string, path: string): boolean | Promise<boolean> {
    if (api.publicRoutes.length === 0) return false;
    return when(this.#tables.get(api) ?? this.#compile(api), (table) => table.isPublic(method, path));
  }

  #compile(api: ApiRecord): RouteTable | Promise<RouteTable> {
    return when(this.#operationsOf(api), (operations) => {
      const table = routeTable(operations, api.publicRoutes);
      this.#tables.set(api, table);
      return table;
    });
  }

  #operationsOf(api: ApiRecord): DocumentedOperation[] | Promise<DocumentedOperation[]> {
    const name = `${api.apiId} ${api.liveVersionId}`;
    return this.#operations.get(name) ?? withTimeout(api.liveVersionId === null ? Promise.resolve(null) : this.#options.findOpenapi(api.apiId, api.liveVersionId), 2_000).then((document) => {
      const operations = documentedOperations(document);
      this.#operations.set(name, operations);
      if (this.#operations.size > MAX_VERSIONS) this.#operations.delete(this.#operations.keys().next().value ?? "");
      return operations;
    }, (cause: unknown) => {
      throw new AppError("unavailable", "What this API lets be called without a key can't be read right now. Try again in a few seconds.", { headers: { "Retry-After": "3" }, cause });
    });
  }
}
