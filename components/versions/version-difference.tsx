import { Card } from "#components/ui/card.tsx";
import { Notice } from "#components/ui/notice.tsx";
import type { VersionDiff } from "#lib/versions/diff-versions.ts";
import type { ContractChange } from "#lib/versions/release-schema.ts";
import { DiffLines } from "./diff-lines.tsx";

/** What changed from one version to another: what breaks callers first, then the rest of the document, then the code. */
export function VersionDifference({ diff: { from, to, breaking, other, files } }: { diff: VersionDiff }) {
  return (
    <section id="difference" aria-labelledby="difference-title" className="space-y-4">
      <h2 id="difference-title" className="text-20 font-semibold">{`From version ${from} to version ${to}`}</h2>
      {breaking.length > 0 ? (
        <Notice tone="paused" title={breaking.length === 1 ? "One change breaks callers" : `${breaking.length} changes break callers`}>
          <Changes changes={breaking} />
        </Notice>
      ) : (
        <Notice tone="passed" title="Nothing breaks callers">
          {`Whoever calls version ${from} by its document can call version ${to}.`}
        </Notice>
      )}
      {other.length > 0 ? (
        <Card title="Also changed in its document" headingId="document">
          <Changes changes={other} />
        </Card>
      ) : null}
      {files.map((file) => (
        <section key={file.file} aria-labelledby={`file-${file.file}`} className="min-w-0 overflow-hidden rounded-md border border-line bg-surface">
          <h3 id={`file-${file.file}`} className="px-4 py-3 font-mono text-13 font-medium break-all">
            {file.change === "changed" ? file.file : `${file.file} (${file.change})`}
          </h3>
          <DiffLines file={file} />
        </section>
      ))}
      {files.length === 0 ? <p className="text-muted">The code is the same.</p> : null}
    </section>
  );
}

function Changes({ changes }: { changes: ContractChange[] }) {
  return (
    <ul className="list-disc space-y-1 pl-4">
      {changes.map(({ kind, message }) => (
        <li key={`${kind} ${message}`}>{message}</li>
      ))}
    </ul>
  );
}
