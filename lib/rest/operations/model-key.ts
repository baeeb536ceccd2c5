import { z } from "zod";
import { deleteModelKey } from "#lib/secrets/delete-model-key.ts";
import { getModelKey } from "#lib/secrets/get-model-key.ts";
import { type ModelKeyState, modelKeyStateSchema } from "#lib/secrets/schema.ts";
import { setModelKey } from "#lib/secrets/set-model-key.ts";
import type { Operation } from "../serve.ts";

const setModelKeyBody = z.object({ key: z.string().max(400) });

export const getModelKeyOperation: Operation<undefined, ModelKeyState> = {
  method: "GET",
  path: "/api/v1/model-key",
  summary: "What is known of the workspace's own Anthropic key, never the key",
  scope: "secrets:read",
  output: modelKeyStateSchema,
  run: async ({ actor, deps }) => ({ modelKey: await getModelKey(actor, deps) }),
};

export const setModelKeyOperation: Operation<z.infer<typeof setModelKeyBody>, ModelKeyState> = {
  method: "POST",
  path: "/api/v1/model-key",
  summary: "Set the workspace's own Anthropic key: Claude then writes for it on its own account",
  scope: "secrets:write",
  alsoNeeds: ["secrets:read"],
  body: setModelKeyBody,
  example: { key: "sk-ant-own-key-1234567" },
  isRepeatable: true,
  output: modelKeyStateSchema,
  async run({ body, actor, deps }) {
    await setModelKey(body, actor, deps.modelKeys);
    return { modelKey: await getModelKey(actor, deps) };
  },
};

export const deleteModelKeyOperation: Operation<undefined, void> = {
  method: "DELETE",
  path: "/api/v1/model-key",
  summary: "Forget the workspace's own Anthropic key",
  scope: "secrets:write",
  successStatus: 204,
  run: ({ actor, deps }) => deleteModelKey(actor, deps),
};
