import { Download } from "lucide-react";
import { buttonClass } from "#components/ui/button.tsx";

/** The API to take along: a zip that runs elsewhere, with or without what it stored. */
export function ExportLinks({ apiId }: { apiId: string }) {
  const address = `/api/v1/apis/${apiId}/export`;
  return (
    <div className="flex flex-wrap items-center justify-between gap-3">
      <p className="max-w-[72ch] text-13 text-muted">
        A zip with its source, document and contract tests that runs on Node with <code className="font-mono">npm install && npm start</code>, or on Cloudflare Workers. Values of secrets and keys are not in it.
      </p>
      <div className="flex flex-wrap gap-2">
        <a href={address} download className={buttonClass("secondary", "md")}>
          <Download aria-hidden className="size-4" />
          Export as zip
        </a>
        <a href={`${address}?data=true`} download className={buttonClass("secondary", "md")}>
          <Download aria-hidden className="size-4" />
          Export with data
        </a>
      </div>
    </div>
  );
}
