import type { AdminOperation } from "../serve.ts";

/** How the gateway, which knows no sessions, learns whether it may show its own figures. */
export const accessOperation: AdminOperation<undefined> = {
  method: "GET",
  path: "/admin/access",
  summary: "Whether the caller is an administrator: 204, or 401 and 403",
  scope: "admin",
  successStatus: 204,
  run: async () => undefined,
};
