"use client";

import { useOptimistic } from "react";
import type { ApiRoute } from "#lib/apis/schema.ts";
import { Method } from "#components/ui/method.tsx";
import { Problem } from "#components/ui/problem.tsx";
import { Switch } from "#components/ui/switch.tsx";
import { useAttempt } from "#components/ui/use-attempt.ts";

/** A message when it did not happen. */
export type SetPublicRoute = (apiId: string, route: { method: string; path: string; isPublic: boolean }) => Promise<{ message: string } | null>;

interface RouteRowProps {
  apiId: string;
  route: ApiRoute;
  set: SetPublicRoute;
}

/** One route, and the switch that opens it to calls without a key. */
export function RouteRow({ apiId, route: { method, path, summary, isPublic, needsKey }, set }: RouteRowProps) {
  const { isBusy, problem, attempt } = useAttempt();
  const [isOn, turn] = useOptimistic(isPublic);
  return (
    <li className="space-y-2 py-1">
      <div className="flex min-h-11 flex-wrap items-center gap-x-3 gap-y-1">
        <Switch
          label={`${method} ${path} without a key`}
          isLabelHidden
          checked={isOn}
          disabled={needsKey}
          aria-busy={isBusy}
          onChange={({ target: { checked } }) => attempt(async () => {
            turn(checked);
            return set(apiId, { method, path, isPublic: checked });
          })}
        />
        <span className="flex min-w-0 flex-1 basis-48 flex-wrap items-baseline gap-x-2">
          <Method method={method} />
          <span className="font-mono text-13 break-all">{path}</span>
          <span className="text-13 text-muted">{summary}</span>
        </span>
        <span className="text-13 text-muted max-sm:pl-12 pointer-coarse:max-sm:pl-14">{needsKey ? "Needs a key: it shows each caller what is theirs" : isOn ? "Anybody may call it" : "Needs a key"}</span>
      </div>
      <Problem>{problem}</Problem>
    </li>
  );
}
