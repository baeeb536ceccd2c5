import { Link } from "#components/ui/link.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { RequestId } from "#components/ui/request-id.tsx";
import { leaveBuild, type PendingBuild } from "./pending-build.ts";
import { SuggestionList } from "./suggestion-list.tsx";

interface BuildRefusalProps {
  title: string;
  refused: { message: string; suggestions: string[]; requestId?: string };
  /** Where to come back to after signing in, and what to build then. */
  signIn: { path: string; build: PendingBuild | null } | null;
  onTry: (prompt: string) => void;
}

/** Why a build was not started or is not shown, and what to do. */
export function BuildRefusal({ title, refused, signIn, onTry }: BuildRefusalProps) {
  return (
    <Notice tone="failed" role="alert" title={title}>
      <p>{refused.message}</p>
      {refused.requestId ? <RequestId id={refused.requestId} /> : null}
      {signIn ? (
        <p>
          <Link href={`/login?next=${encodeURIComponent(signIn.path)}`} onClick={() => signIn.build && leaveBuild(signIn.build)} className="font-medium underline underline-offset-4">
            Sign in
          </Link>
          {signIn.build ? " and this build starts." : " to see it."}
        </p>
      ) : null}
      {refused.suggestions.length > 0 ? (
        <div className="mt-2">
          <SuggestionList suggestions={refused.suggestions} onTry={onTry} />
        </div>
      ) : null}
    </Notice>
  );
}
