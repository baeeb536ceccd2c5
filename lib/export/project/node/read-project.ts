import { readFileSync } from "node:fs";
import path from "node:path";
import type { ContractTest } from "#lib/versions/schema.ts";
import type { Manifest } from "../manifest.ts";
import { ROOT } from "./settings.ts";

const readJson = (name: string): unknown => JSON.parse(readFileSync(path.join(ROOT, name), "utf8"));

// The project's own files, which its owner writes.
export const readManifest = (): Manifest => readJson("api.json") as Manifest;
export const readOpenapi = (): Record<string, unknown> => readJson("openapi.json") as Record<string, unknown>;
export const readContractTests = (): ContractTest[] => readJson("contract-tests.json") as ContractTest[];
