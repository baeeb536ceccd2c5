import { createClient } from "@supabase/supabase-js";
import { type BuiltApi, buildApi, callApi, makeAccount } from "../fixtures/account.ts";
import { signUp } from "../fixtures/person.ts";
import { expect, test } from "../fixtures/test.ts";

test("B can't see, call, change or infer anything of A's: pages, REST, PostgREST and gateway", async ({ page, baseURL }) => {
  const server = baseURL ?? "";
  const [a, b] = [await makeAccount(server), await makeAccount(server)];
  const built = await buildApi(server, a.accessToken, "Manage recipes with title and note");
  const api: BuiltApi = built.body;
  expect(built.status).toBe(200);
  const other = (await buildApi(server, b.accessToken, "Manage plants with name")).body;
  expect((await callApi(api, "GET", "/recipes")).status).toBe(200);

  await test.step("gateway: B's key, no key and a made-up API answer alike", async () => {
    const withOtherKey = await callApi({ url: api.url, key: other.key }, "GET", "/recipes");
    const withoutKey = await callApi({ url: api.url }, "GET", "/recipes");
    const absent = await callApi({ url: `${server}/api_zzzzzzzzzzzzzzzz`, key: other.key }, "GET", "/recipes");
    for (const reply of [withOtherKey, withoutKey, absent]) expect(reply.status).toBe(401);
    expect(without(withOtherKey.body)).toEqual(without(absent.body));
  });

  await test.step("REST: every door answers 404 as for an API that does not exist", async () => {
    for (const [method, path] of [["GET", ""], ["DELETE", ""], ["POST", "/pause"], ["POST", "/resume"], ["POST", "/try"]] as const) {
      const ask = (id: string) => fetch(`${server}/api/v1/apis/${id}${path}`, {
        method, headers: { Authorization: `Bearer ${b.accessToken}`, "Content-Type": "application/json" }, ...(path === "/try" ? { body: '{"method":"GET","path":"/recipes"}' } : {}),
      });
      const [theirs, absent] = [await ask(api.apiId), await ask("api_zzzzzzzzzzzzzzzz")];
      expect([method, path, theirs.status]).toEqual([method, path, 404]);
      expect(without(await theirs.json())).toEqual(without(await absent.json()));
    }
    const list = (await (await fetch(`${server}/api/v1/apis`, { headers: { Authorization: `Bearer ${b.accessToken}` } })).json()) as { items: { id: string }[] };
    expect(list.items.map(({ id }) => id)).toEqual([other.apiId]);
  });

  await test.step("PostgREST: B's session reads no row of A's and writes nothing", async () => {
    const { publishableKey } = (await (await fetch(`${server}/api/v1/config`)).json()) as { publishableKey: string };
    const client = createClient(server, publishableKey, { global: { headers: { Authorization: `Bearer ${b.accessToken}` } }, auth: { persistSession: false } });
    for (const table of ["apis", "versions", "deployments", "api_usage", "documents", "request_logs"]) {
      const { data } = await client.from(table).select("api_id:" + (table === "apis" ? "id" : "api_id"));
      expect([table, (data ?? []).filter((row) => (row as unknown as { api_id: string }).api_id === api.apiId)]).toEqual([table, []]);
    }
    await client.from("apis").update({ name: "taken" }).eq("id", api.apiId);
    const name = ((await (await fetch(`${server}/api/v1/apis/${api.apiId}`, { headers: { Authorization: `Bearer ${a.accessToken}` } })).json()) as { name: string }).name;
    expect(name).not.toBe("taken");
  });

  await test.step("pages: A's API is not found for a third person, as one that does not exist", async () => {
    await signUp(page);
    for (const id of [api.apiId, "api_zzzzzzzzzzzzzzzz"]) expect((await page.goto(`/apis/${id}`))?.status()).toBe(404);
  });
});

/** A problem body without what differs by request. */
function without(body: unknown): unknown {
  const { request_id: _id, instance: _instance, ...rest } = body as Record<string, unknown>;
  return rest;
}
