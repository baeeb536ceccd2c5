import type { GeneratedApi } from "./parse.ts";

/** The input of deliver_api that comes to this API: for worked examples and scripted answers. */
export function claudeResultInput({ secretNames, publicRoutes, hosts, files, contractTests, changes = [], contradictedTests = [], recipe: _recipe, ...texts }: GeneratedApi): Record<string, unknown> {
  const named = (entries: Record<string, string> = {}) => Object.entries(entries).map(([name, value]) => ({ name, value }));
  const json = (value: unknown) => (value === undefined ? "" : JSON.stringify(value));
  return {
    ...texts,
    files: Object.entries(files).map(([name, content]) => ({ name, content })),
    contractTests: contractTests.map((test) => ({
      name: test.name,
      steps: test.steps.map(({ request, expect, capture }) => ({
        method: request.method,
        path: request.path,
        headers: named(request.headers),
        bodyJson: json(request.body),
        consumer: request.consumer ?? "",
        expectStatus: [expect.status].flat(),
        expectHeaders: named(expect.headers),
        expectBodyJson: json(expect.body),
        capture: named(capture),
      })),
    })),
    hosts: hosts.map(({ host, why, fixtures }) => ({
      host, why, fixtures: fixtures.map(({ method, url, status, headers, body }) => ({ method, path: new URL(url).pathname + new URL(url).search, status, headers: named(headers), body })),
    })),
    secrets: secretNames.map((name) => ({ name, why: "The upstream asks for it." })),
    publicRoutes: publicRoutes.map((route) => ({ ...route, why: "Anyone may use it." })),
    changes,
    contradictedTests,
  };
}
