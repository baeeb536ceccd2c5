import { EXAMPLE_ORIGIN } from "./client-examples.ts";
import { OPERATIONS, type AnyOperation } from "./operations.ts";
import { describeOperation } from "./openapi/describe-operation.ts";
import { errorResponses, problemSchema } from "./openapi/describe-errors.ts";
import { headerParameters } from "./openapi/describe-parameters.ts";
import { gatewayPaths } from "./openapi/gateway-paths.ts";
import { nameSchemas } from "./openapi/name-schemas.ts";
import type { Schema } from "./openapi/to-schema.ts";

const TAGS: Record<keyof typeof OPERATIONS, string> = {
  Builds: "From a description to a live API: start, follow, answer, cancel.",
  "Generation API": "The calls that existing clients make, in their own shapes: create, read, change, look back, delete.",
  Blueprints: "Tested APIs to start from.",
  APIs: "The workspace's APIs.",
  Versions: "What is live, was live or is a draft: compare, deploy, roll back, deprecate, fork.",
  Data: "What APIs store: browse, edit, import and export.",
  Keys: "Call keys and management keys.",
  "Hosts and secrets": "What an API reaches outside: approved hosts, secrets that go to them, and what it asked of them.",
  Account: "Whoever is signed in: their profile, everything they have, and its end.",
  Workspaces: "The workspace that you work in: what changes in it, its members and invitations.",
  Feedback: "What people tell the administrators of this installation, and their answers.",
  Monitoring: "How a workspace, and for administrators the installation, is doing.",
  Audit: "What was changed in the workspace, by whom and from where.",
  Platform: "What programs need to know first.",
  Administration: "For administrators, over all workspaces.",
};
const made = new Map<string, Schema>();

/** OpenAPI 3.1 of the REST API, made once from the operations that the routes serve. */
export function openApiDocument(publicUrl: string): Schema {
  const known = made.get(publicUrl) ?? makeDocument(publicUrl);
  made.set(publicUrl, known);
  return known;
}

function makeDocument(publicUrl: string): Schema {
  const described: Record<string, Record<string, unknown>> = { ...gatewayPaths() };
  for (const [tag, operations] of Object.entries(OPERATIONS)) {
    for (const [id, operation] of Object.entries<AnyOperation>(operations)) {
      (described[operation.path] ??= {})[operation.method.toLowerCase()] = describeOperation(id, tag, operation);
    }
  }
  const { document: paths, schemas } = nameSchemas(JSON.parse(JSON.stringify(described).replaceAll(EXAMPLE_ORIGIN, publicUrl)));
  return {
    openapi: "3.1.0",
    info: {
      title: "API Creator", version: "1.0.0", description: DESCRIPTION,
      contact: { name: "API Creator", url: `${publicUrl}/docs/programs` }, license: { name: "MIT", identifier: "MIT" },
    },
    servers: [{ url: publicUrl, description: "This installation." }],
    externalDocs: { description: "The documentation", url: `${publicUrl}/docs` },
    tags: Object.entries(TAGS).map(([name, description]) => ({ name, description })),
    paths,
    components: onlyUsed(paths, {
      securitySchemes: {
        bearer: { type: "http", scheme: "bearer", description: "A management key (apim_…) or the access token of a session." },
        apiKey: { type: "apiKey", in: "header", name: "X-API-Key", description: "A management key." },
        session: { type: "apiKey", in: "cookie", name: "api-creator-session", description: "The dashboard's session; writes must come from its own pages." },
      },
      schemas: { Problem: problemSchema(), ...schemas }, parameters: headerParameters(), headers: HEADERS, responses: errorResponses(),
    }),
  };
}

const DESCRIPTION = `Describe an API in plain English; it goes live once its tests have passed. Everything that the dashboard does, programs do here.

Send a management key as \`Authorization: Bearer apim_…\` or as \`X-API-Key\`. Errors are one body (RFC 9457): decide by \`error\`. Lists come in pages: \`limit\`, and \`cursor\` of the page before, also as \`Link: rel="next"\`.
A POST that isn't the same twice takes an \`Idempotency-Key\`; what is edited has an \`ETag\`, which \`If-Match\` repeats.`;

const text = { type: "string" };
const HEADERS = {
  "X-Request-ID": { description: "Names this call in logs. Yours, when you sent one.", schema: text },
  Link: { description: "The next page: rel=\"next\". Absent on the last one.", schema: text },
  ETag: { description: "Names this state: If-Match repeats it.", schema: text },
  Location: { description: "Where what was made is read.", schema: text },
  "Idempotent-Replayed": { description: "`true`: the reply of the first request with this Idempotency-Key.", schema: text },
};

/** The components that something refers to, themselves included. */
function onlyUsed(paths: unknown, components: Record<string, Schema>): Schema {
  const { securitySchemes, ...others } = components;
  const isUsed = new Set<string>();
  const follow = (part: unknown): void => {
    for (const [, kind = "", name = ""] of JSON.stringify(part ?? null).matchAll(/"\$ref":"#\/components\/(\w+)\/([\w-]+)"/g)) {
      if (isUsed.has(`${kind}/${name}`)) continue;
      isUsed.add(`${kind}/${name}`);
      follow(others[kind]?.[name]);
    }
  };
  follow(paths);
  return { securitySchemes, ...Object.fromEntries(Object.entries(others).map(([kind, all]) => [kind, Object.fromEntries(Object.entries(all).filter(([name]) => isUsed.has(`${kind}/${name}`)))])) };
}
