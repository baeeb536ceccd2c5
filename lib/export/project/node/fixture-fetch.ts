import type { FetchFixture } from "#lib/runtime/runtime.ts";

/** `fetch` for the contract tests: it reaches no network. A fixture with a query is preferred over one without. */
export function fixtureFetch(fixtures: readonly FetchFixture[]): typeof fetch {
  const known = fixtures.map((fixture) => ({ ...fixture, url: withoutHash(new URL(fixture.url)) }));
  return async (input, init) => {
    const request = new Request(input, init);
    const exact = withoutHash(new URL(request.url));
    const ofMethod = known.filter(({ method }) => method.toUpperCase() === request.method);
    const found = ofMethod.find(({ url }) => url === exact) ?? ofMethod.find(({ url }) => url === exact.replace(/\?.*$/, ""));
    if (!found) throw new Error(`No fixture answers ${request.method} ${exact}. Tests reach no network: declare a fixture in api.json.`);
    const isEmpty = found.status === 204 || found.status === 304;
    return new Response(isEmpty ? null : found.body, { status: found.status, headers: found.headers ?? {} });
  };
}

const withoutHash = (url: URL): string => url.href.slice(0, url.href.length - url.hash.length);
