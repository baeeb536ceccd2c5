"use client";

import { useId, useState, useTransition, type ReactNode } from "react";
import type { Key, KeyEvent, ROLL_GRACES } from "#lib/keys/schema.ts";
import { Button } from "#components/ui/button.tsx";
import { ConfirmDialog } from "#components/ui/confirm-dialog.tsx";
import { Field, Select } from "#components/ui/field.tsx";
import { whyUnanswered } from "#components/ui/why-unanswered.ts";
import { EditKey, type EditKeyState } from "./edit-key.tsx";
import { NewSecret } from "./new-secret.tsx";

type Grace = (typeof ROLL_GRACES)[number];
const GRACES: readonly { seconds: Grace; words: string }[] = [
  { seconds: 0, words: "Stops now" }, { seconds: 60, words: "Works for a minute" }, { seconds: 3600, words: "Works for an hour" }, { seconds: 86_400, words: "Works for a day" },
];

/** What a form's action says went wrong. */
export type Refusal = { message: string } | null;
export interface KeyVerbs {
  revoke(keyId: string): Promise<Refusal>;
  roll(keyId: string, graceSeconds: Grace): Promise<{ secret: string } | { message: string }>;
  setDisabled(keyId: string, isDisabled: boolean): Promise<Refusal>;
  change(state: EditKeyState, data: FormData): Promise<EditKeyState>;
  history(keyId: string): Promise<KeyEvent[] | { message: string }>;
}
interface KeyActionsProps {
  row: Key;
  verbs: KeyVerbs;
  scopes: readonly string[];
  tell(problem: ReactNode): void;
}

/** What can be done with a key that is not revoked. A rolled key's successor is shown here, once. */
export function KeyActions({ row, verbs, scopes, tell }: KeyActionsProps) {
  const [isBusy, start] = useTransition();
  const run = (work: () => Promise<Refusal>) => start(async () => tell((await work().catch((error: unknown) => ({ message: whyUnanswered(error) })))?.message ?? null));
  const canRoll = row.state === "active" && !row.isReplaced && !row.isFromSettings;
  return (
    <div className="flex flex-wrap gap-2 max-xl:-ml-3">
      <EditKey row={row} scopes={scopes} change={verbs.change} history={verbs.history} isBusy={isBusy} />
      {canRoll ? <RollKey row={row} roll={verbs.roll} isBusy={isBusy} start={start} tell={tell} /> : null}
      {row.state === "active" || row.state === "disabled" ? (
        <Button size="sm" variant="ghost" disabled={isBusy} onClick={() => run(() => verbs.setDisabled(row.id, row.state === "active"))} aria-label={`${row.state === "active" ? "Disable" : "Enable"} ${row.name}`}>
          {row.state === "active" ? "Disable" : "Enable"}
        </Button>
      ) : null}
      <ConfirmDialog
        title={`Revoke ${row.name}?`}
        confirmLabel="Revoke key"
        onConfirm={() => run(() => verbs.revoke(row.id))}
        trigger={(open) => (
          <Button size="sm" variant="ghost" disabled={isBusy} onClick={open} aria-label={`Revoke ${row.name}`}>
            Revoke
          </Button>
        )}
      >
        <p>Whatever uses it is refused with 401 within a second. This can’t be undone; roll the key instead to replace it without a failed call.</p>
      </ConfirmDialog>
    </div>
  );
}

interface RollKeyProps {
  row: Key;
  roll: KeyVerbs["roll"];
  isBusy: boolean;
  start: (work: () => Promise<void>) => void;
  tell: KeyActionsProps["tell"];
}

function RollKey({ row, roll, isBusy, start, tell }: RollKeyProps) {
  const id = useId();
  const [grace, setGrace] = useState<Grace>(3600);
  const confirm = () =>
    start(async () => {
      const rolled = await roll(row.id, grace).catch((error: unknown) => ({ message: whyUnanswered(error) }));
      tell("secret" in rolled ? <NewSecret key={rolled.secret} secret={rolled.secret} name={row.name} /> : rolled.message);
    });
  return (
    <ConfirmDialog
      title={`Roll ${row.name}?`}
      confirmLabel="Roll key"
      variant="primary"
      onConfirm={confirm}
      trigger={(open) => (
        <Button size="sm" variant="ghost" disabled={isBusy} onClick={open} aria-label={`Roll ${row.name}`}>
          Roll
        </Button>
      )}
    >
      <p className="mb-3">A new key that may do the same is made and shown once. Put it wherever this one is used before this one stops.</p>
      <Field id={id} label={`The old key, ${row.prefix}…`}>
        {(props) => (
          <Select {...props} value={grace} onChange={(event) => setGrace(GRACES[event.target.selectedIndex]?.seconds ?? 3600)}>
            {GRACES.map(({ seconds, words }) => (
              <option key={seconds} value={seconds}>
                {words}
              </option>
            ))}
          </Select>
        )}
      </Field>
    </ConfirmDialog>
  );
}
