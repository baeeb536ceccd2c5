import type { ReactNode } from "react";
import { PlanTable } from "#components/plans/plan-table.tsx";
import { TextLink } from "#components/docs/text-link.tsx";
import { buttonClass } from "#components/ui/button.tsx";
import { classNames } from "#components/ui/class-names.ts";
import { Link } from "#components/ui/link.tsx";
import { PLAN_LIMITS, type Plan } from "#lib/rate-limit/plans.ts";
import { currentActor } from "../../current-actor.ts";

export const metadata = { title: "Pricing", description: "Free, pro and enterprise: calls and builds an hour, stored data, and for whom each is." };

const PLANS: { plan: Plan; title: string; price: string; text: string }[] = [
  { plan: "free", title: "Free", price: "$0", text: "To build, try and run what is small. No card, no end." },
  { plan: "pro", title: "Pro", price: "Not sold yet", text: "For an API that others depend on." },
  { plan: "enterprise", title: "Enterprise", price: "Not sold yet", text: "For many APIs and many callers." },
];

export default async function Pricing() {
  const isSignedIn = (await currentActor()) !== null;
  return (
    <div className="pt-10 sm:pt-14">
      <h1 className="text-28 font-semibold tracking-tight sm:text-44">Pricing</h1>
      <p className="mt-3 max-w-[64ch] text-16 text-muted">
        Everything is in every plan; they differ in how much. Payments come later: until then a larger plan is given by whoever runs this installation.
      </p>
      <ul className="mt-8 grid gap-4 md:grid-cols-3">
        {PLANS.map(({ plan, title, price, text }) => {
          const { callsPerHour, generationsPerHour } = PLAN_LIMITS[plan];
          return (
            <li key={plan} className={classNames("flex flex-col rounded-md border bg-surface p-5", plan === "free" ? "border-brand/60" : "border-line")}>
              <h2 className="text-16 font-semibold">{title}</h2>
              <p className={classNames("mt-2 flex min-h-9 items-center", plan === "free" ? "font-mono text-28 tracking-tight" : "text-16 text-muted")}>{price}</p>
              <p className="mt-1 text-muted">{text}</p>
              <p className="mt-4">
                <span className="font-mono tabular-nums">{callsPerHour.toLocaleString("en")}</span> calls and <span className="font-mono tabular-nums">{generationsPerHour.toLocaleString("en")}</span> builds an
                hour
              </p>
              <div className="mt-auto pt-5">
                {plan !== "free" ? (
                  <p className="flex min-h-9 items-center text-13 text-muted">Ask whoever runs this installation.</p>
                ) : (
                  <Link href={isSignedIn ? "/dashboard" : "/signup"} className={buttonClass("primary", "md", "w-full")}>
                    {isSignedIn ? "Your APIs" : "Sign up"}
                  </Link>
                )}
              </div>
            </li>
          );
        })}
      </ul>
      <h2 className="mt-14 mb-4 text-20 font-semibold">Limits</h2>
      <PlanTable limits={PLAN_LIMITS} />
      <dl className="mt-14 grid gap-8 text-16 md:grid-cols-3">
        <Answer question="What is never billed?">Builds that do not go live, and calls that are refused (401, 403, 404, 429) or fail on our side (5xx).</Answer>
        <Answer question="What happens at a limit?">
          The call is refused with 429, the limit is named, and <TextLink href="/docs/limits">Retry-After</TextLink> says when the same call goes through. Nothing is charged and nothing is deleted.
        </Answer>
        <Answer question="Who pays for Claude?">
          The installation, within a budget a day, or your workspace with an Anthropic key of its own. The built-in generator costs nothing. A build’s cost is shown while it runs.
        </Answer>
      </dl>
    </div>
  );
}

function Answer({ question, children }: { question: string; children: ReactNode }) {
  return (
    <div>
      <dt className="font-semibold">{question}</dt>
      <dd className="mt-1 text-muted">{children}</dd>
    </div>
  );
}
