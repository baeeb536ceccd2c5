import Link from "next/link";
import type { ReactNode } from "react";
import { Snippet } from "#components/ui/snippet.tsx";
import { webDeps } from "#lib/deps.ts";
import { apiOriginOf } from "#lib/http/api-origin.ts";
import { ADDRESS_LIMIT_PER_MINUTE, PLAN_LIMITS } from "#lib/rate-limit/plans.ts";
import { USAGE_DAYS } from "#lib/usage/retention.ts";

export const metadata = { title: "Quick start" };

const number = (value: number): string => value.toLocaleString("en");
const megabytes = (bytes: number): string => `${number(bytes / 1024 / 1024)} MB`;
const linkClass = "rounded-sm font-medium underline underline-offset-4";

export default function QuickStart() {
  const { publicUrl, apiOrigin = apiOriginOf({ publicUrl }) } = webDeps();
  return (
    <>
      <div className="space-y-3">
        <h1 className="text-28 font-semibold tracking-tight">Quick start</h1>
        <p>From a sentence to a call that works.</p>
      </div>
      <Step title="1. Describe it">
        <p>
          <Link href="/signup" className={linkClass}>
            Sign up
          </Link>
          , then say what the API keeps and which fields each thing has, or what it computes. “Manage books with title, author and year” is enough. The page shows each stage, the
          code, and each contract test as it ends.
        </p>
      </Step>
      <Step title="2. Call it">
        <p>When the build ends you see the address and a call key. The key is shown once; only its fingerprint is stored.</p>
        <Snippet title="curl" text={`curl '${apiOrigin.urlOf("api_…")}/books' \\\n  -H 'Authorization: Bearer apic_…'`} />
        <p>
          <code className="font-mono text-14">X-API-Key: apic_…</code> works too. A key belongs to one API. Its OpenAPI document is at{" "}
          <code className="font-mono text-14">/api_…/openapi.json</code>.
        </p>
      </Step>
      <Step title="3. From a program">
        <p>
          A management key builds APIs without a browser. Make one under{" "}
          <Link href="/api-keys" className={linkClass}>
            API keys
          </Link>{" "}
          with the scope <code className="font-mono text-14">generations:write</code>. With{" "}
          <code className="font-mono text-14">Accept: text/event-stream</code> the reply is the build’s events; with <code className="font-mono text-14">application/json</code> it is the
          result. More under{" "}
          <Link href="/docs/programs" className={linkClass}>
            From programs
          </Link>
          .
        </p>
        <Snippet
          title="curl"
          text={`curl -X POST '${publicUrl}/api/generate' \\\n  -H 'Authorization: Bearer apim_…' \\\n  -H 'Content-Type: application/json' \\\n  -H 'Accept: application/json' \\\n  -d '{"prompt":"Manage books with title, author and year"}'`}
        />
      </Step>
      <Step title="4. Take it along" id="export">
        <p>
          An API’s page exports it as a zip that runs elsewhere: its source, its contract tests, and an adapter that keeps the data in one SQLite file on Node, or in a Durable Object on
          Cloudflare Workers. Secrets are named in it, never told. Such a zip is imported where APIs are created: it passes the same tests, and becomes a new API with its data.
        </p>
        <Snippet
          title="curl"
          text={`curl -o api.zip '${publicUrl}/api/v1/apis/api_…/export?data=true' -H 'Authorization: Bearer apim_…'\ncurl -X POST '${publicUrl}/api/v1/apis/import?data=true' \\\n  -H 'Authorization: Bearer apim_…' -H 'Accept: application/json' \\\n  -H 'Content-Type: application/zip' --data-binary @api.zip`}
        />
      </Step>
      <Step title="Versions" id="versions">
        <p>
          A change makes a new version; the one before stays. Which one is live is changed on the API’s page or with <code className="font-mono text-14">POST /api/v1/apis/api_…/deployments</code>, back as well as
          forth, within a second and without a dropped call. What would break callers, and stored documents that would not fit, are named first. A draft is called at an address of its own,{" "}
          <code className="font-mono text-14">/api_…~4-…</code>, which its workspace alone is told, with a key of that workspace and on data of its own: at most 1,000 documents, which are gone when the database crashes.
        </p>
        <p>
          Callers who send <code className="font-mono text-14">API-Version: 3</code> get that version, if it is or was live; the reply repeats the number. One that its owner has deprecated says so in{" "}
          <code className="font-mono text-14">Deprecation</code>, <code className="font-mono text-14">Sunset</code> and <code className="font-mono text-14">Link</code>. All versions share the stored data.
        </p>
      </Step>
      <Step title="Limits" id="limits">
        <div className="overflow-x-auto" tabIndex={0} role="region" aria-label="Limits of the plans">
          <table className="w-full text-left text-14">
            <thead className="text-13 text-muted">
              <tr className="border-b border-line">
                <th className="py-2 pr-4 font-medium">Plan</th>
                <th className="py-2 pr-4 text-right font-medium">Calls an hour</th>
                <th className="py-2 pr-4 text-right font-medium">Builds an hour</th>
                <th className="py-2 pr-4 text-right font-medium">Request body</th>
                <th className="py-2 pr-4 text-right font-medium">Response body</th>
                <th className="py-2 pr-4 text-right font-medium">Stored documents</th>
                <th className="py-2 text-right font-medium">Their size</th>
              </tr>
            </thead>
            <tbody className="font-mono text-13 tabular-nums">
              {Object.entries(PLAN_LIMITS).map(([plan, limits]) => (
                <tr key={plan} className="border-b border-line">
                  <th className="py-2 pr-4 font-sans text-14 font-medium capitalize">{plan}</th>
                  <td className="py-2 pr-4 text-right">{number(limits.callsPerHour)}</td>
                  <td className="py-2 pr-4 text-right">{number(limits.generationsPerHour)}</td>
                  <td className="py-2 pr-4 text-right">{megabytes(limits.requestBodyBytes)}</td>
                  <td className="py-2 pr-4 text-right">{megabytes(limits.responseBodyBytes)}</td>
                  <td className="py-2 pr-4 text-right">{number(limits.documents)}</td>
                  <td className="py-2 text-right">{megabytes(limits.documentBytes)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
        <p>
          Calls are counted in a sliding hour. A key and an API can have a limit of their own besides; the strictest holds and is named, and a call that one refuses counts in none. Every reply carries <code className="font-mono text-14">X-RateLimit-Limit</code>,{" "}
          <code className="font-mono text-14">X-RateLimit-Remaining</code> and <code className="font-mono text-14">X-RateLimit-Reset</code>; a refused call carries{" "}
          <code className="font-mono text-14">Retry-After</code>. Without a key, one address may ask {number(ADDRESS_LIMIT_PER_MINUTE)} times a minute. What a refusal means is under{" "}
          <Link href="/docs/errors" className={linkClass}>
            Errors
          </Link>
          .
        </p>
      </Step>
      <Step title="Stored data" id="data">
        <p>
          What an API stores is on its page under Data: browse, filter, edit, import and export as JSON lines or CSV. For programs it is{" "}
          <code className="font-mono text-14">GET /api/v1/apis/api_…/documents?collection=books</code> and what is under{" "}
          <code className="font-mono text-14">/api/v1/apis/api_…/collections</code>, with a management key that has <code className="font-mono text-14">documents:read</code> or{" "}
          <code className="font-mono text-14">documents:write</code>.
        </p>
        <p>
          All APIs of a workspace together hold what its plan holds. What passes that is refused and leaves nothing half-written: the API&apos;s code is told{" "}
          <code className="font-mono text-14">quota</code> and answers 429. A list that filters or sorts a collection of more than a thousand documents gets an index of its own, made within
          minutes of its first call.
        </p>
      </Step>
      <Step title="Analytics" id="analytics">
        <p>
          Each API’s page has its analytics: calls, how they ended, how long they took, by endpoint, key and status. For programs it is{" "}
          <code className="font-mono text-14">GET /api/api-analytics/api_…?period=24h</code> (1h, 24h, 7d, 30d, or <code className="font-mono text-14">from</code> and{" "}
          <code className="font-mono text-14">to</code>) with a management key that has <code className="font-mono text-14">usage:read</code>. Figures are seconds old and percentiles within 2 %.
          A call counts for the operation of the API’s OpenAPI document that it fits; the path itself is not stored.
        </p>
        <p>
          Each call is kept for {USAGE_DAYS.rows} days, sums by the minute for {USAGE_DAYS.minutes}, by the hour for {USAGE_DAYS.hours} and by the day for {USAGE_DAYS.days}. Refused calls (401,
          403, 404, 429), failures (5xx) and preflights are never billed.
        </p>
      </Step>
    </>
  );
}

function Step({ title, id, children }: { title: string; id?: string; children: ReactNode }) {
  return (
    <section id={id} className="space-y-3">
      <h2 className="text-20 font-semibold">{title}</h2>
      {children}
    </section>
  );
}
