import type { Schema } from "./to-schema.ts";

const health = {
  type: "object", required: ["status", "timestamp", "version", "tier", "database", "active_apps", "redis"],
  properties: {
    status: { type: "string", enum: ["healthy", "degraded"] }, timestamp: { type: "string", format: "date-time" }, version: { type: "string" },
    tier: { type: ["string", "null"], description: "How runtimes are isolated here." }, database: { type: "string", enum: ["connected", "unreachable"] },
    active_apps: { type: "integer", description: "APIs that are awake." }, redis: { type: "string", enum: ["disabled"] },
  },
};
const example = { status: "healthy", timestamp: "2026-01-31T09:30:00.000Z", version: "0.1.0", tier: "hardened", database: "connected", active_apps: 42, redis: "disabled" };

const state = (operationId: string, summary: string): Schema => ({
  operationId, summary, tags: ["Platform"], description: `${summary}. Anybody may call it.`, security: [],
  responses: { 200: { description: "How it is.", content: { "application/json": { schema: health, example } } }, "4XX": { description: "Malformed requests.", content: { "application/problem+json": { schema: { $ref: "#/components/schemas/Problem" } } } } },
});

/** What the gateway answers itself, before any operation. */
export const gatewayPaths = (): Record<string, Record<string, unknown>> => ({
  "/": { get: state("getState", "The state of the installation, for whoever accepts only JSON; a page for everybody else") },
  "/health": { get: state("getPublicHealth", "The state of the installation") },
  "/metrics": {
    get: {
      operationId: "getMetrics", summary: "What every process counts, for Prometheus", tags: ["Administration"], security: [{ bearer: [] }, { session: [] }],
      description: "Prometheus text, or OpenMetrics when that is accepted. `apps_created_total` counts the APIs that went live. For administrators: a session, its access token, or the installation's ADMIN_API_KEY as the bearer.",
      responses: {
        200: { description: "The figures.", content: { "text/plain": { schema: { type: "string" } } } },
        ...Object.fromEntries(["unauthenticated", "forbidden", "unavailable"].map((code, index) => [[401, 403, 503][index], { $ref: `#/components/responses/${code}` }])),
      },
    },
  },
});
