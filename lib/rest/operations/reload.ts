import { z } from "zod";
import { param } from "../param.ts";
import type { AdminOperation } from "../serve.ts";

export interface Reloaded {
  status: "reloaded";
  /** Runtimes that were replaced. What sleeps loads its live version when it wakes. */
  reloaded: number;
}
const output = z.object({ status: z.literal("reloaded"), reloaded: z.number().int() });

export const reloadOperation: AdminOperation<Reloaded> = {
  method: "POST",
  path: "/admin/reload",
  summary: "Replace every runtime that is awake, without dropping a call",
  scope: "admin",
  output,
  run: async ({ deps }) => ({ status: "reloaded", reloaded: await deps.runtime.reload() }),
};

export const reloadApiOperation: AdminOperation<Reloaded> = {
  method: "POST",
  path: "/admin/reload/{id}",
  summary: "Replace the runtime of one API when it is awake, without dropping a call",
  scope: "admin",
  output,
  run: async ({ params, deps }) => ({ status: "reloaded", reloaded: await deps.runtime.reload(param(params, "id")) }),
};
