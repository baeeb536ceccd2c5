import type { DataSpace } from "./host-ports.ts";

/**
 * What a runtime is called: by its API for the live version, `api_…@<version id>` for one that was live before and is still asked for, on the same
 * data, `api_…~<version id>` for a draft, on data of its own. The names of a version that is promoted differ, so nothing of a draft serves as live.
 */
export interface RuntimeName {
  apiId: string;
  /** Null: the live version, whichever it is. */
  version: { id: string; isDraft: boolean } | null;
}

export const versionName = (apiId: string, versionId: string, isDraft: boolean): string => `${apiId}${isDraft ? "~" : "@"}${versionId}`;

export function parseRuntimeName(name: string): RuntimeName {
  const at = name.search(/[@~]/);
  return at === -1 ? { apiId: name, version: null } : { apiId: name.slice(0, at), version: { id: name.slice(at + 1), isDraft: name[at] === "~" } };
}

/** A draft's documents are scratch data of its own: nothing of them is ever live, and they go with it. */
export function spaceOf(name: string, workspaceId: string): DataSpace {
  const { apiId, version } = parseRuntimeName(name);
  return version?.isDraft ? { kind: "scratch", scratchId: `draft:${version.id}` } : { kind: "live", apiId, workspaceId };
}
