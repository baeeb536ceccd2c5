"use client";

import { ChartColumn, Ellipsis, Pause, Play, RotateCw, ScrollText, Trash2 } from "lucide-react";
import { useState, useTransition } from "react";
import type { ApiStatus } from "#lib/apis/schema.ts";
import { Button } from "#components/ui/button.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import { Menu, MenuItem, MenuSeparator } from "#components/ui/menu.tsx";
import { toast } from "#components/ui/toast.ts";
import { whyUnanswered } from "#components/ui/why-unanswered.ts";
import type { ApiActionResult } from "./api-controls.tsx";
import { WHAT_DELETING_DOES } from "./delete-api.tsx";
import { setPendingStatus, useShownStatus } from "./pending-status.ts";

export interface ApiActions {
  setStatus: (apiId: string, status: "active" | "paused") => Promise<ApiActionResult>;
  restart: (apiId: string) => Promise<ApiActionResult>;
  remove: (apiId: string) => Promise<ApiActionResult>;
}

/** What can be done to an API from a list of them. Pausing is shown at once and taken back, with words, when it is refused. */
export function ApiMenu({ apiId, name, status, actions: { setStatus, restart, remove } }: { apiId: string; name: string; status: ApiStatus; actions: ApiActions }) {
  const [isBusy, start] = useTransition();
  const [isAsked, setAsked] = useState(false);
  const shown = useShownStatus(apiId, status);
  const run = (what: string, work: () => Promise<ApiActionResult>, next: ApiStatus | null = null) => {
    if (isBusy) return;
    if (next) setPendingStatus(apiId, next);
    start(async () => {
      const problem = await work().catch((error: unknown) => ({ message: whyUnanswered(error) }));
      // Together with what the server says now, so that the old state is not seen in between.
      start(() => setPendingStatus(apiId, null));
      if (problem) void toast.failed(`${name} was not ${what}`, { detail: problem.message });
    });
  };
  return (
    <>
      <Menu
        trigger={
          <Button variant="ghost" size="icon" aria-label={`Actions for ${name}`} aria-busy={isBusy}>
            <Ellipsis aria-hidden className="size-4" />
          </Button>
        }
      >
        <MenuItem icon={ScrollText} href={`/apis/${apiId}/logs`}>Logs</MenuItem>
        <MenuItem icon={ChartColumn} href={`/apis/${apiId}/analytics`}>Analytics</MenuItem>
        <MenuSeparator />
        {shown === "active" ? <MenuItem icon={Pause} onSelect={() => run("paused", () => setStatus(apiId, "paused"), "paused")}>Pause</MenuItem> : null}
        {shown === "paused" ? <MenuItem icon={Play} onSelect={() => run("resumed", () => setStatus(apiId, "active"), "active")}>Resume</MenuItem> : null}
        {shown === "failed" ? <MenuItem icon={RotateCw} onSelect={() => run("restarted", () => restart(apiId))}>Restart</MenuItem> : null}
        <MenuItem icon={Trash2} isDanger onSelect={() => setAsked(true)}>Delete</MenuItem>
      </Menu>
      <Dialog
        isOpen={isAsked}
        onOpenChange={setAsked}
        title={`Delete ${name}?`}
        lead={WHAT_DELETING_DOES}
        footer={
          <>
            <Button onClick={() => setAsked(false)}>Cancel</Button>
            <Button variant="danger" onClick={() => { setAsked(false); run("deleted", () => remove(apiId)); }}>Delete API</Button>
          </>
        }
      />
    </>
  );
}
