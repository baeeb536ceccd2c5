import type { ScratchRequest } from "#lib/runtime/runtime.ts";
import type { ContractTest, Json } from "#lib/versions/schema.ts";

export interface HostileCall {
  what: string;
  request: ScratchRequest;
  /** What a careful API answers. */
  status: number[];
}

type Body = { [key: string]: Json };
const call = (what: string, status: number | number[], method: string, path: string, body?: string): HostileCall => ({
  what, status: [status].flat(), request: { method, path, ...(body === undefined ? {} : { headers: { "content-type": "application/json" }, body }) },
});

/** What careless and hostile consumers send to the collection at `path`. `id` is an item that `body` made. Only for tests. */
export function hostileCalls(path: string, id: string, body: Body): HostileCall[] {
  return [...badBodies(path, id, body), ...badLists(path), ...badAddresses(path, id, body)];
}

/** The same for any API: each of its addresses with bodies, queries and methods that it doesn't expect. No answer may be a 5xx. */
export function hostileCallsOf(tests: readonly ContractTest[]): ScratchRequest[] {
  const paths = new Set(tests.flatMap(({ steps }) => steps.map(({ request }) => request.path.replace(/\?.*$/, "").replace(/\{\{\w+\}\}/g, "%00"))));
  const bodies = ['{"', "null", "[]", '""', "{}", '{"__proto__":{"a":1}}', '{"value":1e999,"text":null,"url":{}}', JSON.stringify({ text: "x".repeat(300_000), value: "\u0000", url: "javascript:alert(1)", code: "../x" }), "[".repeat(5_000)];
  const queries = ["limit=0", "limit=abc", "cursor=garbage", "value=NaN&from=&to=", "count=1e9&length=1e9&sides=-1", "text=%00&prefix=%25_", "=&&=&%E0%A4%A", `text=${"x".repeat(8_000)}`];
  return [...paths].flatMap((path) => [
    ...["POST", "PUT", "PATCH"].flatMap((method) => bodies.map((body) => ({ method, path, headers: { "content-type": "application/json" }, body }))),
    ...queries.map((query) => ({ method: "GET", path: `${path}?${query}` })),
    ...["HEAD", "OPTIONS", "DELETE"].map((method) => ({ method, path })),
    ...["text/plain", "multipart/form-data", "application/json; charset=latin1"].map((type) => ({ method: "POST", path, headers: { "content-type": type }, body: "x" })),
  ]);
}

function badBodies(path: string, id: string, body: Body): HostileCall[] {
  const json = JSON.stringify(body);
  const [name = ""] = Object.keys(body);
  return [
    call("broken JSON", [400, 422], "POST", path, '{"title": '),
    call("no body", [400, 415, 422], "POST", path),
    call("an empty body", [400, 422], "POST", path, ""),
    ...['null', '[]', '"text"', '12', '{}', `[${json}]`].map((text) => call(`the body ${text.slice(0, 20)}`, [400, 422], "POST", path, text)),
    call("an unknown field", 422, "POST", path, JSON.stringify({ ...body, notAField: true })),
    call("an id of one's own", 422, "POST", path, JSON.stringify({ ...body, id: "mine" })),
    call("a version of one's own", 422, "POST", path, JSON.stringify({ ...body, createdAt: "2020-01-01T00:00:00Z" })),
    call("a prototype", [400, 422], "POST", path, `{"__proto__":{"isAdmin":true},${json.slice(1, -1)},"constructor":1}`),
    ...["x".repeat(300_000), null, { $gt: "" }, ["a", 1], -1e308, "\u0000"].map((value) =>
      call(`${name} as ${JSON.stringify(value).slice(0, 20)}`, [400, 413, 422], "POST", path, JSON.stringify({ ...body, [name]: value })),
    ),
    call("deep JSON", [400, 413, 422], "POST", path, `${"[".repeat(5_000)}${"]".repeat(5_000)}`),
    call("PATCH with nothing", 200, "PATCH", `${path}/${id}`, "{}"),
    call("PATCH without a body", [400, 415, 422, 200], "PATCH", `${path}/${id}`),
    call("PATCH of the version", 422, "PATCH", `${path}/${id}`, '{"version":99}'),
    call("PUT with nothing", [200, 422], "PUT", `${path}/${id}`, "{}"),
  ];
}

function badLists(path: string): HostileCall[] {
  const refused = ["limit=0", "limit=101", "limit=abc", "limit=-1", "limit=1.5", "sort=nonsense", "sort=__proto__", "order=up", "nonsense=1", "cursor=garbage", "cursor=%00", "cursor=eyJhIjoxfQ", "limit=1e400"];
  return [
    ...refused.map((query) => call(query, [400, 422], "GET", `${path}?${query}`)),
    call("an empty cursor", [200, 400, 422], "GET", `${path}?cursor=`),
    call("a limit given twice", [200, 400, 422], "GET", `${path}?limit=1&limit=2`),
    call("broken percent signs", [200, 400, 404, 422], "GET", `${path}?sort=%E0%A4%A`),
  ];
}

function badAddresses(path: string, id: string, body: Body): HostileCall[] {
  const json = JSON.stringify(body);
  const ids = ["missing", "0", "-1", "%00", "..%2F..%2Fetc", "'%20OR%201=1", "%F0%9F%92%A5", "a".repeat(200), "__proto__", "constructor"];
  return [
    ...ids.map((unknown) => call(`GET of ${unknown.slice(0, 20)}`, [400, 404, 422], "GET", `${path}/${unknown}`)),
    call("an id of 5000 letters", [400, 404, 414, 422], "GET", `${path}/${"a".repeat(5_000)}`),
    call("PUT of what isn't there", 404, "PUT", `${path}/missing`, json),
    call("PATCH of what isn't there", 404, "PATCH", `${path}/missing`, "{}"),
    call("DELETE of what isn't there", 404, "DELETE", `${path}/missing`),
    call("HEAD of the list", [200, 404, 405], "HEAD", path),
    call("HEAD of one", [200, 404, 405], "HEAD", `${path}/${id}`),
    call("OPTIONS", [200, 204, 404, 405], "OPTIONS", path),
    call("DELETE of the list", [404, 405], "DELETE", path),
    call("PUT of the list", [404, 405], "PUT", path, json),
    call("POST to one", [404, 405], "POST", `${path}/${id}`, json),
    call("a deeper path", 404, "GET", `${path}/${id}/deeper`),
    call("a slash at the end", [200, 404], "GET", `${path}/`),
    call("the root", 404, "GET", "/"),
  ];
}
