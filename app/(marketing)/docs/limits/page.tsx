import { Code } from "#components/docs/code.tsx";
import { Lead } from "#components/docs/lead.tsx";
import { Part } from "#components/docs/part.tsx";
import { PlanTable } from "#components/plans/plan-table.tsx";
import { TextLink } from "#components/docs/text-link.tsx";
import { ADDRESS_LIMIT_PER_MINUTE, PLAN_LIMITS } from "#lib/rate-limit/plans.ts";
import { SAMPLE_CALLS, SAMPLE_KEY_HOURS } from "#lib/sample/schema.ts";

export const metadata = { title: "Limits", description: "What each plan allows, how calls are counted, and what a refused call is told." };

export default function Limits() {
  return (
    <>
      <Lead title="Limits">What each plan allows, how calls are counted, and what a refused call is told.</Lead>
      <PlanTable limits={PLAN_LIMITS} />
      <Part title="How calls are counted" id="calls">
        <p>
          In a sliding hour, for all APIs of a workspace together. A key and an API can have a limit of their own besides; the strictest holds and is named, and a call that one refuses counts in
          none. Without a key, one address may ask {ADDRESS_LIMIT_PER_MINUTE} times a minute.
        </p>
        <p>
          Every reply to a call that counts, served or refused, carries <Code>X-RateLimit-Limit</Code>, <Code>X-RateLimit-Remaining</Code> and <Code>X-RateLimit-Reset</Code>, and the same as <Code>RateLimit</Code>. A refused call is a 429
          with <Code>Retry-After</Code>: wait that long, then the same call goes through.
        </p>
      </Part>
      <Part title="Of one call" id="call">
        <p>
          30 s to the first byte, and 30 s of silence within a stream. A call that blocks its API for 300 ms of CPU time is ended, so is one that takes more than 256 MB; its neighbours don’t notice.
          50 outbound requests, 6 at once.
        </p>
      </Part>
      <Part title="Of stored data" id="data">
        <p>
          All APIs of a workspace together hold what its plan holds. What passes that is refused and leaves nothing half-written: the API’s code is told <Code>quota</Code> and answers 429.
        </p>
      </Part>
      <Part title="Of a sample key" id="sample">
        <p>
          The key that you get before signing up makes {SAMPLE_CALLS} calls in all and ends after {SAMPLE_KEY_HOURS} hours. Then it answers 402: <TextLink href="/signup">sign up</TextLink> for a key
          of your own.
        </p>
      </Part>
      <p>
        What each refusal means is under <TextLink href="/docs/errors">Errors</TextLink>, what a plan costs under <TextLink href="/pricing">Pricing</TextLink>.
      </p>
    </>
  );
}
