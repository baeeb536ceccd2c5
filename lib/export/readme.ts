import type { Manifest } from "./project/manifest.ts";

/** What whoever opens an export needs to know of it. */
export function readme(manifest: Manifest): string {
  const { name, summary, about, version, exportedAt } = manifest;
  return [
    `# ${name}`, `${summary}`, ...(about.trim() === "" ? [] : [about.trim()]), `Version ${version}, exported on ${exportedAt.slice(0, 10)}.`,
    RUN, keys(manifest), ...outside(manifest), DATA, WORKERS, FILES,
  ].join("\n\n").concat("\n");
}

const RUN = `## Run it

Needs Node 22.18 or later.

\`\`\`sh
npm install
npm test             # its contract tests, each on data of its own
npm run load-data    # when the export holds data
npm start            # http://127.0.0.1:8787, and the first key
\`\`\`

The OpenAPI document is at \`/openapi.json\`.`;

function keys({ publicRoutes, consumer }: Manifest): string {
  const open = publicRoutes.length > 0 ? ` These need none: ${publicRoutes.map(({ method, path }) => `\`${method} ${path}\``).join(", ")}.` : "";
  return `## Keys

A call carries a key as \`Authorization: Bearer <key>\` or \`X-API-Key: <key>\`.${open} \`npm run add-key -- ann\` makes a key for \`ann\` and shows it once; the file \`local/keys.json\` holds its digest. \`API_KEYS=ann:<key>,bob:<key>\` in the environment does the same without a file.

The name is what the API sees as \`c.env.CONSUMER.id\`: two keys of one name are one caller. Documents that belong to a caller hold that name. In the exported data the workspace that exported this API is \`${consumer}\`: \`npm run add-key -- ${consumer}\` makes a key that sees its documents.`;
}

function outside({ hosts, secretNames }: Manifest): string[] {
  const parts = [
    ...(hosts.length > 0 ? [`\`fetch\` reaches only the hosts of \`api.json\` whose \`isApproved\` is true: ${hosts.map(({ host, why, isApproved }) => `\`${host}\` (${isApproved ? "approved" : "not approved"}${why ? `: ${why}` : ""})`).join(", ")}.`] : []),
    ...(secretNames.length > 0 ? [`Secrets come from the environment: copy \`.env.example\` to \`.env\` and fill in ${secretNames.map((secret) => `\`${secret}\``).join(", ")}. Here the code sees their values, which on the platform it never does.`] : []),
  ];
  return parts.length > 0 ? ["## Outside services", ...parts] : [];
}

const DATA = `## Data

\`c.env.DATA\` is one SQLite file, \`local/data.sqlite\`. Stop the process and copy the file to back it up. An answered write is on the disk.

What the platform did beside running it is not here: rate limits, metering, logs of each call, the sandbox. Node has no \`WebSocketPair\`: an API that answers WebSockets needs the Workers form.`;

const WORKERS = `## On Cloudflare Workers

\`\`\`sh
npm run build:worker
npx wrangler secret put API_KEYS    # ann:<key>, and each secret of the API
npx wrangler deploy
npx wrangler secret put ADMIN_KEY   # only to load data: npm run load-data -- https://<its address>, with the same ADMIN_KEY
\`\`\`

\`wrangler.jsonc\` binds one Durable Object with SQLite storage, which keeps all data and does one operation after the other. Its \`compatibility_date\` gives Workers the modules of Node that the adapter uses: don't set an earlier one.`;

const FILES = `## What is where

| | |
|---|---|
| \`src/\` | the API, as it was built |
| \`contract-tests.json\` | its tests: requests, and what must come back |
| \`api.json\` | name, public routes, hosts, fixtures, names of secrets |
| \`openapi.json\` | its OpenAPI 3.1 document, taken when it was tested |
| \`data/\` | its documents as JSON lines, when they were asked for |
| \`adapter/\` | what stands in for the platform: storage, keys, tests |

The zip can be imported again where it came from: it passes the same tests there and becomes a new API.`;
