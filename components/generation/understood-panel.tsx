"use client";

import type { Understood } from "./build-state.ts";

interface UnderstoodPanelProps {
  understood: Understood;
  /** False where the API's name stands above. */
  isNamed: boolean;
}

/** What the generator took from the description, what it assumed, what it left out, and what is up to the owner. */
export function UnderstoodPanel({ understood, isNamed }: UnderstoodPanelProps) {
  const lists = [
    { title: "Changed", items: understood.changes },
    { title: "Understood", items: understood.points },
    { title: "Assumed", items: understood.assumptions },
    { title: "Left out", items: understood.leftOut },
    { title: "For you to approve", items: understood.toApprove },
  ].filter((list) => list.items.length > 0);
  return (
    <section aria-label="What was understood" className="settle space-y-3 rounded-md border border-line bg-surface p-4">
      <div>
        <h2 className="text-16 font-semibold">{isNamed ? understood.name : "What was understood"}</h2>
        <p className="max-w-[72ch] text-muted">{understood.summary}</p>
      </div>
      <div className="grid gap-x-8 gap-y-4 md:grid-flow-col md:auto-cols-fr">
        {lists.map((list) => (
          <div key={list.title} className="min-w-0">
            <h3 className="mb-1 text-13 font-medium text-muted">{list.title}</h3>
            <ul className="space-y-1">
              {list.items.map((item) => (
                <li key={item} className="text-13 break-words">
                  {item}
                </li>
              ))}
            </ul>
          </div>
        ))}
      </div>
    </section>
  );
}
