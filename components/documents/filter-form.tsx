import Form from "next/form";
import { Link } from "#components/ui/link.tsx";
import { type DocumentFilter, FILTER_TESTS } from "#lib/documents/schema.ts";
import { Button, buttonClass } from "#components/ui/button.tsx";
import { Field, Input, Select } from "#components/ui/field.tsx";
import { ordersOf } from "./document-columns.ts";

const WORDS: Record<DocumentFilter["test"], string> = { eq: "is", ne: "is not", contains: "contains", startsWith: "starts with", gt: "is more than", gte: "is at least", lt: "is less than", lte: "is at most" };

interface FilterFormProps {
  path: string;
  collection: string;
  filter: DocumentFilter;
  /** What the documents in sight have, to be chosen from; others, and paths like `address.city`, can be written. */
  fields: readonly string[];
}

/** One comparison and an order: a plain form, whose address can be kept. */
export function FilterForm({ path, collection, filter, fields }: FilterFormProps) {
  return (
    <Form role="search" aria-label="Documents" action={path} scroll={false} prefetch={false} className="grid grid-cols-2 items-end gap-3 lg:grid-cols-[1fr_10rem_1fr_1fr_auto]">
      <input type="hidden" name="collection" value={collection} />
      <datalist id="filter-fields">
        {fields.map((field) => (
          <option key={field}>{field}</option>
        ))}
      </datalist>
      <Field id="filter-field" label="Field">
        {(control) => <Input {...control} name="field" list="filter-fields" defaultValue={filter.field} placeholder={fields[0] ?? "status"} maxLength={200} spellCheck={false} autoCapitalize="off" className="font-mono" />}
      </Field>
      <Field id="filter-test" label="Test">
        {(control) => (
          <Select {...control} name="test" defaultValue={filter.test}>
            {FILTER_TESTS.map((test) => (
              <option key={test} value={test}>
                {WORDS[test]}
              </option>
            ))}
          </Select>
        )}
      </Field>
      <Field id="filter-value" label="Value">
        {(control) => <Input {...control} name="value" defaultValue={filter.value} maxLength={2000} spellCheck={false} autoCapitalize="off" className="font-mono" />}
      </Field>
      <Field id="filter-order" label="Order by">
        {(control) => (
          <Select {...control} name="orderBy" defaultValue={filter.orderBy || "-createdAt"}>
            {ordersOf(fields, filter.orderBy).map(({ orderBy, words }) => (
              <option key={orderBy} value={orderBy}>
                {words}
              </option>
            ))}
          </Select>
        )}
      </Field>
      <div className="col-span-2 flex gap-2 lg:col-span-1">
        <Button type="submit">Filter</Button>
        {filter.field || (filter.orderBy && filter.orderBy !== "-createdAt") ? (
          <Link href={`${path}?collection=${collection}`} scroll={false} className={buttonClass("ghost")}>
            Clear
          </Link>
        ) : null}
      </div>
    </Form>
  );
}
