import { Code } from "#components/docs/code.tsx";
import { Part } from "#components/docs/part.tsx";
import { Link } from "#components/ui/link.tsx";
import { Method } from "#components/ui/method.tsx";
import { Snippet } from "#components/ui/snippet.tsx";
import { webDeps } from "#lib/deps.ts";
import { CLIENT_EXAMPLES, type ClientExample, EXAMPLE_ORIGIN } from "#lib/rest/client-examples.ts";
import { javascriptSnippet, pythonSnippet } from "#lib/rest/client-snippets.ts";

export const metadata = { title: "From programs" };

const linkClass = "rounded-sm font-medium underline underline-offset-4";

/** Addresses of the REST API, which are no pages. */
const REFERENCES = [
  { href: "/api/docs", name: "Try the REST API", use: " with your session or a key." },
  { href: "/api/redoc", name: "Read its reference", use: ": every operation with what it takes and answers." },
  { href: "/api/openapi.json", name: "The OpenAPI 3.1 document", use: ", from which clients are generated." },
  { href: "/llms.txt", name: "llms.txt", use: ", the same for language models." },
];

export default function Programs() {
  const { publicUrl } = webDeps();
  return (
    <>
      <div className="space-y-3">
        <h1 className="text-28 font-semibold tracking-tight">From programs</h1>
        <p>
          Whatever the dashboard does with APIs, a program does with a management key (<Code>apim_…</Code>), made under{" "}
          <Link href="/api-keys" className={linkClass}>
            API keys
          </Link>
          . Send it as <Code>X-API-Key</Code> or as <Code>Authorization: Bearer</Code>; the access token of a session works as a bearer as well.
        </p>
        <ul className="list-disc space-y-1 pl-5">
          {REFERENCES.map(({ href, name, use }) => (
            <li key={href}>
              <a href={href} className={linkClass}>
                {name}
              </a>
              {use}
            </li>
          ))}
        </ul>
      </div>
      <Part title="Create, wait, use" id="create">
        <p>
          The key needs <Code>generations:read</Code>, <Code>generations:write</Code>, <Code>apis:read</Code> and <Code>apis:write</Code>. An API is called with a call key: make one with{" "}
          <Code>POST /api/v1/keys</Code> (<Code>{'{"kind": "call", "name": "Shop", "apiId": "api_…"}'}</Code>) and the scope <Code>keys:write</Code>.
        </p>
        <Snippet title="JavaScript" text={javascriptSnippet(publicUrl)} />
        <Snippet title="Python" text={pythonSnippet(publicUrl)} />
      </Part>
      <Part title="Each call with its reply" id="calls">
        <p>
          <Code>status</Code> is <Code>creating</Code>, <Code>active</Code>, <Code>paused</Code>, <Code>failed</Code> or <Code>deleted</Code>. A build that comes to nothing is{" "}
          <Code>failed</Code>: the history says why. A change that doesn’t pass its tests leaves the API as it is.
        </p>
        {CLIENT_EXAMPLES.map((example) => (
          <Exchange key={example.method + example.path} {...example} server={publicUrl} />
        ))}
      </Part>
      <Part title="What holds everywhere" id="rules">
        <p>
          <strong className="font-semibold">Errors</strong> have one body; decide by <Code>error</Code>. They are listed under{" "}
          <Link href="/docs/errors" className={linkClass}>
            Errors
          </Link>
          .
        </p>
        <p>
          <strong className="font-semibold">Sent twice, done once.</strong> A POST that isn’t the same twice takes an <Code>Idempotency-Key</Code>. Within 24 hours the same key, address and
          body from the same person or management key get the first reply again, without the secret of a key that it told. Uploads of files refuse one.
        </p>
        <p>
          <strong className="font-semibold">Pages.</strong> Lists answer <Code>items</Code> and <Code>cursor</Code>; send it as <Code>?cursor=</Code> for the next page, or follow{" "}
          <Code>Link: rel="next"</Code>. <Code>limit</Code> is at most 100.
        </p>
        <p>
          <strong className="font-semibold">Edits.</strong> What is edited has an <Code>ETag</Code>. Send it as <Code>If-Match</Code>, and a change that somebody else overtook is refused with
          412 instead of undoing theirs.
        </p>
      </Part>
    </>
  );
}

function Exchange({ method, path, body, reply, server }: ClientExample & { server: string }) {
  return (
    <figure className="min-w-0 overflow-hidden rounded-md border border-line">
      <figcaption className="flex flex-wrap items-center gap-2 border-b border-line px-3 py-2 font-mono text-13">
        <Method method={method} /> <span className="break-all">{path}</span>
      </figcaption>
      <pre tabIndex={0} aria-label={`${method} ${path}`} className="overflow-x-auto bg-sunken p-3 font-mono text-13">
        {body ? `${JSON.stringify(body)}\n\n` : ""}
        {JSON.stringify(reply, null, 2).replaceAll(EXAMPLE_ORIGIN, server)}
      </pre>
    </figure>
  );
}
