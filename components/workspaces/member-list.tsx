"use client";

import { UserMinus } from "lucide-react";
import { useOptimistic } from "react";
import type { Member, Role } from "#lib/workspaces/schema.ts";
import { Button } from "#components/ui/button.tsx";
import { ConfirmDialog } from "#components/ui/confirm-dialog.tsx";
import { Select } from "#components/ui/field.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { useAttempt } from "#components/ui/use-attempt.ts";

type Refusal = { message: string } | null;
interface MemberListProps {
  members: readonly Member[];
  /** Of who looks at it. */
  role: Role;
  changeRole: (userId: string, role: string) => Promise<Refusal>;
  remove: (userId: string) => Promise<Refusal>;
}
const ROLES: readonly Role[] = ["owner", "admin", "developer", "viewer"];

/** Who works here. Owners and admins change roles and take members out; only owners decide about owners. */
export function MemberList({ members, ...rest }: MemberListProps) {
  return (
    <ul aria-label="Members" className="divide-y divide-line">
      {members.map((member) => (
        <Row key={member.userId} member={member} {...rest} />
      ))}
    </ul>
  );
}

function Row({ member, role, changeRole, remove }: Omit<MemberListProps, "members"> & { member: Member }) {
  const { isBusy, problem, attempt, confirmed } = useAttempt();
  const [shown, setShown] = useOptimistic(member.role);
  const decides = role === "owner" || (role === "admin" && member.role !== "owner");
  const name = member.displayName || member.email;
  function choose(value: string) {
    const next = ROLES.find((known) => known === value);
    // Inside the transition that asks, so that a refusal takes it back by itself.
    if (next) attempt(async () => { setShown(next); return changeRole(member.userId, next); });
  }
  return (
    <li className="py-2.5">
      <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2">
        <div className="min-w-0 grow basis-56">
          <p className="font-medium break-words">
            {name} {member.isYou ? <span className="font-normal text-muted">(you)</span> : null}
          </p>
          {member.displayName ? <p className="text-13 break-all text-muted">{member.email}</p> : null}
        </div>
        <div className="flex items-center gap-2">
          {decides ? (
            <div className="w-36">
              <Select aria-label={`Role of ${name}`} value={shown} aria-busy={isBusy} onChange={(event) => choose(event.target.value)}>
                {ROLES.filter((known) => role === "owner" || known !== "owner").map((known) => (
                  <option key={known}>{known}</option>
                ))}
              </Select>
            </div>
          ) : (
            <span className="text-13 text-muted">{member.role}</span>
          )}
          {decides && !member.isYou ? (
            <ConfirmDialog
              title={`Remove ${name}?`}
              confirmLabel="Remove member"
              onConfirm={() => confirmed(() => remove(member.userId))}
              trigger={(open) => (
                <Button variant="ghost" size="icon" aria-disabled={isBusy} onClick={open} aria-label={`Remove ${name}`}>
                  <UserMinus aria-hidden className="size-4" />
                </Button>
              )}
            >
              <p>They see nothing of this workspace any more, and their management keys of it end. APIs and call keys that they made stay.</p>
            </ConfirmDialog>
          ) : null}
        </div>
      </div>
      {problem ? <Notice tone="failed" role="alert" className="mt-2">{problem}</Notice> : null}
    </li>
  );
}
