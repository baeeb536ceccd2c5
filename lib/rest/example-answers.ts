import { EXAMPLE_ORIGIN } from "./client-examples.ts";

/** Replies as the document shows them; a test holds each to its operation's schema. */
const API = "api_7h2k9m4p1q8s3v6x";
const KEY_ID = "3f2c7a52-9d0e-4b7c-8a43-0c1d9f6e2b11";
const BUILD_ID = "9b1deb4d-3b7d-4bad-9bdd-2b0d7b3dcb6d";
const [MORNING, LATER] = ["2026-01-31T09:30:00.000Z", "2026-01-31T09:30:02.000Z"];
const STAGES = [{ name: "generate", ms: 41 }, { name: "check", ms: 730 }, { name: "contract-test", ms: 912 }, { name: "deploy", ms: 38 }];

const result = {
  apiId: API, workspaceId: "5a0f6c9e-8a57-4f43-9a55-d4b0a4a7f0c2", name: "Books", url: `${EXAMPLE_ORIGIN}/${API}`, version: 1, generator: "built-in", stages: STAGES, ms: 1_804,
  contractTests: { passed: 14, failed: 0 }, assumptions: ["title is text"], leftOut: [], example: { method: "POST", path: "/books", body: { title: "Emma" } },
};
export const BUILD_RESULT = { ...result, key: "apic_…" };

export const BUILD_LIST = {
  items: [{ id: BUILD_ID, apiId: API, prompt: "Manage books with title", generator: "built-in", status: "live", error: null, message: null, stages: STAGES, createdAt: MORNING, finishedAt: LATER }], cursor: null,
};
export const BUILD_DETAIL = { ...BUILD_LIST.items[0], result, usage: [], attempts: 1, restarts: 0, question: null, outline: null };

export const API_LIST = {
  items: [{
    id: API, name: "Books", description: "Keeps books.", category: "content", url: `${EXAMPLE_ORIGIN}/${API}`, status: "active", statusReason: null, version: 1, generator: "built-in", usageCount: 1_204,
    day: { calls: 310, errors: 0, clientErrors: 4, meanMs: 3.2 }, createdAt: MORNING, updatedAt: LATER,
  }],
  cursor: null,
};

const key = {
  id: KEY_ID, kind: "management", name: "CI", prefix: "apim_Zb3kQ9xT", lastFour: "Xo9B", apiId: null, apiName: null, scopes: ["apis:read"], state: "active", callsPerHour: null, allowedOrigins: [], allowedAddresses: [],
  isLeaked: false, isReplaced: false, isFromSettings: false, revision: 1, expiresAt: null, lastUsedAt: null, createdAt: MORNING,
};
export const KEY_LIST = { items: [key], cursor: null };
export const CREATED_KEY = { ...key, secret: "apim_…" };
