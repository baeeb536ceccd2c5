import type { FetchFixture } from "../runtime.ts";
import { EgressRefused, type Egress } from "./egress.ts";
import { withoutMark } from "./secret-placeholders.ts";

/** Answers from declared fixtures: no contract test reaches the network. A fixture with a query is preferred over one without. */
export function fixtureEgress(fixtures: readonly FetchFixture[]): Egress {
  const known = fixtures.map((fixture) => ({ ...fixture, url: withoutHash(new URL(fixture.url)) }));
  return async ({ method, url, mark }) => {
    const exact = withoutMark(withoutHash(url), mark);
    const bare = exact.replace(/\?.*$/, "");
    const ofMethod = known.filter((fixture) => fixture.method.toUpperCase() === method);
    const found = ofMethod.find((fixture) => fixture.url === exact) ?? ofMethod.find((fixture) => fixture.url === bare);
    if (!found) throw new EgressRefused(`No fixture answers ${method} ${exact.slice(0, 300)}. Tests reach no network: declare a fixture with this method and URL.`);
    return { status: found.status, headers: found.headers ?? {}, body: found.body };
  };
}

const withoutHash = (url: URL): string => url.href.slice(0, url.href.length - url.hash.length);
