import type { SourceFiles } from "#lib/runtime/runtime.ts";
import type { ContractTest, Json } from "#lib/versions/schema.ts";
import { placedFiles } from "./placed-files.ts";
import type { Manifest } from "./project/manifest.ts";
import { json, projectTexts } from "./project-texts.ts";

export interface ExportedVersion {
  manifest: Manifest;
  openapi: Record<string, Json>;
  contractTests: readonly ContractTest[];
  source: SourceFiles;
}

/** Everything of an export but its data: path → text. */
export function projectFiles({ manifest, openapi, contractTests, source }: ExportedVersion, slug: string): Record<string, string> {
  return {
    ...projectTexts(manifest, slug),
    "openapi.json": json(openapi),
    "contract-tests.json": json(contractTests),
    ...Object.fromEntries(Object.entries(source).map(([name, text]) => [`src/${name}`, text])),
    ...Object.fromEntries(placedFiles()),
  };
}
