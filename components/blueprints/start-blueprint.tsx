"use client";

import { useRouter } from "next/navigation";
import { useId, useState, useTransition, type FormEvent } from "react";
import { Link } from "#components/ui/link.tsx";
import type { BlueprintParameter } from "#lib/blueprints/schema.ts";
import { leaveBuild, type PendingBuild } from "#components/generation/pending-build.ts";
import { Button, buttonClass } from "#components/ui/button.tsx";
import { ParameterField } from "./parameter-field.tsx";

interface StartBlueprintProps {
  id: string;
  prompt: string;
  parameters: readonly BlueprintParameter[];
  isSignedIn: boolean;
}
type Values = NonNullable<PendingBuild["blueprint"]>["parameters"];

/** The parameters of a blueprint and its start. The build is watched on /generate. */
export function StartBlueprint({ id, prompt, parameters, isSignedIn }: StartBlueprintProps) {
  const [values, setValues] = useState<Values>(() => Object.fromEntries(parameters.map((parameter) => [parameter.name, parameter.default])));
  const [isGoing, startGoing] = useTransition();
  const router = useRouter();
  const formId = useId();

  function submit(event: FormEvent) {
    event.preventDefault();
    leaveBuild({ prompt, blueprint: { id, parameters: values } });
    startGoing(() => router.push("/generate"));
  }
  return (
    <form onSubmit={submit} className="space-y-4">
      {parameters.map((parameter) => (
        <ParameterField
          key={parameter.name}
          id={`${formId}-${parameter.name}`}
          parameter={parameter}
          value={values[parameter.name] ?? parameter.default}
          onChange={(value) => setValues({ ...values, [parameter.name]: value })}
        />
      ))}
      {isSignedIn ? (
        <Button type="submit" variant="primary" disabled={isGoing} className="max-sm:w-full">
          Create API
        </Button>
      ) : (
        <Link href={`/signup?next=${encodeURIComponent(`/blueprints/${id}`)}`} className={buttonClass("primary", "md", "max-sm:w-full")}>
          Sign up to create it
        </Link>
      )}
      <p className="text-13 text-muted">It is built from this source, checked, and tested in the sandbox, in a few seconds. No model is asked.</p>
    </form>
  );
}
