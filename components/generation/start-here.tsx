"use client";

import { useRouter } from "next/navigation";
import { useTransition } from "react";
import { leaveBuild } from "./pending-build.ts";
import { PromptForm } from "./prompt-form.tsx";

/** The empty dashboard: one field and three examples. The build is watched on /generate. */
export function StartHere({ examples }: { examples: readonly string[] }) {
  const router = useRouter();
  const [isGoing, startGoing] = useTransition();
  return (
    <PromptForm
      examples={examples}
      isBusy={isGoing}
      hasAutoFocus
      onSubmit={(prompt) => {
        leaveBuild({ prompt });
        startGoing(() => router.push("/generate"));
      }}
    />
  );
}
