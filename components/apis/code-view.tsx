import { CopyButton } from "#components/ui/copy-button.tsx";
import { highlight } from "./highlight.ts";

interface CodeViewProps {
  files: Record<string, string>;
}

/** An API's source with line numbers, coloured on the server. */
export async function CodeView({ files }: CodeViewProps) {
  const coloured = await Promise.all(Object.entries(files).map(async ([name, text]) => ({ name, text, lines: await highlight(text.trimEnd(), "typescript") })));
  return (
    <div className="space-y-4">
      {coloured.map((file) => (
        <figure key={file.name} className="min-w-0 overflow-hidden rounded-md border border-line bg-sunken">
          <figcaption className="flex items-center justify-between gap-2 border-b border-line py-0.5 pr-0.5 pl-4 font-mono text-13 text-muted">
            {file.name}
            <CopyButton text={file.text} label={`Copy ${file.name}`} />
          </figcaption>
          <pre tabIndex={0} aria-label={file.name} className="max-h-[36rem] overflow-auto py-3 font-mono text-13">
            <code className="grid w-max min-w-full">
              {file.lines.map((line, index) => (
                <span key={index} className="flex min-h-5 pr-4">
                  <span aria-hidden className="sticky left-0 w-12 shrink-0 bg-sunken pr-4 text-right text-muted select-none">
                    {index + 1}
                  </span>
                  <span>
                    {line.map((token, at) => (
                      <span key={at} className={token.className ?? undefined}>
                        {token.text}
                      </span>
                    ))}
                  </span>
                </span>
              ))}
            </code>
          </pre>
        </figure>
      ))}
    </div>
  );
}
