import { AppError } from "#lib/errors.ts";
import type { Bundler } from "../compile/build.ts";
import { ANY_LIBRARIES, readBundle } from "../compile/bundle-text.ts";
import type { BundleStore, LiveVersion } from "../host-ports.ts";

export interface LiveCode {
  /** Hash of the libraries to run it with. */
  libraries: string;
  code: string;
}

const MAX_REBUILT = 64;

/**
 * The code of a live version. A bundle from before libraries were shared can't be run any more: its source is built again, once per runner, and
 * runs with the libraries of today, which its tests never met. That it can't be built is no crash of the API.
 */
export function createLiveCode(bundler: Pick<Bundler, "build">, store: Pick<BundleStore, "loadSource">): (live: LiveVersion) => Promise<LiveCode> {
  const rebuilt = new Map<string, Promise<LiveCode>>();
  const rebuild = async (versionId: string): Promise<LiveCode> => {
    const source = await store.loadSource(versionId).catch((error: unknown) => {
      throw new AppError("unavailable", "The source of this API can't be read right now. Try again in a few seconds.", { cause: error });
    });
    const built = source && (await bundler.build(source));
    if (built?.ok) return { libraries: ANY_LIBRARIES, code: built.bundle };
    throw new AppError("unavailable", `This version is of an older form, and its source does not build any more: ${(built && built.diagnostics[0]?.message) ?? "it is gone."} Its owner can build it again.`, { cause: built?.diagnostics });
  };
  return async (live) => {
    const read = readBundle(live.bundle);
    if (read) return read;
    const known = rebuilt.get(live.versionId);
    if (known) return known;
    const made = rebuild(live.versionId);
    rebuilt.set(live.versionId, made);
    made.catch(() => rebuilt.delete(live.versionId));
    const [oldest] = rebuilt.keys();
    if (rebuilt.size > MAX_REBUILT && oldest !== undefined) rebuilt.delete(oldest);
    return made;
  };
}
