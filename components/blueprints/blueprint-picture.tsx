import { ArrowDown } from "lucide-react";
import type { BlueprintPictureCall } from "#lib/blueprints/schema.ts";
import { classNames } from "#components/ui/class-names.ts";
import { StatusCode } from "#components/ui/status-code.tsx";

interface BlueprintPictureProps {
  calls: readonly BlueprintPictureCall[];
  /** The card shows the first call only. */
  isSmall?: boolean;
}

/** What a blueprint does, as calls with their replies. It is held by a contract test, so it can't lie. */
export function BlueprintPicture({ calls, isSmall = false }: BlueprintPictureProps) {
  return (
    <ol className="space-y-3" aria-label="What it does">
      {(isSmall ? calls.slice(0, 1) : calls).map((call) => (
        <li
          key={`${call.method} ${call.path} ${call.caption}`}
          className={classNames("overflow-hidden rounded-md border border-line bg-sunken font-mono text-12", isSmall && "flex h-44 flex-col justify-center")}
        >
          {isSmall ? null : <p className="border-b border-line px-3 py-1.5 font-sans text-13 font-medium">{call.caption}</p>}
          <div className="px-3 pt-2">
            <p className="break-words">
              <span className={classNames("mr-2 font-semibold text-code-keyword", isSmall && "float-left")}>{call.method}</span>
              {isSmall ? <span className="line-clamp-2">{call.path}</span> : call.path}
            </p>
            {call.body === undefined ? null : <Json value={call.body} isSmall={isSmall} />}
          </div>
          <ArrowDown aria-hidden className="mx-auto my-1 size-3.5 text-muted" />
          <div className="px-3 pb-2">
            <p>
              <span className="sr-only">answers </span>
              <StatusCode status={call.status} />
            </p>
            {call.reply === undefined ? null : <Json value={call.reply} isSmall={isSmall} />}
          </div>
        </li>
      ))}
    </ol>
  );
}

function Json({ value, isSmall }: { value: unknown; isSmall: boolean }) {
  const line = JSON.stringify(value);
  const text = isSmall || line.length <= 60 ? JSON.stringify(value, null, 1).replace(/\n\s*/g, " ") : JSON.stringify(value, null, 2);
  return <pre className={isSmall ? "line-clamp-3 whitespace-pre-wrap break-words text-muted" : "mt-0.5 whitespace-pre-wrap break-words text-muted"}>{text}</pre>;
}
