import { useState } from "react";
import { Field, Input, Select } from "#components/ui/field.tsx";

interface KeyExpiryProps {
  id: string;
  /** Of a key that is edited: it stays unless another is chosen. */
  expiresAt?: string | null;
  error: string | undefined;
}

const DAYS = [30, 90, 365] as const;

/** Until when a key works: for ever, for some days, or to the end of a day that is chosen. */
export function KeyExpiry({ id, expiresAt = null, error }: KeyExpiryProps) {
  const [choice, setChoice] = useState(expiresAt ? "keep" : "never");
  return (
    <div className="grid gap-4 sm:grid-cols-2">
      <Field id={`${id}-expiry`} label="Expires" error={choice === "date" ? undefined : error}>
        {(props) => (
          <Select {...props} name="expiry" value={choice} onChange={(event) => setChoice(event.target.value)}>
            {expiresAt ? <option value="keep">{`As it is: ${dayOf(expiresAt)}`}</option> : null}
            <option value="never">Never</option>
            {DAYS.map((days) => (
              <option key={days} value={days}>
                {`In ${days} days`}
              </option>
            ))}
            <option value="date">On a date</option>
          </Select>
        )}
      </Field>
      {choice === "date" ? (
        <Field id={`${id}-date`} label="Last day" hint="To its end, UTC." error={error}>
          {(props) => <Input {...props} type="date" name="expiryDate" defaultValue={expiresAt?.slice(0, 10)} required />}
        </Field>
      ) : null}
    </div>
  );
}

const dayOf = (iso: string): string => `${iso.slice(0, 16).replace("T", " ")} UTC`;
