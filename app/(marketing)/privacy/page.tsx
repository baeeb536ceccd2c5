import { Code } from "#components/docs/code.tsx";
import { Lead } from "#components/docs/lead.tsx";
import { Part } from "#components/docs/part.tsx";
import { TextLink } from "#components/docs/text-link.tsx";
import { SESSION_COOKIE } from "#lib/auth/session-client.ts";
import { AUDIT_DAYS } from "#lib/audit/schema.ts";
import { PLAN_LIMITS } from "#lib/rate-limit/plans.ts";
import { CALL_LIMITS } from "#lib/calls/call-budget.ts";
import { KEPT_BODY_BYTES } from "#lib/calls/schema.ts";
import { USAGE_DAYS } from "#lib/usage/retention.ts";

export const metadata = { title: "Privacy", description: "What is kept, for how long, who sees it, and how to take it along or delete it." };

export default function Privacy() {
  const { free, pro, enterprise } = PLAN_LIMITS;
  return (
    <div className="max-w-[72ch] space-y-8 pt-10 text-16">
      <Lead title="Privacy">What this software keeps, for how long, and who sees it. Whoever runs this installation holds the data and answers for it.</Lead>
      <Part title="What is kept" id="kept">
        <ul className="list-disc space-y-1.5 pl-5">
          <li>Your e-mail address, the name that you choose, and a hash of your password.</li>
          <li>Your descriptions, the code, its versions, and what your APIs store. Secrets are encrypted; keys are stored as a fingerprint.</li>
          <li>
            Of each call to an API: when, which key, which operation, status, time and sizes, for {USAGE_DAYS.rows} days; then sums alone. Not the caller’s address.
          </li>
          <li>
            For its owner’s logs, of up to {CALL_LIMITS.minute.calls.toLocaleString("en")} calls a minute: path, query, headers that say what was asked and not who asked, and JSON bodies up to {KEPT_BODY_BYTES / 1024} KB, both ways. What is
            named or looks like a secret is left out. For as long as what an API prints:
          </li>
          <li>
            What an API prints while it answers, and which hosts it asked, for {free.logDays} days ({pro.logDays} on pro, {enterprise.logDays} on enterprise). That is up to its code.
          </li>
          <li>What people changed in a workspace, with the address and browser it came from, for {AUDIT_DAYS} days. Members with the right to read it see it in the audit log.</li>
          <li>Of your sessions: when they began and, where the auth server keeps it, from which address and browser.</li>
          <li>For limits without an account: a hash of the address, for a day.</li>
        </ul>
      </Part>
      <Part title="Who else gets anything" id="others">
        <p>
          With a model’s key set, descriptions and code go to Anthropic to be written; without one nothing leaves. If whoever runs this installation set up error reports, those go there without addresses’
          queries, headers and people, with a picture of the page that crashed on which every letter is masked. Your APIs send what they send to the hosts that you approved. There is no advertising and no tracking.
        </p>
      </Part>
      <Part title="What your browser keeps" id="browser">
        <p>
          Cookies: <Code>{SESSION_COOKIE}</Code> while you are signed in, <Code>theme</Code> and <Code>sidebar</Code> when you change them. In its storage: the sample key, if you tried one. Nothing else, and
          nothing from other sites.
        </p>
      </Part>
      <Part title="Taking it along, and deleting it" id="delete">
        <p>
          Your <TextLink href="/profile">profile</TextLink> exports everything as lines of JSON, and deletes the account. Sign-in, profile and name are gone at once; APIs that nobody shares answer 410 and are
          removed with their data within hours. An API that you delete alone can be restored for 30 days and is then removed. Backups are kept as long as whoever runs this installation keeps them.
        </p>
      </Part>
    </div>
  );
}
