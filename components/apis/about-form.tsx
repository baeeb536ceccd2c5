"use client";

import { Button } from "#components/ui/button.tsx";
import { Field, Input, Textarea } from "#components/ui/field.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { useFormAction } from "#components/ui/use-form-action.ts";

export interface AboutState {
  error: { field: "name" | "description" | "about" | "form"; message: string } | null;
  /** What was wrong stays to be corrected. */
  written: { name: string; description: string; about: string } | null;
  isSaved: boolean;
}
export type SaveAbout = (state: AboutState, data: FormData) => Promise<AboutState>;

interface AboutFormProps {
  apiId: string;
  name: string;
  description: string;
  about: string;
  save: SaveAbout;
}

/** What an API is called and what its pages say of it. Its address and its code stay as they are. */
export function AboutForm({ apiId, name, description, about, save }: AboutFormProps) {
  const [state, submit, isBusy] = useFormAction<AboutState>(save, { error: null, written: null, isSaved: false }, unanswered);
  const shown = state.written ?? { name, description, about };
  const errorAt = (field: "name" | "description" | "about") => (state.error?.field === field ? state.error.message : undefined);
  return (
    <form action={submit} key={JSON.stringify(shown)} className="max-w-[560px] space-y-4">
      <input type="hidden" name="apiId" value={apiId} />
      <Field id="api-name" label="Name" error={errorAt("name")}>
        {(props) => <Input {...props} name="name" defaultValue={shown.name} maxLength={80} required autoComplete="off" />}
      </Field>
      <Field id="api-description" label="In one sentence" error={errorAt("description")}>
        {(props) => <Input {...props} name="description" defaultValue={shown.description} maxLength={300} autoComplete="off" />}
      </Field>
      <Field id="api-about" label="About" hint="For whoever calls it: what it is for, what to know." error={errorAt("about")}>
        {(props) => <Textarea {...props} name="about" rows={5} defaultValue={shown.about} maxLength={5_000} className="font-sans text-14" />}
      </Field>
      {state.error?.field === "form" ? (
        <Notice tone="failed" role="alert">
          {state.error.message}
        </Notice>
      ) : null}
      <div className="flex flex-wrap items-center gap-3">
        <Button type="submit" aria-disabled={isBusy}>
          Save
        </Button>
        <p role="status" className="text-13 text-muted">
          {state.isSaved && !isBusy ? "Saved." : ""}
        </p>
      </div>
    </form>
  );
}

/** After an action that gave no answer: what was written stays. */
function unanswered(message: string, _state: AboutState, data: FormData): AboutState {
  const text = (name: string) => String(data.get(name) ?? "");
  return { error: { field: "form", message }, written: { name: text("name"), description: text("description"), about: text("about") }, isSaved: false };
}
