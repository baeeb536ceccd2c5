import { z } from "zod";
import type { Actor } from "#lib/auth/actor.ts";
import { compareOpenapi } from "./contract/compare-openapi.ts";
import { diffSources, fileDiffSchema } from "./diff-sources.ts";
import { getVersion } from "./get-version.ts";
import type { VersionDeps } from "./list-versions.ts";
import { contractChangeSchema } from "./release-schema.ts";

export const versionDiffSchema = z.object({
  from: z.number().int(),
  to: z.number().int(),
  breaking: z.array(contractChangeSchema).meta({ description: "What somebody who calls `from` by its document may fail with." }),
  other: z.array(contractChangeSchema),
  files: z.array(fileDiffSchema),
});
export type VersionDiff = z.infer<typeof versionDiffSchema>;

/** What changed from one version to another: of the source line by line, of the OpenAPI document in words. Throws `not_found`, `gone`. */
export async function diffVersions(input: { apiId: string; from: number; to: number }, actor: Actor, deps: VersionDeps): Promise<VersionDiff> {
  const from = await getVersion({ apiId: input.apiId, number: input.from }, actor, deps);
  const to = await getVersion({ apiId: input.apiId, number: input.to }, actor, deps);
  const changes = compareOpenapi(from.openapi, to.openapi);
  return {
    from: from.number, to: to.number, breaking: changes.filter(({ isBreaking }) => isBreaking), other: changes.filter(({ isBreaking }) => !isBreaking),
    files: diffSources(from.source, to.source, { from: `version ${from.number}`, to: `version ${to.number}` }),
  };
}
