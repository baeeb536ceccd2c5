import { Check } from "lucide-react";
import { STAGES, type StageName } from "#lib/generation/events.ts";
import { STAGE_WORDS } from "#components/generation/stage-words.ts";
import { TestSquares } from "#components/generation/test-squares.tsx";
import { showMs } from "#components/ui/show-ms.ts";
import { RECORDED_BUILD } from "./recorded-build.ts";
import { Replay } from "./replay.tsx";
import "./scene.css";

/** A sentence, the stages that lock in, the live endpoint and its reply. Plays once by CSS; with reduced motion it stands still. */
export function BuildScene() {
  const { generator, recordedOn } = RECORDED_BUILD;
  const day = new Date(recordedOn).toLocaleDateString("en", { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" });
  return (
    <figure aria-label="A build, from the description to the reply of the first call" className="min-w-0">
      <Replay caption={`A recording, made on ${day} with the ${generator.toLowerCase()} on a shared 2-core machine.`}>
        <div className="grid gap-3 lg:grid-cols-[minmax(0,4fr)_minmax(0,5fr)_minmax(0,6fr)]">
          <Sentence />
          <Stages />
          <FirstCall />
        </div>
      </Replay>
    </figure>
  );
}

function Sentence() {
  const { prompt, points, tests } = RECORDED_BUILD;
  return (
    <div className="flex min-w-0 flex-col rounded-md border border-edge bg-surface p-4">
      <p className="text-12 text-muted">What should the API do?</p>
      <p className="mt-1 text-20 font-medium text-balance">
        {prompt.split(" ").map((word, index) => (
          <span key={index} className="scene-word">
            {word}{" "}
          </span>
        ))}
      </p>
      <div className="scene-understood mt-4 space-y-1 border-t border-line pt-4 text-13 text-muted">
        <p className="font-medium text-ink">Understood</p>
        {points.map((point) => (
          <p key={point}>{point}</p>
        ))}
        <p className="pt-2 font-medium text-ink">Promised, as contract tests</p>
        {tests.slice(0, 3).map((test) => (
          <p key={test}>{test}</p>
        ))}
        <p>{`and ${tests.length - 3} more`}</p>
      </div>
    </div>
  );
}

function Stages() {
  const { stages, tests, derivedTests, ms } = RECORDED_BUILD;
  const total = tests.length + derivedTests;
  const msOf = (name: StageName): number => stages.find((stage) => stage.name === name)?.ms ?? 0;
  return (
    <div className="flex min-w-0 flex-col rounded-md border border-line bg-surface px-4 py-2">
      <ol className="flex-1">
        {STAGES.map((name) => (
          <li key={name} className="scene-stage flex gap-3 py-1.5">
            <span aria-hidden className="scene-check mt-px grid size-5 shrink-0 place-items-center rounded-full bg-brand text-on-brand">
              <Check className="size-3.5 stroke-3" />
            </span>
            <span className="min-w-0 flex-1">
              {STAGE_WORDS[name]}
              {name === "contract-test" ? <PassedTests total={total} derived={derivedTests} /> : null}
            </span>
            <span className="font-mono text-13 text-muted tabular-nums">{showMs(msOf(name))}</span>
          </li>
        ))}
      </ol>
      <p className="scene-live mt-1 flex justify-between gap-3 border-t border-line pt-2.5 pb-1 font-medium">
        Live <span className="font-mono text-13 tabular-nums">{showMs(ms ?? 0)}</span>
      </p>
    </div>
  );
}

function PassedTests({ total, derived }: { total: number; derived: number }) {
  return (
    <>
      <span className="block text-13 text-brand">{`${total} of ${total} passed`}</span>
      <span className="my-1 block">
        <TestSquares total={total} results={Array.from({ length: total }, () => "passed")} squareClass="scene-test" />
      </span>
      <span className="block text-13 text-muted">{`${total - derived} of its own, ${derived} derived from its OpenAPI document`}</span>
    </>
  );
}

function FirstCall() {
  const { path, request, reply } = RECORDED_BUILD;
  const timing = new Map([...(reply.serverTiming ?? "").matchAll(/(\w+);dur=([\d.]+)/g)].map(([, name = "", ms]) => [name, Number(ms)]));
  return (
    <div className="flex min-w-0 flex-col gap-3">
      <div className="scene-late scene-late-1 min-w-0 rounded-md border border-line bg-sunken p-4 font-mono text-13">
        <p className="mb-2 font-sans text-12 text-muted">The first call</p>
        <code className="block wrap-anywhere whitespace-pre-wrap">
          <span className="text-muted">$ </span>curl -X {request.method} <span className="font-semibold">{`http://localhost:3000${path}${request.path}`}</span>
          {" \\\n  -H 'Authorization: Bearer apic_…' \\\n  -H 'Content-Type: application/json' \\\n"}
          {`  -d '${request.body}'`}
        </code>
      </div>
      <div className="scene-late scene-late-2 min-w-0 flex-1 rounded-md border border-brand/50 bg-surface p-4 font-mono text-13">
        <p className="mb-2 flex flex-wrap items-baseline justify-between gap-x-3">
          <span className="font-semibold text-brand">{`${reply.status} ${reply.statusText}`}</span>
          <span className="text-muted">{`${showMs(timing.get("total") ?? 0)}, woke in ${showMs(timing.get("wake") ?? 0)}`}</span>
        </p>
        <pre tabIndex={0} aria-label="Reply" className="overflow-x-auto">{JSON.stringify(reply.body, null, 2)}</pre>
      </div>
    </div>
  );
}
