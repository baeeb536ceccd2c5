import { Code } from "#components/docs/code.tsx";
import { Lead } from "#components/docs/lead.tsx";
import { Part } from "#components/docs/part.tsx";
import { TextLink } from "#components/docs/text-link.tsx";
import { USAGE_DAYS } from "#lib/usage/retention.ts";

export const metadata = { title: "Concepts", description: "APIs, versions, the gate, runtimes, stored data and analytics: what the words mean and what can be relied on." };

export default function Concepts() {
  return (
    <>
      <Lead title="Concepts">What the words mean, and what can be relied on.</Lead>
      <Part title="An API" id="api">
        <p>
          What you described, at an address of its own: <Code>/api_…</Code>. It belongs to a workspace, has call keys, and is TypeScript on Hono with an OpenAPI document at{" "}
          <Code>/api_…/openapi.json</Code>. The code is yours to read and to change, by words or by hand.
        </p>
      </Part>
      <Part title="The gate" id="gate">
        <p>
          Nothing goes live before it has passed: types and rules, one bundle that boots in the sandbox, an OpenAPI document that is valid, the contract tests that came with the API, and tests that the
          platform derives from the document. A contract test is a named sequence of calls with the replies that are expected. The record of all of it is on the API’s page.
        </p>
        <p>
          Without an Anthropic key the built-in generator writes the code. It is not Claude: it builds what it understands, says what it assumed and left out, and refuses the rest. A build that does not
          go live costs nothing and counts against no limit.
        </p>
      </Part>
      <Part title="Versions" id="versions">
        <p>
          A change makes a new version; the one before stays. Which one is live is changed on the API’s page or with <Code>POST /api/v1/apis/api_…/deployments</Code>, back as well as forth, within a
          second and without a dropped call. What would break callers, and stored documents that would not fit, are named first. A draft is called at an address of its own, <Code>/api_…~4-…</Code>, which
          its workspace alone is told, with a key of that workspace and on data of its own: at most 1,000 documents, which are gone when the database crashes.
        </p>
        <p>
          Callers who send <Code>API-Version: 3</Code> get that version, if it is or was live; the reply repeats the number. One that its owner has deprecated says so in <Code>Deprecation</Code>,{" "}
          <Code>Sunset</Code> and <Code>Link</Code>. All versions share the stored data.
        </p>
      </Part>
      <Part title="Runtimes" id="runtimes">
        <p>
          Each API is one process in a sandbox without files, neighbours or an open network. It sleeps after two minutes without calls and wakes with the next one; <Code>X-Cold-Start</Code> and{" "}
          <Code>Server-Timing</Code> say so. Calls that come while it wakes wait for it. What is stored never lives in the process: it outlives every crash. What attacks the sandbox, and with which
          result, is under <TextLink href="/security">Security</TextLink>.
        </p>
      </Part>
      <Part title="Hosts and secrets" id="outside">
        <p>
          An API reaches no host on the internet until you approve it, by name. A secret’s value is put in on the way to the hosts that you named for it: the code never sees it.
        </p>
      </Part>
      <Part title="Stored data" id="data">
        <p>
          What an API stores is on its page under Data: browse, filter, edit, import and export as JSON lines or CSV. For programs it is <Code>GET /api/v1/apis/api_…/documents?collection=books</Code> and
          what is under <Code>/api/v1/apis/api_…/collections</Code>, with a management key that has <Code>documents:read</Code> or <Code>documents:write</Code>. How much fits is under{" "}
          <TextLink href="/docs/limits#data">Limits</TextLink>. A list that filters or sorts a collection of more than a thousand documents gets an index of its own, made within minutes of its first
          call.
        </p>
        <p>Where an API keeps each caller’s own, a caller is the workspace of the key: keys of one workspace share what they store.</p>
      </Part>
      <Part title="Analytics" id="analytics">
        <p>
          Each API’s page has its analytics: calls, how they ended, how long they took, by endpoint, key and status. For programs it is <Code>GET /api/api-analytics/api_…?period=24h</Code> (1h, 24h, 7d,
          30d, or <Code>from</Code> and <Code>to</Code>) with a management key that has <Code>usage:read</Code>. Figures are seconds old and percentiles within 2 %. A call counts for the operation of the
          API’s OpenAPI document that it fits; the path itself is not stored.
        </p>
        <p>
          Each call is kept for {USAGE_DAYS.rows} days, sums by the minute for {USAGE_DAYS.minutes}, by the hour for {USAGE_DAYS.hours} and by the day for {USAGE_DAYS.days}. Refused calls (401, 403, 404,
          429), failures (5xx) and preflights are never billed, nor is a call whose caller leaves before its answer begins; one that leaves in the middle of it has had it.
        </p>
      </Part>
    </>
  );
}
