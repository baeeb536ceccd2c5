"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { Empty } from "#components/ui/empty.tsx";
import { callAsOwner, type CallProblem } from "./call-as-owner.ts";
import type { OwnerReply } from "./reply-schema.ts";
import { type CallDraft, callOf, draftOf, fieldOf, problemsOf } from "./draft-call.ts";
import { OperationForm } from "./operation-form.tsx";
import { OperationList } from "./operation-list.tsx";
import type { TryOperation } from "./read-operations.ts";
import { ReplyView } from "./reply-view.tsx";
import { isRecord } from "./schema-node.ts";
import { SnippetSwitch } from "./snippet-switch.tsx";

export interface CallableVersion {
  number: number;
  /** In words: live, draft, earlier. */
  state: string;
}
interface TryConsoleProps {
  apiId: string;
  url: string;
  operations: readonly TryOperation[];
  /** Those that can be called; the live one first. */
  versions: readonly CallableVersion[];
  /** From the address. */
  chosen: string | null;
}
type Outcome = { reply: OwnerReply } | { problem: CallProblem };

/** The API's reference, of which every operation can be called: as its owner, without a key, uncounted. */
export function TryConsole({ apiId, url, operations, versions, chosen }: TryConsoleProps) {
  const [id, setId] = useState(chosen);
  const [drafts, setDrafts] = useState<Record<string, CallDraft>>({});
  const [outcomes, setOutcomes] = useState<Record<string, Outcome>>({});
  const [seen, setSeen] = useState<Record<string, string>>({});
  const [version, setVersion] = useState<number | null>(null);
  const [busy, setBusy] = useState<string | null>(null);
  const router = useRouter();
  const operation = operations.find((each) => each.id === id) ?? operations[0];
  if (!operation) return <Empty title="Nothing to call yet">Its operations appear here when the API is live.</Empty>;
  const draft = drafts[operation.id] ?? withSeen(operation, seen);
  const outcome = outcomes[operation.id];
  const isReady = Object.keys(problemsOf(operation, draft)).length === 0;

  function choose(next: string) {
    setId(next);
    // Not by `history`: with a refresh under way the router would load the document anew, and what was typed be gone.
    router.replace(`?op=${encodeURIComponent(next)}`, { scroll: false });
  }
  async function send(called: TryOperation) {
    setBusy(called.id);
    const result = await callAsOwner(apiId, callOf(called, draft), version);
    setBusy(null);
    setDrafts((before) => ({ ...before, [called.id]: draft }));
    setOutcomes((before) => ({ ...before, [called.id]: result }));
    if ("reply" in result) setSeen((before) => ({ ...before, ...idsIn(result.reply, called.group) }));
  }
  return (
    <div className="grid gap-4 lg:grid-cols-[15rem_minmax(0,1fr)] lg:items-start">
      <OperationList operations={operations} chosen={operation.id} onChoose={choose} />
      <div className="min-w-0 space-y-4">
        <OperationForm
          key={operation.id}
          operation={operation}
          draft={draft}
          onDraft={(next) => setDrafts({ ...drafts, [operation.id]: next })}
          isBusy={busy !== null}
          onSend={() => void send(operation)}
          versions={versions}
          version={version}
          onVersion={setVersion}
        />
        {outcome ? <ReplyView apiId={apiId} outcome={outcome} /> : null}
        <SnippetSwitch url={url} call={callOf(operation, draft)} isReady={isReady} />
      </div>
    </div>
  );
}

/** What an operation begins with: ids that earlier replies told take their places in its path. */
function withSeen(operation: TryOperation, seen: Readonly<Record<string, string>>): CallDraft {
  const draft = draftOf(operation);
  const values = { ...draft.values };
  for (const parameter of operation.parameters) {
    const known = seen[`${operation.group} ${parameter.name}`] ?? seen[`${operation.group} id`];
    if (parameter.place === "path" && values[fieldOf(parameter)] === "" && known !== undefined) values[fieldOf(parameter)] = known;
  }
  return { ...draft, values };
}

/** The names that paths ask for, of one thing or of the first of a list. */
function idsIn({ body, status }: OwnerReply, group: string): Record<string, string> {
  if (status >= 300) return {};
  try {
    const parsed: unknown = JSON.parse(body);
    const list = Array.isArray(parsed) ? parsed : isRecord(parsed) && Array.isArray(parsed["items"]) ? parsed["items"] : [parsed];
    const first: unknown = list[0];
    if (!isRecord(first)) return {};
    return Object.fromEntries(Object.entries(first).flatMap(([name, value]) => (typeof value === "string" || typeof value === "number" ? [[`${group} ${name}`, String(value)]] : [])));
  } catch {
    return {};
  }
}
