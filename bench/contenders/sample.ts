import type { TestApi, TestGateway } from "#lib/gateway/test-gateway.ts";
import { buildResources } from "#lib/generation/resource-builder/resource-builder.ts";
import type { RuntimeAddress, SourceFiles } from "#lib/runtime/runtime.ts";
import { load, type LoadResult } from "../load.ts";

export const SAMPLE_DESCRIPTION = "authors with name, email and country and books with title, author, year, price and status either available, lent or lost";
/** The generated API that every contender runs. */
export const SAMPLE: SourceFiles = buildResources(SAMPLE_DESCRIPTION).files;

/** Reaches the code and no data, which only ours have: an unknown query is refused by its schema. */
export const TARGET = "/books?limit=none";
const REFUSED = 422;

/** One call through the gateway. */
export async function timeCall(bed: Pick<TestGateway, "url">, api: TestApi): Promise<number> {
  const startedAt = performance.now();
  const response = await fetch(`${bed.url}/${api.apiId}${TARGET}`, { headers: { "x-api-key": api.key } });
  const ms = performance.now() - startedAt;
  await response.arrayBuffer();
  if (response.status !== REFUSED) throw new Error(`the API answered ${response.status}`);
  return ms;
}

/** Calls past the gateway, at the API's own socket. */
export const callAtSocket = ({ socketPath }: RuntimeAddress, connections: number, ms: number): Promise<LoadResult> =>
  load(`http://api.test${TARGET}`, { "x-request-id": "bench" }, connections, ms, { socketPath, status: REFUSED });

export const rest = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
