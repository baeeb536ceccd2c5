import type { Failure } from "./build-state.ts";

const SHOWN = 20;

/** What the gate found, each with its place. */
export function DiagnosticList({ diagnostics }: { diagnostics: NonNullable<Failure["diagnostics"]> }) {
  return (
    <ul aria-label="Findings" className="max-h-80 space-y-1.5 overflow-y-auto rounded-md border border-line bg-sunken p-3 text-13">
      {diagnostics.slice(0, SHOWN).map(({ file, line, column, rule, message }, index) => (
        <li key={index} className="break-words">
          <span className="font-mono">{line > 0 ? `${file}:${line}${column > 0 ? `:${column}` : ""}` : file}</span> <span className="text-muted">{rule}</span>
          <p className="whitespace-pre-line">{message}</p>
        </li>
      ))}
      {diagnostics.length > SHOWN ? <li className="text-muted">{`and ${diagnostics.length - SHOWN} more`}</li> : null}
    </ul>
  );
}
