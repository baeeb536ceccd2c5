import type { z } from "zod";
import { apiAnalyticsOperation } from "./operations/analytics.ts";
import * as apis from "./operations/apis.ts";
import * as blueprints from "./operations/blueprints.ts";
import * as documents from "./operations/documents.ts";
import { generate } from "./operations/generate.ts";
import * as generations from "./operations/generations.ts";
import { accessOperation } from "./operations/access.ts";
import * as health from "./operations/health.ts";
import * as keys from "./operations/keys.ts";
import * as logs from "./operations/logs.ts";
import * as modelKey from "./operations/model-key.ts";
import * as outside from "./operations/outside.ts";
import { rateLimitUsageOperation } from "./operations/rate-limit.ts";
import * as reload from "./operations/reload.ts";
import * as routes from "./operations/routes.ts";
import * as runtimes from "./operations/runtime.ts";
import { suggestionsOperation } from "./operations/suggestions.ts";
import type { serve } from "./serve.ts";

/** An operation as it is served. */
export interface Door {
  method: string;
  path: string;
  scope: string | null;
  output: z.ZodType | undefined;
  handle(request: Request, context: { params: Promise<Record<string, string>> }): Promise<Response>;
}
export type OpenDoor = <Body, Output>(operation: Parameters<typeof serve<Body, Output>>[0]) => Door;

/** Those that need a credential with a scope. */
export const scopedDoors = (open: OpenDoor): Door[] => [
  open(generate), open(apis.listApisOperation), open(apis.getApiOperation), open(apis.changeApiOperation), open(apis.deleteApiOperation), open(apis.pauseApi), open(apis.resumeApi), open(apis.tryApiOperation),
  open(runtimes.getRuntimeOperation), open(runtimes.wakeRuntimeOperation), open(runtimes.sleepRuntimeOperation), open(runtimes.restartRuntimeOperation),
  open(rateLimitUsageOperation), open(logs.listLogsOperation), open(logs.followLogsOperation), open(routes.listRoutesOperation), open(routes.setPublicRouteOperation), open(apiAnalyticsOperation),
  open(generations.listGenerationsOperation), open(generations.getGenerationOperation), open(generations.generationEvents), open(generations.cancelGenerationOperation), open(generations.answerGenerationOperation),
  open(keys.listKeysOperation), open(keys.createKeyOperation), open(keys.getKeyOperation), open(keys.changeKeyOperation), open(keys.revokeKeyOperation), open(keys.rollKeyOperation), open(keys.disableKeyOperation), open(keys.enableKeyOperation),
  open(outside.listHostsOperation), open(outside.approveHostOperation), open(outside.revokeHostOperation), open(outside.listSecretsOperation), open(outside.setSecretOperation), open(outside.deleteSecretOperation), open(outside.listOutboundCallsOperation),
  open(modelKey.getModelKeyOperation), open(modelKey.setModelKeyOperation), open(modelKey.deleteModelKeyOperation),
];
export const adminDoors = (open: OpenDoor): Door[] => [open(reload.reloadOperation), open(reload.reloadApiOperation), open(accessOperation)];
export const publicDoors = (open: OpenDoor): Door[] => [open(keys.reportLeakedKeyOperation), open(suggestionsOperation), open(blueprints.listBlueprintsOperation), open(blueprints.getBlueprintOperation), open(documents.configOperation), open(documents.openApiOperation), open(health.healthOperation), open(health.readyOperation), open(health.liveOperation)];

export const doorOf = (doors: readonly Door[], method: string, path: string): Door => doors.find((door) => door.method === method && door.path.endsWith(path)) ?? noDoor(`${method} ${path}`);
const noDoor = (name: string): never => {
  throw new Error(`there is no door ${name}`);
};

/** What each POST and PATCH is sent, by path. */
export const GOOD_BODY: Record<string, unknown> = {
  "/api/v1/keys/{id}": { name: "Shop" },
  "/api/v1/keys/{id}/roll": { graceSeconds: 60 },
  "/api/generate": { prompt: "Manage books with title" },
  "/api/v1/generations/{id}/answer": { answer: "A" },
  "/api/v1/keys": { kind: "management", name: "CI", scopes: ["apis:read"] },
  "/api/v1/model-key": { key: "sk-ant-own-key-1234567" },
  "/api/v1/apis/{id}": { callsPerHour: 500 },
  "/api/v1/apis/{id}/routes": { method: "GET", path: "/books", isPublic: false },
  "/api/v1/apis/{id}/hosts": { host: "api.example.com" },
  "/api/v1/apis/{id}/secrets": { name: "TOKEN", value: "canary-4f1c9e7b" },
  "/api/v1/apis/{id}/try": { method: "GET", path: "/books" },
};
