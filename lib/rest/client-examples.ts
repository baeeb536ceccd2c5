export interface ClientExample {
  method: "GET" | "POST" | "DELETE";
  /** `{app_id}` is the one that the first reply told. */
  path: string;
  body?: Record<string, string>;
  reply: Record<string, unknown>;
}

/** Stands for the installation in examples; whoever shows one puts its own address there. */
export const EXAMPLE_ORIGIN = "http://localhost:3000";

/** What clients of the generation REST API send and read. The documentation shows these, and a test holds each against its route. */
export const CLIENT_EXAMPLES: readonly ClientExample[] = [
  { method: "POST", path: "/api/create", body: { prompt: "Manage books with title and author", user_id: "user-42" }, reply: { app_id: "api_7h2k9m4p1q8s3v6x", status: "created" } },
  { method: "GET", path: "/api/app/{app_id}/status", reply: { status: "active" } },
  {
    method: "GET", path: "/api/app/{app_id}",
    reply: { app_id: "api_7h2k9m4p1q8s3v6x", status: "active", url: `${EXAMPLE_ORIGIN}/api_7h2k9m4p1q8s3v6x`, created_at: "2026-01-31T09:30:00.000Z", updated_at: "2026-01-31T09:30:02.000Z" },
  },
  { method: "GET", path: "/api/app/{app_id}/history", reply: { message_history: [{ content: "Manage books with title and author", type: "user" }, { content: "Version 1: Keeps books.", type: "assistant" }] } },
  { method: "POST", path: "/api/app/{app_id}/write", body: { text: "Add a field pages (whole number)", user_id: "user-42" }, reply: { status: "ok", app_id: "api_7h2k9m4p1q8s3v6x" } },
  { method: "DELETE", path: "/api/app/{app_id}", reply: { status: "deleted", app_id: "api_7h2k9m4p1q8s3v6x" } },
];

/** The reply of one of them. */
export const exampleReply = (method: ClientExample["method"], path: string): Record<string, unknown> | undefined =>
  CLIENT_EXAMPLES.find((example) => example.method === method && example.path === path.replace("{id}", "{app_id}"))?.reply;
