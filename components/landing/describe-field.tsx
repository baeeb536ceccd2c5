"use client";

import { useRouter } from "next/navigation";
import { useId, useState, type FormEvent } from "react";
import { leaveBuild } from "#components/generation/pending-build.ts";
import { Button } from "#components/ui/button.tsx";
import { classNames } from "#components/ui/class-names.ts";
import { fieldClass } from "#components/ui/field.tsx";

const NEXT = `/signup?next=${encodeURIComponent("/generate")}`;

/** What the visitor would build: it is built right after signing up. Without scripts it leads to signing up alone. */
export function DescribeField({ example }: { example: string }) {
  const [prompt, setPrompt] = useState("");
  const router = useRouter();
  const id = useId();
  function submit(event: FormEvent) {
    event.preventDefault();
    leaveBuild({ prompt: prompt.trim() || example });
    router.push(NEXT);
  }
  return (
    <form onSubmit={submit} action="/signup" className="flex max-w-[44rem] flex-col gap-2 sm:flex-row">
      <label htmlFor={id} className="sr-only">
        What should the API do?
      </label>
      <input id={id} value={prompt} onChange={(event) => setPrompt(event.target.value)} placeholder={example} maxLength={2_000} autoComplete="off" className={classNames(fieldClass, "h-11 min-w-0 text-16 sm:flex-1")} />
      <Button type="submit" variant="primary" className="h-11 max-sm:w-full">
        Create API
      </Button>
    </form>
  );
}
