import Link from "next/link";
import { Button } from "#components/ui/button.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { leaveBuild, type PendingBuild } from "./pending-build.ts";

interface BuildRefusalProps {
  title: string;
  refused: { message: string; suggestions: string[] };
  /** Where to come back to after signing in, and what to build then. */
  signIn: { path: string; build: PendingBuild | null } | null;
  onTry: (prompt: string) => void;
}

/** Why a build was not started or is not shown, and what to do. */
export function BuildRefusal({ title, refused, signIn, onTry }: BuildRefusalProps) {
  return (
    <Notice tone="failed" role="alert" title={title}>
      <p>{refused.message}</p>
      {signIn ? (
        <p>
          <Link href={`/login?next=${encodeURIComponent(signIn.path)}`} onClick={() => signIn.build && leaveBuild(signIn.build)} className="font-medium underline underline-offset-4">
            Sign in
          </Link>
          {signIn.build ? " and this build starts." : " to see it."}
        </p>
      ) : null}
      {refused.suggestions.length > 0 ? (
        <ul className="mt-2 flex flex-wrap gap-2">
          {refused.suggestions.map((suggestion) => (
            <li key={suggestion} className="max-w-full">
              <Button size="wrap" onClick={() => onTry(suggestion)}>
                {suggestion}
              </Button>
            </li>
          ))}
        </ul>
      ) : null}
    </Notice>
  );
}
