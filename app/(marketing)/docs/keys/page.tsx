import { Code } from "#components/docs/code.tsx";
import { Part } from "#components/docs/part.tsx";
import { Link } from "#components/ui/link.tsx";
import { Snippet } from "#components/ui/snippet.tsx";
import { SCOPES } from "#lib/auth/actor.ts";
import { webDeps } from "#lib/deps.ts";
import { CHECK_SNIPPET, GITHUB_PATTERN, GITLEAKS_RULE, KEY_PATTERN } from "#lib/keys/secret-scanning.ts";
import { ADDRESS_LIMIT_PER_MINUTE } from "#lib/rate-limit/plans.ts";

export const metadata = { title: "Keys" };

const linkClass = "rounded-sm font-medium underline underline-offset-4";

export default function KeysPage() {
  const { publicUrl } = webDeps();
  return (
    <>
      <div className="space-y-3">
        <h1 className="text-28 font-semibold tracking-tight">Keys</h1>
        <p>
          A call key (<Code>apic_…</Code>) calls one API. A management key (<Code>apim_…</Code>) uses the REST API within its scopes. Both are made under{" "}
          <Link href="/api-keys" className={linkClass}>
            API keys
          </Link>
          , shown once and stored as a fingerprint.
        </p>
      </div>
      <Part title="Sending one">
        <p>
          <Code>Authorization: Bearer apic_…</Code> or <Code>X-API-Key: apic_…</Code>. Never in an address: it would be in every log on the way. In <Code>X-API-Key</Code> it leaves{" "}
          <Code>Authorization</Code> to the API’s own sign-in.
        </p>
      </Part>
      <Part title="Limits of a key">
        <p>
          A key can expire, be disabled and enabled again. A call key can have calls per hour of its own, and work only in pages (origins) and from addresses that you name. A change holds
          everywhere within a second.
        </p>
        <p>A management key does what its scopes allow, and never more than its maker may by now:</p>
        <ul className="grid gap-x-6 font-mono text-14 sm:grid-cols-2">
          {SCOPES.map((scope) => (
            <li key={scope}>{scope}</li>
          ))}
        </ul>
      </Part>
      <Part title="Replacing one">
        <p>
          Roll a key to get a new one that may do the same. The old one goes on working for a minute, an hour or a day beside it, so that no call fails while you change over. Revoke a key that
          must stop now: it is refused everywhere within a second, and its open streams and WebSockets end.
        </p>
        <Snippet title="curl" text={`curl -X POST '${publicUrl}/api/v1/keys/KEY_ID/roll' \\\n  -H 'Authorization: Bearer apim_…' \\\n  -H 'Idempotency-Key: roll-2030-01-31' \\\n  -H 'Content-Type: application/json' \\\n  -d '{"graceSeconds":3600}'`} />
      </Part>
      <Part title="Public routes">
        <p>
          On an API’s page you choose routes that anybody may call without a key. Each address may make {ADDRESS_LIMIT_PER_MINUTE} such calls a minute. What is open is exactly the route that
          the API documents: <Code>{"/books/{id}"}</Code> leaves <Code>/books/export</Code> closed, and so are doubled slashes, dots and encoded slashes.
        </p>
      </Part>
      <Part title="A key that leaked" id="leaked">
        <p>Whoever finds a key can end it, without an account. It is refused everywhere within a second, and its owner sees why.</p>
        <Snippet title="curl" text={`curl -X POST '${publicUrl}/api/keys/report' \\\n  -H 'Content-Type: application/json' \\\n  -d '{"key":"apic_…"}'`} />
        <p>
          The reply is <Code>{'{"isRevoked": true}'}</Code>, or <Code>false</Code> for a key of another installation; 422 for what has not the form of a key.
        </p>
      </Part>
      <Part title="Finding keys in code" id="scanning">
        <p>Each key has 39 letters and digits after its prefix. The last six are the CRC-32 of everything before them, in base 62: a scanner can tell a key from what only looks like one.</p>
        <Snippet title="Regular expression" text={KEY_PATTERN} />
        <Snippet title="gitleaks: .gitleaks.toml" text={GITLEAKS_RULE} />
        <Snippet title="GitHub: custom pattern" text={`Secret format:  ${GITHUB_PATTERN.secret}\nBefore secret:  ${GITHUB_PATTERN.before}\nAfter secret:   ${GITHUB_PATTERN.after}`} />
        <Snippet title="is-key.mjs" text={CHECK_SNIPPET} />
      </Part>
    </>
  );
}
