import type { ReactNode } from "react";
import { AttackTable } from "#components/security/attack-table.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { withTimeout } from "#lib/clock.ts";
import { webDeps } from "#lib/deps.ts";
import { readEscapeReport } from "#lib/runtime/escape-suite/read-report.ts";
import type { EscapeReport, EscapeRow } from "#lib/runtime/escape-suite/report.ts";
import type { RunnerHealth } from "#lib/runtime/runtime.ts";
import { LAYERS, NOT_COVERED, TIERS } from "./layers.ts";

export const metadata = { title: "Security" };

const HEALTH_TIMEOUT_MS = 1_500;
const KINDS: { by: EscapeRow["by"]; title: string }[] = [
  { by: "JavaScript", title: "Code of an API, deployed past the checks" },
  { by: "native program", title: "A native program in the runtime’s place" },
  { by: "raw bytes", title: "Bytes on a runtime’s own socket to the host" },
];

export default async function Security() {
  const [report, health] = await Promise.all([
    readEscapeReport(process.cwd()),
    withTimeout(Promise.resolve().then(() => webDeps().runtime.health()), HEALTH_TIMEOUT_MS).catch(() => null),
  ]);
  return (
    <article className="max-w-[960px] space-y-10 pt-10 text-16">
      <div className="max-w-[72ch] space-y-3">
        <h1 className="text-28 font-semibold tracking-tight">How generated code is kept in</h1>
        <p>
          Every API is hostile until proven otherwise. It runs as a process of its own behind several layers, and for each layer a test shows that without it an attack gets
          through. This page shows what was tried, what stopped it, and what is not covered.
        </p>
        <ThisHost health={health} />
      </div>
      <Section title="The layers" id="layers">
        <dl className="divide-y divide-line border-y border-line">
          {LAYERS.map(({ name, term, text }) => (
            <div key={name} className="grid gap-x-6 gap-y-1 py-3 sm:grid-cols-[14rem_minmax(0,1fr)]">
              <dt className="text-14 font-medium">
                {term} <span className="font-mono text-12 font-normal text-muted">{name}</span>
              </dt>
              <dd className="max-w-[72ch] text-14 text-muted">{text}</dd>
            </div>
          ))}
        </dl>
      </Section>
      <Section title="What was tried" id="attacks">
        {report ? <Attacks report={report} /> : <Notice title="No report yet">Run npm run escape-suite on this host: its result is shown here.</Notice>}
      </Section>
      <Section title="Tiers" id="tiers">
        <p className="max-w-[72ch] text-14 text-muted">
          Not every host can do everything. At each start the platform finds the strongest tier by trying to break it, and refuses to run untrusted code below the tier that its
          operator demands. In production that is hardened.
        </p>
        <dl className="divide-y divide-line border-y border-line">
          {TIERS.map(({ tier, text }) => (
            <div key={tier} className="grid gap-x-6 gap-y-1 py-3 sm:grid-cols-[14rem_minmax(0,1fr)]">
              <dt className="font-mono text-14">{tier}</dt>
              <dd className="max-w-[72ch] text-14 text-muted">{text}</dd>
            </div>
          ))}
        </dl>
      </Section>
      <Section title="What is not covered" id="not-covered">
        <ul className="max-w-[72ch] list-disc space-y-2 pl-5 text-14">
          {NOT_COVERED.map((text) => (
            <li key={text}>{text}</li>
          ))}
        </ul>
      </Section>
    </article>
  );
}

function ThisHost({ health }: { health: RunnerHealth | null }) {
  if (!health) return <Notice title="The tier of this host is not known right now">The runtimes can’t be reached. Load this page again in a few seconds.</Notice>;
  const layers = health.layers.join(" → ");
  if (health.tier === "hardened") return <Notice tone="passed" title={`This installation runs on the tier ${health.tier}`}>{layers}</Notice>;
  return <Notice tone="paused" title={`This installation runs on the tier ${health.tier}, not on the strongest`}>{layers}</Notice>;
}

function Attacks({ report }: { report: EscapeReport }) {
  const { rows, date, tier, host } = report;
  const escaped = rows.filter((row) => row.escaped).length;
  const bare = rows.filter((row) => row.worksWithoutLayers).length;
  return (
    <>
      <p className="max-w-[72ch] text-14">
        <strong className="font-semibold">
          {rows.length} attacks, {escaped} got out.
        </strong>{" "}
        Run on <time dateTime={date}>{new Date(date).toLocaleDateString("en", { dateStyle: "long", timeZone: "UTC" })}</time> on the tier {tier} (Linux {host.kernel}, {host.architecture}, workerd{" "}
        {host.workerd}). Of the native ones {bare} succeed as soon as the layers are taken away; the others fail on this kernel for any program without privileges.
      </p>
      <div className="border-t border-line">
        {KINDS.map(({ by, title }) => (
          <AttackTable key={by} title={title} rows={rows.filter((row) => row.by === by)} />
        ))}
      </div>
    </>
  );
}

function Section({ title, id, children }: { title: string; id: string; children: ReactNode }) {
  return (
    <section aria-labelledby={id} className="space-y-4">
      <h2 id={id} className="text-20 font-semibold">
        {title}
      </h2>
      {children}
    </section>
  );
}
