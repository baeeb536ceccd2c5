"use client";

import { Search } from "lucide-react";
import { usePathname, useRouter, useSearchParams } from "next/navigation";
import { useEffect, useRef, useState, useTransition } from "react";
import { Input } from "./field.tsx";
import { tableHref } from "./table-state.ts";

const PAUSE_MS = 250;

/** Narrows a table by words; the words are in the address. In the table, the key "/" comes here. */
export function TableSearch({ label, placeholder }: { label: string; placeholder?: string }) {
  const router = useRouter();
  const pathname = usePathname();
  const params = useSearchParams();
  const [text, setText] = useState(params.get("q") ?? "");
  const [isBusy, start] = useTransition();
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);

  useEffect(() => () => clearTimeout(timer.current), []);

  function look(words: string) {
    const all = Object.fromEntries([...new Set(params.keys())].map((name) => [name, params.getAll(name)]));
    start(() => router.replace(tableHref(pathname, all, { q: words.trim() }), { scroll: false }));
  }
  function type(words: string) {
    setText(words);
    clearTimeout(timer.current);
    timer.current = setTimeout(() => look(words), PAUSE_MS);
  }
  return (
    <form
      role="search"
      aria-busy={isBusy}
      className="relative w-full sm:w-72"
      onSubmit={(event) => {
        event.preventDefault();
        clearTimeout(timer.current);
        look(text);
      }}
    >
      <Search aria-hidden className="pointer-events-none absolute top-1/2 left-3 size-4 -translate-y-1/2 text-muted" />
      <Input type="search" name="q" aria-label={label} placeholder={placeholder ?? label} autoComplete="off" className="pl-9" value={text} onChange={(event) => type(event.target.value)} />
    </form>
  );
}
