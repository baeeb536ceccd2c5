import { CLIENT_EXAMPLES, EXAMPLE_ORIGIN } from "./client-examples.ts";

/** What a language model needs to know to make, change and call an API here (llmstxt.org). */
export const llmsText = (server: string): string => `# API Creator

> Describe an API in plain English; it goes live at ${server}/{apiId} once its own contract tests and the tests derived from its OpenAPI document have passed in the sandbox that it runs in.

Everything that the dashboard does, a program does over HTTP with JSON. There are two kinds of keys: a management key (apim_…) makes and changes APIs, a call key (apic_…) calls one of them. Both are sent as \`Authorization: Bearer …\` or as \`X-API-Key\`, never in an address. A person makes the first management key at ${server}/api-keys.

## Make an API

Send a description; it says which things are kept with which fields, or what is computed. Ask for the status until it is no longer \`creating\`.

${CLIENT_EXAMPLES.map(({ method, path, body, reply }) => `- \`${method} ${path}\`${body ? ` with \`${JSON.stringify(body)}\`` : ""} answers \`${JSON.stringify(reply).replaceAll(EXAMPLE_ORIGIN, server)}\``).join("\n")}

\`status\` is creating, active, paused, failed or deleted. \`failed\` says why in the history. \`POST ${server}/api/generate\` with \`Accept: text/event-stream\` tells every stage of the build instead; with \`Accept: application/json\` it answers once the API is live, with a call key, what was assumed and what was left out.

## Call an API

- Make a call key: \`POST /api/v1/keys\` with \`{"kind": "call", "name": "Shop", "apiId": "api_…"}\` answers its \`secret\` once.
- \`GET ${server}/{apiId}/openapi.json\` says which routes the API has; call them under \`${server}/{apiId}/\` with the call key.

## Rules

- Errors are \`application/problem+json\` (RFC 9457): decide by \`error\`; \`message\` says what to do; 429 and 503 carry \`Retry-After\`.
- A POST that isn't the same twice takes an \`Idempotency-Key\`. Lists have \`items\` and \`cursor\`. What is edited has an \`ETag\`; \`If-Match\` repeats it.

## Docs

- [OpenAPI 3.1](${server}/api/openapi.json): every operation
- [Reference](${server}/api/redoc): the same, to read
- [Try it](${server}/api/docs): the same, to try
- [Quick start](${server}/docs): for people
- [From programs](${server}/docs/programs): JavaScript and Python
- [Concepts](${server}/docs/concepts): what the words mean
- [Limits](${server}/docs/limits): what each plan allows
- [Errors](${server}/docs/errors): every code
- [Blueprints](${server}/api/v1/blueprints): tested APIs to start from
`;
