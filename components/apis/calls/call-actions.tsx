"use client";

import { useState } from "react";
import { Button, buttonClass } from "#components/ui/button.tsx";
import { ConfirmDialog } from "#components/ui/confirm-dialog.tsx";
import { Field, Select } from "#components/ui/field.tsx";
import { Link } from "#components/ui/link.tsx";
import type { CallEntry } from "#lib/calls/schema.ts";
import { askForReply } from "../try/call-as-owner.ts";
import { ReplyView } from "../try/reply-view.tsx";
import type { CallableVersion } from "../try/try-console.tsx";
import { isOfPlatform } from "./why-of.ts";

const READING = new Set(["GET", "HEAD", "OPTIONS"]);

/** Send it again, keep it as a test, have it fixed; of what the API never saw, only the first. What may change data is sent again only after a question. */
export function CallActions({ apiId, call, versions }: { apiId: string; call: CallEntry; versions: readonly CallableVersion[] }) {
  const [version, setVersion] = useState<number | null>(null);
  const [isBusy, setBusy] = useState(false);
  const [outcome, setOutcome] = useState<Awaited<ReturnType<typeof askForReply>> | null>(null);
  const isMendable = !isOfPlatform(call);
  const writes = !READING.has(call.method);

  async function replay() {
    if (isBusy) return;
    setBusy(true);
    setOutcome(await askForReply(`/api/v1/apis/${apiId}/calls/${call.id}/replay`, { writes, ...(version === null ? {} : { version }) }));
    setBusy(false);
  }
  const word = isBusy ? "Replaying" : "Replay";
  return (
    <div className="space-y-3">
      <div className="flex flex-wrap items-center gap-2">
        {call.status >= 400 && isMendable ? (
          <Link href={`/apis/${apiId}/change?call=${call.id}`} className={buttonClass("primary", "sm")}>
            Fix it
          </Link>
        ) : null}
        {writes ? (
          <ConfirmDialog
            variant="primary"
            title={`Send this ${call.method} again?`}
            confirmLabel={`Send ${call.method}`}
            onConfirm={() => void replay()}
            trigger={(open) => (
              <Button size="sm" aria-disabled={isBusy} onClick={open}>
                {word}
              </Button>
            )}
          >
            It acts on the API&apos;s real data once more{version === null ? "" : `, with version ${version}`}.
          </ConfirmDialog>
        ) : (
          <Button size="sm" aria-disabled={isBusy} onClick={() => void replay()}>
            {word}
          </Button>
        )}
        {versions.length > 1 ? (
          <div className="w-44">
            <Field id={`replay-on-${call.id}`} label="Version to replay on" isLabelHidden>
              {(props) => (
                <Select {...props} className="text-13" value={version ?? ""} onChange={(event) => setVersion(event.target.value === "" ? null : Number(event.target.value))}>
                  {versions.map(({ number, state }) => (
                    <option key={number} value={state === "live" ? "" : number}>{`on version ${number}, ${state}`}</option>
                  ))}
                </Select>
              )}
            </Field>
          </div>
        ) : null}
        {isMendable ? (
          <Link href={`/apis/${apiId}/change/source?call=${call.id}`} className={buttonClass("secondary", "sm")}>
            Save as contract test
          </Link>
        ) : null}
      </div>
      {outcome ? <ReplyView apiId={apiId} outcome={outcome} /> : null}
    </div>
  );
}
