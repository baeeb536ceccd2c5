import { ERROR_STATUS, ERROR_TITLE, type ErrorCode } from "#lib/errors.ts";

export const metadata = { title: "Errors" };

const isCode = (name: string): name is ErrorCode => name in ERROR_TITLE;
const CODES = Object.keys(ERROR_STATUS).filter(isCode);

const EXAMPLE = `{
  "type": "/docs/errors#paused",
  "title": "${ERROR_TITLE.paused}",
  "status": ${ERROR_STATUS.paused},
  "detail": "…",
  "instance": "/api_…/books",
  "error": "paused",
  "message": "…",
  "request_id": "…"
}`;

export default function Errors() {
  return (
    <>
      <div className="space-y-3">
        <h1 className="text-28 font-semibold tracking-tight">Errors</h1>
        <p>
          Every refusal of the platform has the same body, <code className="font-mono text-14">application/problem+json</code> (RFC 9457).{" "}
          <code className="font-mono text-14">error</code> is one of the codes below, <code className="font-mono text-14">message</code> says what happened and what to do, and{" "}
          <code className="font-mono text-14">request_id</code> equals the header <code className="font-mono text-14">X-Request-ID</code>. What an API itself answers passes through
          unchanged.
        </p>
        <pre tabIndex={0} aria-label="Example" className="overflow-x-auto rounded-md border border-line bg-sunken p-4 font-mono text-13">
          {EXAMPLE}
        </pre>
      </div>
      <dl className="divide-y divide-line border-y border-line">
        {CODES.map((code) => (
          <div key={code} id={code} className="grid grid-cols-[3.5rem_minmax(0,1fr)] gap-x-4 py-3 target:bg-brand-quiet sm:grid-cols-[3.5rem_14rem_minmax(0,1fr)]">
            <dt className="col-span-2 grid grid-cols-subgrid">
              <span className="font-mono text-14 font-semibold tabular-nums">{ERROR_STATUS[code]}</span>
              <a href={`#${code}`} className="rounded-sm font-mono text-14 underline-offset-4 hover:underline">
                {code}
              </a>
            </dt>
            <dd className="text-14 text-muted max-sm:col-start-2">{ERROR_TITLE[code]}</dd>
          </div>
        ))}
      </dl>
    </>
  );
}
