import { LiveUpdates } from "#components/live/live-updates.tsx";
import { Card } from "#components/ui/card.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { InviteForm } from "#components/workspaces/invite-form.tsx";
import { InvitationList } from "#components/workspaces/invitation-list.tsx";
import { LeaveButton } from "#components/workspaces/leave-button.tsx";
import { MemberList } from "#components/workspaces/member-list.tsx";
import { RenameForm } from "#components/workspaces/rename-form.tsx";
import { webDeps } from "#lib/deps.ts";
import { getWorkspace } from "#lib/workspaces/get-workspace.ts";
import { listInvitations } from "#lib/workspaces/invitations.ts";
import { listMembers } from "#lib/workspaces/list-members.ts";
import { INVITATION_DAYS } from "#lib/workspaces/schema.ts";
import { requireActor } from "../../current-actor.ts";
import { changeRoleAction, inviteAction, leaveAction, removeMemberAction, renameAction, withdrawAction } from "./actions.ts";

export const metadata = { title: "Workspace" };

const KINDS = ["member", "workspace"];
const ROLES_TOLD = "Viewers read. Developers build, change and key APIs. Admins also manage members and read the audit log. Owners also decide about owners.";

export default async function WorkspacePage() {
  const actor = await requireActor("/workspace");
  const deps = webDeps();
  const asOf = deps.clock.now();
  const [workspace, members] = await Promise.all([getWorkspace({}, actor, deps), listMembers({}, actor, deps)]);
  const role = members.find(({ isYou }) => isYou)?.role ?? "viewer";
  const manages = role === "owner" || role === "admin";
  const invitations = manages ? await listInvitations({}, actor, deps) : [];
  return (
    <>
      <PageHeader title={workspace.name} lead={`The ${workspace.plan} plan, ${members.length === 1 ? "and nobody but you" : `with ${members.length} members`}.`} />
      <LiveUpdates asOf={asOf} kinds={KINDS} />
      <div className="space-y-4">
        <Card title="Members" headingId="members">
          <p className="mb-3 max-w-[72ch] text-13 text-muted">{ROLES_TOLD}</p>
          <MemberList members={members} role={role} changeRole={changeRoleAction} remove={removeMemberAction} />
        </Card>
        {manages ? (
          <Card title="Invite" headingId="invite">
            <p className="mb-3 max-w-[72ch] text-muted">{`An address that lets one person in, within ${INVITATION_DAYS} days. Send it to them yourself.`}</p>
            <InviteForm invite={inviteAction} />
            <InvitationList invitations={invitations} withdraw={withdrawAction} />
          </Card>
        ) : null}
        {manages ? (
          <Card title="Name" headingId="name">
            <RenameForm name={workspace.name} save={renameAction} />
          </Card>
        ) : null}
        {members.length > 1 ? (
          <Card title="Leave" headingId="leave">
            <p className="mb-3 max-w-[72ch] text-muted">You see nothing of it any more, and your management keys of it end. APIs and call keys that you made stay.</p>
            <LeaveButton name={workspace.name} leave={leaveAction} />
          </Card>
        ) : null}
      </div>
    </>
  );
}
