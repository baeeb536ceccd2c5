import type { KeyVerbs } from "#components/keys/key-actions.tsx";
import { KeyList } from "#components/keys/key-list.tsx";
import { KeysHeader } from "#components/keys/keys-header.tsx";
import { ModelKeyForm } from "#components/keys/model-key-form.tsx";
import { LiveUpdates } from "#components/live/live-updates.tsx";
import { Card } from "#components/ui/card.tsx";
import { Empty } from "#components/ui/empty.tsx";
import { Link } from "#components/ui/link.tsx";
import { listApis } from "#lib/apis/list-apis.ts";
import { SCOPES } from "#lib/auth/actor.ts";
import { webDeps } from "#lib/deps.ts";
import type { KeyKind } from "#lib/keys/key-format.ts";
import { listKeys } from "#lib/keys/list-keys.ts";
import type { Key } from "#lib/keys/schema.ts";
import { getModelKey } from "#lib/secrets/get-model-key.ts";
import { requireActor } from "../../current-actor.ts";
import { changeKeyAction, createKeyAction, keyHistoryAction, removeModelKeyAction, revokeKeyAction, rollKeyAction, saveModelKeyAction, setKeyDisabledAction } from "./actions.ts";

export const metadata = { title: "API keys" };

const KINDS = ["key", "model key", "api"];

export default async function ApiKeysPage({ searchParams }: { searchParams: Promise<Record<string, string | string[] | undefined>> }) {
  const actor = await requireActor("/api-keys");
  const deps = webDeps();
  const asOf = deps.clock.now();
  const { new: wanted, ...query } = await searchParams;
  const pageOf = (kind: KeyKind) => {
    const cursor = query[kind];
    return listKeys({ kind, ...(typeof cursor === "string" ? { cursor } : {}) }, actor, deps);
  };
  const [apis, calls, management, modelKey] = await Promise.all([listApis({}, actor, deps), pageOf("call"), pageOf("management"), getModelKey(actor, deps)]);
  const chosen = apis.find(({ id }) => id === wanted)?.id;
  return (
    <>
      <KeysHeader action={createKeyAction} apis={apis.map(({ id, name }) => ({ id, name }))} scopes={SCOPES} apiId={chosen} isOpenFirst={chosen !== undefined} />
      <LiveUpdates asOf={asOf} kinds={KINDS} />
      <div className="space-y-8">
        <Keys title="Call keys" kind="call" page={calls} empty="Each API gets a first key when it goes live." />
        <Keys title="Management keys" kind="management" page={management} empty="A management key lets a program build and manage APIs over REST." />
        <Card title="Your Anthropic key" headingId="model-key" aside={modelKey ? "In use" : "Optional"}>
          <p className="mb-4 max-w-[72ch] text-muted">With a key of your own, Claude writes this workspace’s APIs on your Anthropic account, and the daily budget of this installation doesn’t apply.</p>
          <ModelKeyForm modelKey={modelKey} save={saveModelKeyAction} remove={removeModelKeyAction} />
        </Card>
      </div>
    </>
  );
}

const VERBS: KeyVerbs = { revoke: revokeKeyAction, roll: rollKeyAction, setDisabled: setKeyDisabledAction, change: changeKeyAction, history: keyHistoryAction };

interface KeysProps {
  title: string;
  kind: KeyKind;
  page: { items: Key[]; cursor: string | null };
  empty: string;
}

function Keys({ title, kind, page: { items, cursor }, empty }: KeysProps) {
  return (
    <section aria-label={title} className="space-y-3">
      <h2 className="text-16 font-semibold">{title}</h2>
      {items.length === 0 ? <Empty title={`No ${title.toLowerCase()}`}>{empty}</Empty> : <KeyList label={title} keys={items} verbs={VERBS} scopes={SCOPES} />}
      {cursor ? (
        <Link href={`/api-keys?${kind}=${cursor}`} className="inline-flex min-h-9 items-center rounded-sm text-14 font-medium underline underline-offset-4">
          {`Older ${title.toLowerCase()}`}
        </Link>
      ) : null}
    </section>
  );
}
