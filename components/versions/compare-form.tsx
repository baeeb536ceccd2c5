import Form from "next/form";
import { Button } from "#components/ui/button.tsx";
import { Field, Select } from "#components/ui/field.tsx";

interface CompareFormProps {
  path: string;
  /** Newest first. */
  numbers: readonly number[];
  from: number;
  to: number;
}

/** Any two versions side by side, at an address that can be kept. */
export function CompareForm({ path, numbers, from, to }: CompareFormProps) {
  return (
    <Form aria-label="Compare versions" action={`${path}#difference`} prefetch={false} className="flex flex-wrap items-end gap-3">
      {([["from", "From version", from], ["to", "To version", to]] as const).map(([name, label, number]) => (
        <div key={name} className="w-32">
          <Field id={`compare-${name}`} label={label}>
            {(control) => (
              <Select {...control} key={number} name={name} defaultValue={number}>
                {numbers.map((one) => (
                  <option key={one}>{one}</option>
                ))}
              </Select>
            )}
          </Field>
        </div>
      ))}
      <Button type="submit">Compare</Button>
    </Form>
  );
}
