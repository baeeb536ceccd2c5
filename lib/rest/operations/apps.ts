import { z } from "zod";
import { apiProgress, PROGRESS_STATUSES } from "#lib/generation/api-progress.ts";
import { deleteDescribedApi } from "#lib/generation/delete-described-api.ts";
import { startGeneration } from "#lib/generation/start-generation.ts";
import { writeDescribedApi } from "#lib/generation/write-described-api.ts";
import { apiHistory } from "#lib/versions/history.ts";
import { exampleReply } from "../client-examples.ts";
import { param } from "../param.ts";
import type { Operation } from "../serve.ts";

/** The generation REST API as its clients know it: their words and their casing over the verbs of /api/v1. */
const APP = "/api/app/{id}";
const appId = z.string().meta({ description: "The API's id.", example: "api_7h2k9m4p1q8s3v6x" });
const userId = z.string().max(200).optional().meta({ description: "Yours to remember people by. The credential says who acts." });
const status = z.enum(PROGRESS_STATUSES);

const createBody = z.object({ prompt: z.string("Send the description as text in `prompt`.").meta({ description: "What the API should do, in plain English." }), user_id: userId });
const created = z.object({ app_id: appId, status: z.literal("created") });

export const createApp: Operation<z.infer<typeof createBody>, z.infer<typeof created>> = {
  method: "POST",
  path: "/api/create",
  summary: "Describe an API and return at once: the build goes on",
  description: "Starts a build that nobody has to wait for. Ask for its status: it is `creating` until the API is live (`active`) or could not be built (`failed`). No question is asked.",
  scope: "generations:write",
  alsoNeeds: ["apis:write"],
  body: createBody,
  example: { prompt: "Manage books with title and author", user_id: "user-42" },
  output: created,
  answer: exampleReply("POST", "/api/create"),
  errors: ["spend_cap"],
  async run({ body, actor, deps }) {
    const { apiId } = await startGeneration({ prompt: body.prompt, ask: false }, actor, deps);
    return { app_id: apiId, status: "created" };
  },
};

const app = z.object({ app_id: appId, status, url: z.string().meta({ description: "Where it is called once it is active, with a call key." }), created_at: z.string(), updated_at: z.string() });

export const getApp: Operation<undefined, z.infer<typeof app>> = {
  method: "GET",
  path: APP,
  summary: "An API from the moment it was described",
  description: "Its state, its address and its times, also while it is being built.",
  scope: "apis:read",
  alsoNeeds: ["generations:read"],
  output: app,
  answer: exampleReply("GET", APP),
  async run({ params, actor, deps }) {
    const { apiId, url, createdAt, updatedAt, ...progress } = await apiProgress({ apiId: param(params, "id") }, actor, deps);
    return { app_id: apiId, status: progress.status, url, created_at: createdAt, updated_at: updatedAt };
  },
};

export const getAppStatus: Operation<undefined, { status: z.infer<typeof status> }> = {
  method: "GET",
  path: `${APP}/status`,
  summary: "Whether an API is being built, active, paused, failed or deleted",
  description: "`failed` is also one that could not be built: its history says why. `deleted` is also one whose build was cancelled.",
  scope: "apis:read",
  alsoNeeds: ["generations:read"],
  output: z.object({ status }),
  answer: exampleReply("GET", `${APP}/status`),
  run: async ({ params, actor, deps }) => ({ status: (await apiProgress({ apiId: param(params, "id") }, actor, deps)).status }),
};

const writeBody = z.object({ text: z.string("Send the change as text in `text`.").meta({ description: "What is to change, in plain English." }), user_id: userId });
const written = z.object({ status: z.literal("ok"), app_id: appId });

export const writeApp: Operation<z.infer<typeof writeBody>, z.infer<typeof written>> = {
  method: "POST",
  path: `${APP}/write`,
  summary: "Change an API by words and return at once: the build goes on",
  description: "Starts the build of the next version, which goes live once it passes; the one that is live answers until then, and stays when it does not pass. The history says what came of it.",
  scope: "generations:write",
  alsoNeeds: ["generations:read", "apis:write"],
  body: writeBody,
  example: { text: "Add a field pages (whole number)", user_id: "user-42" },
  output: written,
  answer: exampleReply("POST", `${APP}/write`),
  errors: ["gone", "spend_cap"],
  async run({ body, params, actor, deps }) {
    const apiId = param(params, "id");
    await writeDescribedApi({ apiId, text: body.text }, actor, deps);
    return { status: "ok", app_id: apiId };
  },
};

const message = z.object({ content: z.string(), type: z.enum(["user", "assistant"]) });

export const getAppHistory: Operation<undefined, { message_history: z.infer<typeof message>[] }> = {
  method: "GET",
  path: `${APP}/history`,
  summary: "What was asked of an API and what became of it, oldest first",
  scope: "generations:read",
  output: z.object({ message_history: z.array(message) }),
  answer: exampleReply("GET", `${APP}/history`),
  run: async ({ params, actor, deps }) => ({ message_history: (await apiHistory({ apiId: param(params, "id") }, actor, deps)).map(({ content, type }) => ({ content, type })) }),
};

const deleted = z.object({ status: z.literal("deleted"), app_id: appId });

export const deleteApp: Operation<undefined, z.infer<typeof deleted>> = {
  method: "DELETE",
  path: APP,
  summary: "Delete an API, or cancel its build",
  description: "From then on its address answers 410. Deleting it again is no error. While it is being built, it needs the scope `generations:write` too.",
  scope: "apis:write",
  alsoNeeds: ["generations:read"],
  output: deleted,
  answer: exampleReply("DELETE", APP),
  async run({ params, actor, deps }) {
    const apiId = param(params, "id");
    await deleteDescribedApi({ apiId }, actor, deps);
    return { status: "deleted", app_id: apiId };
  },
};
