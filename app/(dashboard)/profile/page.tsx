import { Download, ScrollText } from "lucide-react";
import { cookies } from "next/headers";
import { DeleteAccountForm } from "#components/account/delete-account-form.tsx";
import { NameForm } from "#components/account/name-form.tsx";
import { PasswordForm } from "#components/account/password-form.tsx";
import { SessionList } from "#components/account/session-list.tsx";
import { ThemeChoice } from "#components/account/theme-choice.tsx";
import { dayOf } from "#components/apis/deleted-apis.tsx";
import { buttonClass } from "#components/ui/button.tsx";
import { THEME_COOKIE, themeFrom } from "#components/layout/theme.ts";
import { Card } from "#components/ui/card.tsx";
import { Link } from "#components/ui/link.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { getAccount } from "#lib/accounts/get-account.ts";
import { listSessions } from "#lib/accounts/list-sessions.ts";
import type { Account } from "#lib/accounts/schema.ts";
import { MIN_PASSWORD_LENGTH } from "#lib/auth/schema.ts";
import { currentSessionId } from "#lib/auth/session.ts";
import { webDeps } from "#lib/deps.ts";
import { requireActor } from "../../current-actor.ts";
import { changeNameAction, changePasswordAction, deleteAccountAction, signOutOthersAction } from "./actions.ts";

export const metadata = { title: "Profile" };

export default async function ProfilePage() {
  const [actor, deps] = [await requireActor("/profile"), webDeps()];
  const [account, sessions, currentId, store] = await Promise.all([getAccount({}, actor, deps), listSessions({}, actor, deps), currentSessionId(), cookies()]);
  return (
    <>
      <PageHeader title="Profile" lead={account.email} />
      <div className="space-y-4">
        <Card title="You" headingId="you" aside={`Since ${dayOf(account.createdAt)}`}>
          <div className="space-y-5">
            <NameForm name={account.displayName ?? ""} save={changeNameAction} />
            <Workspaces account={account} />
          </div>
        </Card>
        <Card title="Password" headingId="password">
          <PasswordForm hint={`At least ${MIN_PASSWORD_LENGTH} characters. You stay signed in here only.`} save={changePasswordAction} />
        </Card>
        {sessions.length > 0 ? (
          <Card title="Sessions" headingId="sessions">
            <SessionList sessions={sessions} currentId={currentId} signOutOthers={signOutOthersAction} />
          </Card>
        ) : null}
        <Card title="Theme" headingId="theme">
          <div className="flex flex-wrap items-center justify-between gap-4">
            <p className="text-muted">It is remembered in this browser.</p>
            <ThemeChoice initial={themeFrom(store.get(THEME_COOKIE)?.value)} />
          </div>
        </Card>
        <Card title="Your data" headingId="data">
          <div className="space-y-3">
            <p className="max-w-[72ch] text-muted">
              What you have, as lines of JSON: your profile, of each workspace that you own its APIs, versions with their source, keys without their secrets, documents, builds, logs and use by day, and what you changed. All of it as it was at one moment. Not in it: the values of secrets, what drafts stored, and prepaid balances.
            </p>
            <div className="flex flex-wrap gap-2">
              <a href="/api/v1/account/export" download className={buttonClass("secondary")}>
                <Download aria-hidden className="size-4" /> Export everything
              </a>
              <Link href="/audit" className={buttonClass("secondary")}>
                <ScrollText aria-hidden className="size-4" /> Audit log
              </Link>
            </div>
          </div>
        </Card>
        <Card title="Delete account" headingId="delete">
          <div className="space-y-3">
            <p className="max-w-[72ch] text-muted">
              Your sign-in, your profile and your name go at once. The APIs of workspaces that nobody shares with you answer 410 from then on, and are removed in the background with their keys and data, a large one within hours. One that somebody has paid ahead for waits until that is settled. Nobody can undo this.
            </p>
            <Deletion account={account} />
          </div>
        </Card>
      </div>
    </>
  );
}

function Workspaces({ account }: { account: Account }) {
  return (
    <div className="space-y-1.5">
      <h3 className="text-13 font-medium">Workspaces</h3>
      <ul className="space-y-1">
        {account.workspaces.map(({ id, name, role, members }) => (
          <li key={id} className="break-words">
            {name} <span className="text-13 text-muted">{`${role}, ${members === 1 ? "nobody else" : `${members} members`}`}</span>
          </li>
        ))}
      </ul>
    </div>
  );
}

/** Not while it would leave others without an owner: said before somebody types a password. */
function Deletion({ account }: { account: Account }) {
  const left = account.workspaces.filter(({ isLastOwner }) => isLastOwner);
  if (left.length === 0) return <DeleteAccountForm email={account.email} remove={deleteAccountAction} />;
  return (
    <Notice tone="paused" title="Others work in a workspace that only you own">
      {`Make somebody else an owner of ${left.map(({ name }) => name).join(", ")} first.`}
    </Notice>
  );
}
