import type { Key } from "#lib/keys/schema.ts";
import { Field, Input, Textarea } from "#components/ui/field.tsx";

interface KeyRulesProps {
  id: string;
  /** By the field's name, with what follows it for one entry of a list: `allowedOrigins.0`. */
  errors: Record<string, string>;
  /** What is held already: then it is open. */
  held?: Pick<Key, "callsPerHour" | "allowedOrigins" | "allowedAddresses">;
}

/** What a call key is held to beside its API. Closed until wanted, or until something in it is wrong. */
export function KeyRules({ id, errors, held }: KeyRulesProps) {
  const errorOf = (name: string) => Object.entries(errors).find(([path]) => path === name || path.startsWith(`${name}.`))?.[1];
  const isWrong = ["callsPerHour", "allowedOrigins", "allowedAddresses"].some((name) => errorOf(name) !== undefined);
  const isHeld = held !== undefined && (held.callsPerHour !== null || held.allowedOrigins.length + held.allowedAddresses.length > 0);
  return (
    <details open={isWrong || isHeld || undefined} className="group">
      <summary className="w-fit text-13 font-medium flex min-h-8 items-center pointer-coarse:min-h-11">Limits of this key</summary>
      <div className="mt-3 grid gap-4 sm:grid-cols-2">
        <Field id={`${id}-calls`} label="Calls per hour" hint="Empty: only the plan’s limit." error={errorOf("callsPerHour")}>
          {(props) => <Input {...props} name="callsPerHour" defaultValue={held?.callsPerHour ?? ""} inputMode="numeric" autoComplete="off" />}
        </Field>
        <div className="hidden sm:block" />
        <Field id={`${id}-origins`} label="Only in pages of these sites" hint="One site a line, like https://shop.example.com" error={errorOf("allowedOrigins")}>
          {(props) => <Textarea {...props} name="allowedOrigins" defaultValue={held?.allowedOrigins.join("\n")} rows={3} spellCheck={false} />}
        </Field>
        <Field id={`${id}-addresses`} label="Only from these addresses" hint="One a line, like 192.0.2.7 or 192.0.2.0/24" error={errorOf("allowedAddresses")}>
          {(props) => <Textarea {...props} name="allowedAddresses" defaultValue={held?.allowedAddresses.join("\n")} rows={3} spellCheck={false} />}
        </Field>
      </div>
    </details>
  );
}
