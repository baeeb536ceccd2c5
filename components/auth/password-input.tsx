"use client";

import { Eye, EyeOff } from "lucide-react";
import { useState, type ComponentProps } from "react";
import { Button } from "#components/ui/button.tsx";
import { Input } from "#components/ui/field.tsx";

/** A password field that can show what was typed: fewer mistakes than typing it twice. */
export function PasswordInput(props: ComponentProps<"input">) {
  const [isShown, setShown] = useState(false);
  const Icon = isShown ? EyeOff : Eye;
  return (
    <div className="relative">
      <Input name="password" {...props} type={isShown ? "text" : "password"} className="pr-11" required />
      <Button
        variant="ghost"
        size="icon"
        onClick={() => setShown(!isShown)}
        aria-pressed={isShown}
        aria-label="Show password"
        className="absolute top-1/2 right-0.5 -translate-y-1/2"
      >
        <Icon aria-hidden className="size-4" />
      </Button>
    </div>
  );
}
