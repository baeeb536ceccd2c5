"use client";

import { useId, useState } from "react";
import type { NewInvitation } from "#lib/workspaces/schema.ts";
import { Button } from "#components/ui/button.tsx";
import { CopyLine } from "#components/ui/copy-line.tsx";
import { Field, Select } from "#components/ui/field.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { Problem } from "#components/ui/problem.tsx";
import { useAttempt } from "#components/ui/use-attempt.ts";

/** Makes an invitation; its address is shown this once. */
export function InviteForm({ invite }: { invite: (role: string) => Promise<{ invitation: NewInvitation } | { message: string }> }) {
  const { isBusy, problem, attempt } = useAttempt();
  const [made, setMade] = useState<NewInvitation | null>(null);
  const id = useId();
  return (
    <div className="space-y-3">
      <form
        className="flex flex-wrap items-end gap-3"
        onSubmit={(event) => {
          event.preventDefault();
          const role = new FormData(event.currentTarget).get("role");
          attempt(async () => {
            const reply = await invite(typeof role === "string" ? role : "");
            if ("message" in reply) return reply;
            setMade(reply.invitation);
            return null;
          });
        }}
      >
        <div className="w-44">
          <Field id={`${id}-role`} label="Role">
            {(props) => (
              <Select {...props} name="role" defaultValue="developer">
                <option>admin</option>
                <option>developer</option>
                <option>viewer</option>
              </Select>
            )}
          </Field>
        </div>
        <Button type="submit" variant="primary" aria-disabled={isBusy}>
          {isBusy ? "Making" : "Make invitation"}
        </Button>
      </form>
      <Problem>{problem}</Problem>
      {made ? (
        <Notice tone="passed" role="status" title={`Whoever opens this joins as ${made.role}`} className="settle">
          <p className="mb-2">Copy it now: it is shown this once, and works once.</p>
          <CopyLine text={made.url} label="Copy invitation" className="bg-surface" />
        </Notice>
      ) : null}
    </div>
  );
}
