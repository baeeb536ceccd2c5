import type { ScratchRequest } from "#lib/runtime/runtime.ts";

/** A GET by whoever makes the call, of its own address or another. */
export const readAs = ({ path, consumer }: Pick<ScratchRequest, "path" | "consumer">, of = path): ScratchRequest => ({ method: "GET", path: of, ...(consumer === undefined ? {} : { consumer }) });
