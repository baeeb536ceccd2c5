"use client";

import { ChevronsUpDown, CreditCard, MessageSquare, Plus, Settings2 } from "lucide-react";
import { useRouter } from "next/navigation";
import { useId, useState } from "react";
import { Button, buttonClass } from "#components/ui/button.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import { Field, Input } from "#components/ui/field.tsx";
import { Menu, MenuChoice, MenuItem, MenuLabel, MenuSeparator } from "#components/ui/menu.tsx";
import { useAttempt } from "#components/ui/use-attempt.ts";

interface WorkspaceSwitcherProps {
  workspaces: readonly { id: string; name: string }[];
  currentId: string;
  switchTo: (id: string) => Promise<void>;
  create: (name: string) => Promise<{ message: string } | null>;
}

/** In which workspace one works, the way to another, and what belongs to it. */
export function WorkspaceSwitcher({ workspaces, currentId, switchTo, create }: WorkspaceSwitcherProps) {
  const router = useRouter();
  const { isBusy, problem, attempt } = useAttempt();
  const [isAsked, setAsked] = useState(false);
  const id = useId();
  const current = workspaces.find((workspace) => workspace.id === currentId)?.name ?? "Workspace";
  // Nothing of the workspace before stays on the page.
  const goHome = () => router.push("/dashboard");
  return (
    <>
      <Menu
        align="start"
        trigger={
          <button type="button" aria-label={`Workspace: ${current}`} aria-busy={isBusy} className={buttonClass("secondary", "sm", "w-full px-2.5")}>
            <span className="min-w-0 flex-1 truncate text-left">{current}</span>
            <ChevronsUpDown aria-hidden className="size-3.5 shrink-0 text-muted" />
          </button>
        }
      >
        <MenuLabel>Workspaces</MenuLabel>
        <MenuChoice label="Workspaces" value={currentId} options={workspaces.map(({ id: value, name: label }) => ({ value, label }))} onChange={(next) => next !== currentId && attempt(() => switchTo(next), goHome)} />
        <MenuItem icon={Plus} onSelect={() => setAsked(true)}>New workspace</MenuItem>
        <MenuSeparator />
        <MenuItem icon={Settings2} href="/workspace">Members and settings</MenuItem>
        <MenuItem icon={CreditCard} href="/billing">Plan and usage</MenuItem>
        <MenuItem icon={MessageSquare} href="/feedback">Feedback</MenuItem>
      </Menu>
      <Dialog
        isOpen={isAsked}
        onOpenChange={setAsked}
        title="New workspace"
        lead="It has APIs, keys, members and limits of its own, on the free plan."
        footer={
          <>
            <Button onClick={() => setAsked(false)}>Cancel</Button>
            <Button type="submit" form={`${id}-form`} variant="primary" aria-disabled={isBusy}>Create workspace</Button>
          </>
        }
      >
        <form
          id={`${id}-form`}
          noValidate
          onSubmit={(event) => {
            event.preventDefault();
            const name = new FormData(event.currentTarget).get("name");
            attempt(() => create(typeof name === "string" ? name : ""), () => { setAsked(false); goHome(); });
          }}
        >
          <Field id={`${id}-name`} label="Name" error={problem || undefined}>
            {(props) => <Input {...props} name="name" maxLength={80} autoComplete="off" />}
          </Field>
        </form>
      </Dialog>
    </>
  );
}
