import { redirect } from "next/navigation";
import { BuildScene } from "#components/landing/build-scene.tsx";
import { DescribeField } from "#components/landing/describe-field.tsx";
import { SampleConsole } from "#components/landing/sample-console.tsx";
import { Link } from "#components/ui/link.tsx";
import { EXAMPLE_PROMPTS } from "#lib/generation/prompt.ts";
import { PLAN_LIMITS } from "#lib/rate-limit/plans.ts";
import { SAMPLE_CALLS } from "#lib/sample/schema.ts";
import { currentActor } from "../current-actor.ts";

const FACTS = [
  {
    title: "Tested before it is live",
    text: "Its own contract tests and tests derived from its OpenAPI document run in the sandbox that it will live in. It goes live only when all of them pass, and the record is yours to read.",
    link: { href: "/security", label: "How the sandbox is attacked" },
  },
  {
    title: "One sandbox per API",
    text: "Each API is its own process without files, neighbours or an open network. It sleeps when nobody calls and wakes with the next call, in milliseconds.",
    link: { href: "/docs/concepts", label: "How a call is served" },
  },
  {
    title: "Standard code, yours",
    text: "TypeScript on Hono with an OpenAPI document. Read it, change it by words or by hand, roll it back, and take it away as a project that runs elsewhere with its tests.",
    link: { href: "/blueprints", label: "Read a blueprint’s source" },
  },
];

export default async function Landing() {
  if (await currentActor()) redirect("/dashboard");
  const [example = ""] = EXAMPLE_PROMPTS;
  const { callsPerHour, generationsPerHour } = PLAN_LIMITS.free;
  const free = `${callsPerHour} calls and ${generationsPerHour} builds an hour, free`;
  return (
    <>
      <section className="pt-12 pb-10 sm:pt-16">
        <h1 className="text-28 font-semibold tracking-tight text-balance sm:text-44">
          Describe an API.<br className="max-sm:hidden" /> Call it seconds later.
        </h1>
        <p className="mt-4 mb-6 max-w-[60ch] text-16 text-muted">
          Plain English in, a live endpoint out. It is written, type-checked and tested in the sandbox it runs in, and only then goes live.
        </p>
        <DescribeField example={example} />
        <p className="mt-3 text-13 text-muted">{free}. No card.</p>
      </section>
      <BuildScene />
      <section aria-labelledby="sample" className="pt-20">
        <h2 id="sample" className="text-20 font-semibold tracking-tight sm:text-28">
          Call one now, before you sign up
        </h2>
        <p className="mt-2 mb-6 max-w-[64ch] text-16 text-muted">
          “Convert temperatures and lengths” was the whole description. The API is live on this installation: {SAMPLE_CALLS} calls are yours, without an account.
        </p>
        <SampleConsole calls={SAMPLE_CALLS} afterwards={`With an account: an API of your own, and ${free}.`} />
      </section>
      <section aria-label="Why it can be trusted" className="pt-20">
        <ul className="grid gap-8 border-t border-line pt-8 md:grid-cols-3">
          {FACTS.map((fact) => (
            <li key={fact.title} className="flex flex-col">
              <h2 className="text-16 font-semibold">{fact.title}</h2>
              <p className="mt-1 mb-3 max-w-[56ch] text-16 text-muted">{fact.text}</p>
              <Link href={fact.link.href} className="mt-auto self-start rounded-sm py-1 font-medium underline underline-offset-4 hover:text-brand">
                {fact.link.label}
              </Link>
            </li>
          ))}
        </ul>
      </section>
    </>
  );
}
