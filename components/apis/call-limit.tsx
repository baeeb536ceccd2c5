"use client";

import { Button } from "#components/ui/button.tsx";
import { Field, Input } from "#components/ui/field.tsx";
import { useFormAction } from "#components/ui/use-form-action.ts";

export interface CallLimitState {
  error: string | null;
  /** What was wrong stays to be corrected. */
  written: string;
  isSaved: boolean;
}
export type SetCallLimit = (state: CallLimitState, data: FormData) => Promise<CallLimitState>;

interface CallLimitProps {
  apiId: string;
  callsPerHour: number | null;
  /** Of the workspace, which holds besides. */
  planCalls: number;
  save: SetCallLimit;
}

/** How many calls an hour the API takes from everybody together. */
export function CallLimit({ apiId, callsPerHour, planCalls, save }: CallLimitProps) {
  const [state, submit, isBusy] = useFormAction<CallLimitState>(save, { error: null, written: "", isSaved: false }, (error, _state, data) => ({ error, written: String(data.get("callsPerHour")), isSaved: false }));
  return (
    <form action={submit} className="flex flex-wrap items-start gap-3">
      <input type="hidden" name="apiId" value={apiId} />
      <div className="min-w-0 basis-72">
        <Field id="calls-per-hour" label="Calls per hour" hint={`Of all callers together. Empty: only the workspace’s ${planCalls.toLocaleString("en")}.`} error={state.error ?? undefined}>
          {(props) => <Input {...props} name="callsPerHour" defaultValue={state.error ? state.written : (callsPerHour ?? "")} key={callsPerHour} inputMode="numeric" autoComplete="off" />}
        </Field>
      </div>
      <Button type="submit" aria-disabled={isBusy} className="sm:mt-7">
        Save limit
      </Button>
      <p role="status" className="w-full text-13 text-muted">
        {state.isSaved && !isBusy ? "Saved. It holds within a second." : ""}
      </p>
    </form>
  );
}
