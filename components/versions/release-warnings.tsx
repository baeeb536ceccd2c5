import { Notice } from "#components/ui/notice.tsx";
import type { ReleaseCheck } from "#lib/versions/release-schema.ts";

const MAX_SHOWN = 6;

/** What making a version live would break, in words; nothing when it breaks nothing. */
export function ReleaseWarnings({ breaking, documents }: ReleaseCheck) {
  const orphans = documents?.orphans ?? [];
  return (
    <>
      {breaking.length > 0 ? (
        <Notice tone="paused" title={breaking.length === 1 ? "One change breaks callers" : `${breaking.length} changes break callers`}>
          <ul className="list-disc space-y-1 pl-4 text-13">
            {breaking.slice(0, MAX_SHOWN).map(({ message }) => (
              <li key={message}>{message}</li>
            ))}
            {breaking.length > MAX_SHOWN ? <li>{`And ${breaking.length - MAX_SHOWN} more.`}</li> : null}
          </ul>
        </Notice>
      ) : null}
      {orphans.map(({ collection, count, exampleIds, reason }) => (
        <Notice key={collection} tone="paused" title={`${count.toLocaleString("en")} stored ${count === 1 ? "document" : "documents"} of ${collection} would not fit`}>
          <p className="text-13">{`For example: ${reason}.`}</p>
          <p className="font-mono text-12 break-all">{exampleIds.join(", ")}</p>
        </Notice>
      ))}
      {documents && !documents.isComplete ? <p className="text-13">{`The first ${documents.checkedDocuments.toLocaleString("en")} stored documents were looked at. There are more.`}</p> : null}
    </>
  );
}
