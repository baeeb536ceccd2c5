"use client";

import { startTransition, useId, useState, type FormEvent } from "react";
import { Button } from "#components/ui/button.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import { Field, Input, Select } from "#components/ui/field.tsx";
import { Problem } from "#components/ui/problem.tsx";
import { useFormAction } from "#components/ui/use-form-action.ts";
import { KeyExpiry } from "./key-expiry.tsx";
import { KeyRules } from "./key-rules.tsx";
import { KeyScopes } from "./key-scopes.tsx";

/** What the action answers: the secret once, or why not. */
export interface CreateKeyState {
  secret: string | null;
  name: string;
  message: string;
  errors: Record<string, string>;
}
const EMPTY_KEY: CreateKeyState = { secret: null, name: "", message: "", errors: {} };

export interface MadeKey {
  secret: string;
  name: string;
}

export interface CreateKeyDialogProps {
  isOpen: boolean;
  onOpenChange: (isOpen: boolean) => void;
  onMade: (key: MadeKey) => void;
  action: (state: CreateKeyState, data: FormData) => Promise<CreateKeyState>;
  apis: { id: string; name: string }[];
  scopes: readonly string[];
  /** The API to choose first. */
  apiId?: string | undefined;
}

const USUAL_SCOPES = ["apis:read", "apis:write", "generations:read", "generations:write"];

/** Makes a call key for one API, or a management key with scopes. */
export function CreateKeyDialog({ isOpen, onOpenChange, onMade, action, apis, scopes, apiId }: CreateKeyDialogProps) {
  const [isEdited, setEdited] = useState(false);
  const create = async (before: CreateKeyState, data: FormData): Promise<CreateKeyState> => {
    const next = await action(before, data);
    if (next.secret) onMade({ secret: next.secret, name: next.name });
    return next;
  };
  const [state, submit, isSending] = useFormAction(create, EMPTY_KEY, (message) => ({ ...EMPTY_KEY, message }));
  const [kind, setKind] = useState<"call" | "management">(apis.length > 0 ? "call" : "management");
  const id = useId();

  // Not `action={submit}`: React would reset the form, and what was chosen, when a name is missing.
  function onSubmit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    if (isSending) return;
    const data = new FormData(event.currentTarget);
    startTransition(() => submit(data));
  }
  return (
    <Dialog
      isOpen={isOpen}
      onOpenChange={onOpenChange}
      title="Create key"
      size="md"
      isEdited={isEdited}
      footer={
        <>
          <Button onClick={() => onOpenChange(false)}>Cancel</Button>
          <Button type="submit" form={id} variant="primary" aria-disabled={isSending}>
            {isSending ? "Creating" : "Create key"}
          </Button>
        </>
      }
    >
      <form id={id} onSubmit={onSubmit} onChange={() => setEdited(true)} noValidate className="space-y-4">
        <Problem>{state.message}</Problem>
        <fieldset>
          <legend className="mb-1.5 text-13 font-medium">Kind</legend>
          <div className="grid gap-2 sm:grid-cols-2">
            <KindOption value="call" kind={kind} onChoose={setKind} title="Call key" text="Calls one API." isDisabled={apis.length === 0} />
            <KindOption value="management" kind={kind} onChoose={setKind} title="Management key" text="Builds and manages APIs over REST." />
          </div>
        </fieldset>
        <div className="grid gap-4 sm:grid-cols-2">
          <Field id={`${id}-name`} label="Name" error={state.errors["name"]}>
            {(props) => <Input {...props} name="name" maxLength={80} placeholder={kind === "call" ? "Mobile app" : "CI"} autoComplete="off" required />}
          </Field>
          {kind === "call" ? (
            <Field id={`${id}-api`} label="API" error={state.errors["apiId"]}>
              {(props) => (
                <Select {...props} name="apiId" defaultValue={apiId ?? apis[0]?.id}>
                  {apis.map((api) => (
                    <option key={api.id} value={api.id}>
                      {api.name}
                    </option>
                  ))}
                </Select>
              )}
            </Field>
          ) : null}
        </div>
        <KeyExpiry id={id} error={state.errors["expiresAt"]} />
        {kind === "call" ? <KeyRules id={id} errors={state.errors} /> : <KeyScopes id={id} scopes={scopes} chosen={USUAL_SCOPES} error={state.errors["scopes"]} />}
      </form>
    </Dialog>
  );
}

interface KindOptionProps {
  value: "call" | "management";
  kind: "call" | "management";
  onChoose: (kind: "call" | "management") => void;
  title: string;
  text: string;
  isDisabled?: boolean;
}

function KindOption({ value, kind, onChoose, title, text, isDisabled = false }: KindOptionProps) {
  return (
    <label className="grid cursor-pointer content-start grid-cols-[auto_minmax(0,1fr)] gap-x-3 rounded-md border border-line p-3 has-checked:border-ink has-disabled:cursor-not-allowed has-disabled:opacity-60">
      <input type="radio" name="kind" value={value} checked={kind === value} onChange={() => onChoose(value)} disabled={isDisabled} className="mt-1 size-4 accent-(--brand)" />
      <span className="font-medium">{title}</span>
      <span className="col-start-2 text-13 text-muted">{isDisabled ? "Create an API first." : text}</span>
    </label>
  );
}
