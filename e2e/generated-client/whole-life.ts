import createClient from "openapi-fetch";
import type { components, paths } from "./schema.d.ts";

/** create → write → history → status → delete, and the same API through /api/v1: all of it held to the types that were generated from the document. */
const { SERVER = "", KEY = "" } = process.env;
const client = createClient<paths>({ baseUrl: SERVER, headers: { "X-API-Key": KEY } });
type Problem = components["schemas"]["Problem"];

const told = <Data>({ data, error }: { data?: Data; error?: Problem }): Data => {
  if (data === undefined) throw new Error(`${error?.error}: ${error?.message}`);
  return data;
};
async function until(isDone: () => Promise<boolean>): Promise<void> {
  for (let tries = 0; tries < 300 && !(await isDone()); tries += 1) await new Promise((resolve) => setTimeout(resolve, 200));
}

const headers = { "Idempotency-Key": "first" };
const body = { prompt: "Manage books with title and author" };
const created = told(await client.POST("/api/create", { params: { header: headers }, body }));
const again = told(await client.POST("/api/create", { params: { header: headers }, body }));
const path = { id: created.app_id };
const status = async () => told(await client.GET("/api/app/{id}/status", { params: { path } })).status;
await until(async () => (await status()) !== "creating");
const built: "creating" | "active" | "paused" | "failed" | "deleted" = await status();

const written = told(await client.POST("/api/app/{id}/write", { params: { path }, body: { text: "Add a field pages (whole number)" } }));
const history = async () => told(await client.GET("/api/app/{id}/history", { params: { path } })).message_history;
await until(async () => (await history()).length === 4);

const list: components["schemas"]["ApiSummary"][] = told(await client.GET("/api/v1/apis", { params: { query: { limit: 10 } } })).items;
const read = await client.GET("/api/v1/apis/{id}", { params: { path } });
const api: components["schemas"]["Api"] = told(read);
const change = (tag: string) => client.PATCH("/api/v1/apis/{id}", { params: { path, header: { "If-Match": tag } }, body: { callsPerHour: 500 } });
const changed = told(await change(read.response.headers.get("etag") ?? ""));
const stale = (await change('"older"')).error;

const deleted = told(await client.DELETE("/api/app/{id}", { params: { path } }));
const wrong = createClient<paths>({ baseUrl: SERVER, headers: { "X-API-Key": "apim_wrong" } });
const refused = (await wrong.GET("/api/v1/apis")).error;

console.log(JSON.stringify({
  created, again: again.app_id, built, written, history: (await history()).map(({ type }) => type), listed: list.map(({ id }) => id), version: api.version, callsPerHour: changed.callsPerHour, stale: stale?.error, deleted,
  after: await status(), refused: refused?.error,
}));
