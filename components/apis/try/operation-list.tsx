"use client";

import { useState } from "react";
import { classNames } from "#components/ui/class-names.ts";
import { Field, Input, Select } from "#components/ui/field.tsx";
import { Method } from "#components/ui/method.tsx";
import type { TryOperation } from "./read-operations.ts";

interface OperationListProps {
  operations: readonly TryOperation[];
  chosen: string;
  onChoose: (id: string) => void;
}

/** Operations by group, found by their words; on a phone one field to choose from. */
export function OperationList({ operations, chosen, onChoose }: OperationListProps) {
  const [words, setWords] = useState("");
  const found = operations.filter((operation) => holds(operation, words));
  const groups = [...Map.groupBy(found, ({ group }) => group)];
  return (
    <div className="min-w-0">
      <div className="lg:hidden">
        <Field id="try-operation" label="Operation">
          {(props) => (
            <Select {...props} value={chosen} onChange={(event) => onChoose(event.target.value)}>
              {[...Map.groupBy(operations, ({ group }) => group)].map(([group, members]) => (
                <optgroup key={group} label={group}>
                  {members.map((operation) => (
                    <option key={operation.id} value={operation.id}>
                      {operation.id}
                    </option>
                  ))}
                </optgroup>
              ))}
            </Select>
          )}
        </Field>
      </div>
      <nav aria-label="Operations" className="hidden space-y-3 lg:sticky lg:top-4 lg:block">
        <Field id="try-search" label="Find an operation" isLabelHidden>
          {(props) => <Input {...props} type="search" placeholder="Find an operation" value={words} onChange={(event) => setWords(event.target.value)} />}
        </Field>
        <div className="max-h-[calc(100dvh-9rem)] space-y-4 overflow-y-auto">
          {groups.map(([group, members]) => (
            <section key={group} aria-label={group} className="space-y-0.5">
              <h2 className="px-2 text-12 font-medium break-words text-muted">{group}</h2>
              <ul>
                {members.map((operation) => (
                  <li key={operation.id}>
                    <OperationButton operation={operation} isChosen={operation.id === chosen} onChoose={onChoose} />
                  </li>
                ))}
              </ul>
            </section>
          ))}
        </div>
        <p role="status" className="px-2 text-13 text-muted">
          {found.length === 0 ? "No operation has these words in its path or its summary." : ""}
        </p>
      </nav>
    </div>
  );
}

function OperationButton({ operation, isChosen, onChoose }: { operation: TryOperation; isChosen: boolean; onChoose: (id: string) => void }) {
  return (
    <button
      type="button"
      aria-current={isChosen ? "true" : undefined}
      title={operation.summary || undefined}
      onClick={() => onChoose(operation.id)}
      className={classNames("flex min-h-8 w-full items-baseline rounded-md px-2 py-1 text-left pointer-coarse:min-h-11", isChosen ? "bg-sunken font-medium" : "text-muted hover:bg-sunken hover:text-ink")}
    >
      <Method method={operation.method} />
      <span className="min-w-0 font-mono text-13 break-all">{operation.path}</span>
    </button>
  );
}

function holds({ id, summary, group }: TryOperation, words: string): boolean {
  const text = `${id} ${summary} ${group}`.toLowerCase();
  return words.toLowerCase().split(/\s+/).every((word) => text.includes(word));
}
