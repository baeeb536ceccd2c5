import { Field, Input, Textarea } from "#components/ui/field.tsx";

interface KeyRulesProps {
  id: string;
  /** By the field's name, with what follows it for one entry of a list: `allowedOrigins.0`. */
  errors: Record<string, string>;
}

/** What a call key is held to beside its API. Closed until wanted, or until something in it is wrong. */
export function KeyRules({ id, errors }: KeyRulesProps) {
  const errorOf = (name: string) => Object.entries(errors).find(([path]) => path === name || path.startsWith(`${name}.`))?.[1];
  const isWrong = ["callsPerHour", "allowedOrigins", "allowedAddresses"].some((name) => errorOf(name) !== undefined);
  return (
    <details open={isWrong || undefined} className="group">
      <summary className="w-fit cursor-pointer text-13 font-medium">Limits of this key</summary>
      <div className="mt-3 grid gap-4 sm:grid-cols-2">
        <Field id={`${id}-calls`} label="Calls per hour" hint="Empty: only the plan’s limit." error={errorOf("callsPerHour")}>
          {(props) => <Input {...props} name="callsPerHour" inputMode="numeric" autoComplete="off" />}
        </Field>
        <div className="hidden sm:block" />
        <Field id={`${id}-origins`} label="Only in these pages" hint="One origin a line, like https://shop.example.com" error={errorOf("allowedOrigins")}>
          {(props) => <Textarea {...props} name="allowedOrigins" rows={3} spellCheck={false} />}
        </Field>
        <Field id={`${id}-addresses`} label="Only from these addresses" hint="One a line, like 192.0.2.7 or 192.0.2.0/24" error={errorOf("allowedAddresses")}>
          {(props) => <Textarea {...props} name="allowedAddresses" rows={3} spellCheck={false} />}
        </Field>
      </div>
    </details>
  );
}
