const MAX_REDIRECTS = 10;
const REDIRECTS = new Set([301, 302, 303, 307, 308]);

/** `fetch` that reaches only these hosts, over http and https at their usual ports; each redirect is checked again. */
export function guardFetch(hosts: readonly string[], send: typeof fetch): typeof fetch {
  const allowed = new Set(hosts);
  return async (input, init) => {
    let request = new Request(input, init);
    for (let redirects = 0; ; redirects += 1) {
      requireAllowed(new URL(request.url), allowed);
      const again = request.redirect === "follow" ? request.clone() : null;
      const reply = await send(new Request(request, { redirect: "manual" }));
      const target = REDIRECTS.has(reply.status) ? reply.headers.get("location") : null;
      if (!again || target === null) return reply;
      if (redirects === MAX_REDIRECTS) throw new Error(`${request.url} redirects more than ${MAX_REDIRECTS} times.`);
      request = redirected(again, new URL(target, request.url), reply.status);
    }
  };
}

function requireAllowed(url: URL, allowed: ReadonlySet<string>): void {
  if (url.protocol !== "http:" && url.protocol !== "https:") throw new TypeError(`fetch takes http and https addresses, not ${url.protocol}`);
  if (url.port !== "") throw new Error(`fetch reaches the ports 80 and 443, not ${url.port}.`);
  if (!allowed.has(url.hostname)) throw new Error(`This API may not reach ${url.hostname}: approve the host in api.json, under "hosts".`);
}

/** As the Fetch standard follows one: what a browser would not send on is left out. */
function redirected(request: Request, url: URL, status: number): Request {
  const headers = new Headers(request.headers);
  if (url.origin !== new URL(request.url).origin) for (const name of ["authorization", "cookie", "proxy-authorization"]) headers.delete(name);
  const becomesGet = status === 303 ? request.method !== "HEAD" : status < 303 && request.method === "POST";
  if (!becomesGet) return new Request(url, new Request(request, { headers }));
  for (const name of ["content-type", "content-length", "content-encoding", "content-language", "content-location"]) headers.delete(name);
  return new Request(url, { method: "GET", headers });
}
