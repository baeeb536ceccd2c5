"use client";

import { useRouter } from "next/navigation";
import { type FormEvent, useRef, useState } from "react";
import { classNames } from "#components/ui/class-names.ts";
import { Button, buttonClass } from "#components/ui/button.tsx";
import { Field, Input, Select } from "#components/ui/field.tsx";
import { Link } from "#components/ui/link.tsx";
import type { CallFilter } from "#lib/calls/schema.ts";

interface CallFiltersProps {
  /** The page without its filters. */
  path: string;
  filter: CallFilter;
}
const STATUSES = [["", "Any status"], ["failed", "Failed (400 and above)"], ["2xx", "2xx"], ["3xx", "3xx"], ["4xx", "4xx"], ["5xx", "5xx"]] as const;
const METHODS = ["GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS"];

/** How the list is narrowed; it stands in the address, so that it can be sent to somebody. */
export function CallFilters({ path, filter }: CallFiltersProps) {
  const router = useRouter();
  const form = useRef<HTMLFormElement>(null);
  const [isMore, setMore] = useState([filter.method, filter.path, filter.requestId].some((value) => value !== undefined));
  const isNarrow = Object.values(filter).some((value) => value !== undefined);
  const isOwnStatus = filter.status !== undefined && !STATUSES.some(([value]) => value === filter.status);

  function apply(event?: FormEvent) {
    event?.preventDefault();
    if (!form.current) return;
    const asked = new URLSearchParams();
    for (const [name, value] of new FormData(form.current)) if (typeof value === "string" && value.trim() !== "") asked.set(name, value.trim());
    router.replace(asked.size > 0 ? `${path}?${asked.toString()}` : path, { scroll: false });
  }
  return (
    <form ref={form} role="search" aria-label="Calls" onSubmit={apply} className="grid grid-cols-2 gap-2 lg:grid-cols-[minmax(0,1.4fr)_11rem_9.5rem_minmax(0,1fr)_minmax(0,1fr)_auto]">
      <Field id="calls-text" label="Text" isLabelHidden>
        {(props) => <Input {...props} type="search" name="text" defaultValue={filter.text} maxLength={200} placeholder="Text, also of the console" />}
      </Field>
      <Field id="calls-status" label="Status" isLabelHidden>
        {(props) => (
          <Select {...props} name="status" defaultValue={filter.status ?? ""} onChange={() => apply()}>
            {isOwnStatus ? <option>{filter.status}</option> : null}
            {STATUSES.map(([value, words]) => (
              <option key={value} value={value}>
                {words}
              </option>
            ))}
          </Select>
        )}
      </Field>
      <div className={classNames("contents", !isMore && "max-lg:hidden")}>
        <Field id="calls-method" label="Method" isLabelHidden>
          {(props) => (
            <Select {...props} name="method" defaultValue={filter.method ?? ""} onChange={() => apply()}>
              <option value="">Any method</option>
              {METHODS.map((method) => (
                <option key={method}>{method}</option>
              ))}
            </Select>
          )}
        </Field>
        <Field id="calls-path" label="Path" isLabelHidden>
          {(props) => <Input {...props} name="path" defaultValue={filter.path} maxLength={200} placeholder="Path" className="font-mono" spellCheck={false} autoCapitalize="off" />}
        </Field>
        <Field id="calls-request" label="Request id" isLabelHidden>
          {(props) => <Input {...props} name="requestId" defaultValue={filter.requestId} maxLength={128} placeholder="Request id" className="font-mono" spellCheck={false} autoCapitalize="off" />}
        </Field>
      </div>
      <div className="flex gap-2 max-lg:col-span-2">
        <Button type="submit">Filter</Button>
        {/* On a phone what most people ask for comes first. */}
        <Button variant="ghost" aria-expanded={isMore} onClick={() => setMore(!isMore)} className="lg:hidden">
          {isMore ? "Fewer filters" : "More filters"}
        </Button>
        {isNarrow ? (
          <Link href={path} replace scroll={false} className={buttonClass("ghost")}>
            Clear
          </Link>
        ) : null}
      </div>
    </form>
  );
}
