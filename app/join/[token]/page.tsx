import { buttonClass } from "#components/ui/button.tsx";
import { Link } from "#components/ui/link.tsx";
import { JoinButton } from "#components/workspaces/join-button.tsx";
import { webDeps } from "#lib/deps.ts";
import { AppError } from "#lib/errors.ts";
import { findInvitation } from "#lib/workspaces/invitations.ts";
import { joinAction } from "../../(dashboard)/workspace/actions.ts";
import { requireActor } from "../../current-actor.ts";

export const metadata = { title: "Join a workspace", robots: { index: false } };

export default async function JoinPage({ params }: { params: Promise<{ token: string }> }) {
  const { token } = await params;
  const actor = await requireActor(`/join/${token}`);
  const invitation = await findInvitation({ token }, actor, webDeps()).catch((error: unknown) => {
    if (error instanceof AppError && error.code === "not_found") return null;
    throw error;
  });
  return (
    <main id="content" className="mx-auto flex min-h-dvh max-w-[56ch] flex-col items-start justify-center gap-4 px-4">
      {invitation === null ? (
        <>
          <h1 className="text-28 font-semibold tracking-tight">This invitation is over</h1>
          <p className="text-16 text-muted">It was used, withdrawn or has expired. Ask whoever sent it for another one.</p>
          <Link href="/dashboard" className={buttonClass("primary")}>Go to your APIs</Link>
        </>
      ) : (
        <>
          <h1 className="text-28 font-semibold tracking-tight break-words">{invitation.isMember ? `You are in ${invitation.workspaceName}` : `Join ${invitation.workspaceName}`}</h1>
          <p className="text-16 text-muted">
            {invitation.isMember ? "The invitation is for somebody else." : `${invitation.invitedBy} invites you as ${invitation.role === "admin" ? "an" : "a"} ${invitation.role}. Its members see your e-mail address.`}
          </p>
          {invitation.isMember ? <Link href="/dashboard" className={buttonClass("primary")}>Go to your APIs</Link> : <JoinButton token={token} join={joinAction} />}
        </>
      )}
    </main>
  );
}
