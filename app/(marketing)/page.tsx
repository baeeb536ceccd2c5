import Link from "next/link";
import { redirect } from "next/navigation";
import { BuildScene } from "#components/landing/build-scene.tsx";
import { buttonClass } from "#components/ui/button.tsx";
import { PLAN_LIMITS } from "#lib/rate-limit/plans.ts";
import { currentActor } from "../current-actor.ts";

const FACTS = [
  {
    title: "Tested before it is live",
    text: "Every API comes with contract tests. They run in the sandbox the API will live in, and it goes live only when all of them pass. The record is yours to read.",
  },
  {
    title: "One sandbox per API",
    text: "Each API is its own process without network, files or neighbours. It sleeps when nobody calls and wakes on the next call.",
  },
  {
    title: "Standard code",
    text: "TypeScript on Hono with an OpenAPI document. No private dialect: what was written is shown, and it would run elsewhere.",
  },
];

export default async function Landing() {
  if (await currentActor()) redirect("/dashboard");
  const { callsPerHour, generationsPerHour } = PLAN_LIMITS.free;
  return (
    <>
      <div className="max-w-[720px] pt-12 pb-10 sm:pt-16">
        <h1 className="text-28 font-semibold tracking-tight text-balance sm:text-44">Describe an API. Call it seconds later.</h1>
        <p className="mt-4 max-w-[60ch] text-16 text-muted">
          Plain English in, a live endpoint out. It is written, type-checked and tested in the sandbox it runs in, and only then goes live.
        </p>
        <div className="mt-6 flex flex-wrap items-center gap-3">
          <Link href="/signup" className={buttonClass("primary")}>
            Create API
          </Link>
          <span className="text-13 text-muted">
            Free: {callsPerHour} calls and {generationsPerHour} builds an hour.
          </span>
        </div>
      </div>
      <BuildScene />
      <ul className="mt-16 grid gap-8 border-t border-line pt-8 md:grid-cols-3">
        {FACTS.map((fact) => (
          <li key={fact.title}>
            <h2 className="text-16 font-semibold">{fact.title}</h2>
            <p className="mt-1 max-w-[56ch] text-16 text-muted">{fact.text}</p>
          </li>
        ))}
      </ul>
    </>
  );
}
