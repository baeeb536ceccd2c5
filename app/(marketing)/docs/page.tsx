import { Code } from "#components/docs/code.tsx";
import { Lead } from "#components/docs/lead.tsx";
import { Part } from "#components/docs/part.tsx";
import { TextLink } from "#components/docs/text-link.tsx";
import { Snippet } from "#components/ui/snippet.tsx";
import { webDeps } from "#lib/deps.ts";
import { apiOriginOf } from "#lib/http/api-origin.ts";
import { SAMPLE_CALLS } from "#lib/sample/schema.ts";

export const metadata = { title: "Quick start", description: "From a sentence to a call that works: describe an API, call it, build from a program, take it along." };

export default function QuickStart() {
  const { publicUrl, apiOrigin = apiOriginOf({ publicUrl }) } = webDeps();
  return (
    <>
      <Lead title="Quick start">From a sentence to a call that works, in under a minute.</Lead>
      <Part title="1. Describe it" id="describe">
        <p>
          <TextLink href="/signup">Sign up</TextLink>, then say what the API keeps and which fields each thing has, or what it computes. “Manage books with title, author and year” is enough. The page
          shows each stage, the code, and each contract test as it ends. Or start from one of the <TextLink href="/blueprints">blueprints</TextLink>.
        </p>
      </Part>
      <Part title="2. Call it" id="call">
        <p>When the build ends you see the address and a call key. The key is shown once; only its fingerprint is stored.</p>
        <Snippet title="curl" text={`curl '${apiOrigin.urlOf("api_…")}/books' \\\n  -H 'Authorization: Bearer apic_…'`} />
        <p>
          <Code>X-API-Key: apic_…</Code> works too. A key belongs to one API. Its OpenAPI document says what else there is to call:
        </p>
        <Snippet title="curl" text={`curl '${apiOrigin.urlOf("api_…")}/openapi.json' \\\n  -H 'Authorization: Bearer apic_…'`} />
      </Part>
      <Part title="3. From a program" id="program">
        <p>
          A management key builds APIs without a browser. Make one under <TextLink href="/api-keys">API keys</TextLink> with the scopes <Code>generations:write</Code> and <Code>apis:write</Code>. With{" "}
          <Code>Accept: text/event-stream</Code> the reply is the build’s events; with <Code>application/json</Code> it is the result, with what was assumed and what was left out. More under <TextLink href="/docs/programs">From programs</TextLink>.
        </p>
        <Snippet
          title="curl"
          text={`curl -X POST '${publicUrl}/api/generate' \\\n  -H 'Authorization: Bearer apim_…' \\\n  -H 'Content-Type: application/json' \\\n  -H 'Accept: application/json' \\\n  -d '{"prompt":"Manage books with title, author and year"}'`}
        />
      </Part>
      <Part title="4. Take it along" id="export">
        <p>
          An API’s page exports it as a zip that runs elsewhere: its source, its contract tests, and an adapter that keeps the data in one SQLite file on Node, or in a Durable Object on Cloudflare Workers.
          Secrets are named in it, never told. Such a zip is imported where APIs are created: it passes the same tests, and becomes a new API with its data.
        </p>
        <Snippet
          title="curl"
          text={`curl -o api.zip '${publicUrl}/api/v1/apis/api_…/export?data=true' \\\n  -H 'Authorization: Bearer apim_…'\n\ncurl -X POST '${publicUrl}/api/v1/apis/import?data=true' \\\n  -H 'Authorization: Bearer apim_…' -H 'Accept: application/json' \\\n  -H 'Content-Type: application/zip' --data-binary @api.zip`}
        />
      </Part>
      <Part title="Before you sign up" id="sample">
        <p>
          A sample API runs on this installation. This makes a key for it, with {SAMPLE_CALLS} calls in all; the reply has its address as <Code>url</Code> and the key as <Code>key</Code>.
        </p>
        <Snippet title="curl" text={`curl -X POST '${publicUrl}/api/v1/sample-keys'`} />
      </Part>
    </>
  );
}
