"use client";

import { Button } from "#components/ui/button.tsx";
import { Problem } from "#components/ui/problem.tsx";
import { useAttempt } from "#components/ui/use-attempt.ts";

/** Takes an invitation. */
export function JoinButton({ token, join }: { token: string; join: (token: string) => Promise<{ message: string } | null> }) {
  const { isBusy, problem, attempt } = useAttempt();
  return (
    <>
      <Button variant="primary" aria-disabled={isBusy} onClick={() => attempt(() => join(token))}>
        {isBusy ? "Joining" : "Join workspace"}
      </Button>
      <Problem>{problem}</Problem>
    </>
  );
}
