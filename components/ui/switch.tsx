import type { ComponentProps, ReactNode } from "react";
import { classNames } from "./class-names.ts";

interface SwitchProps extends Omit<ComponentProps<"input">, "type" | "role"> {
  label: string;
  hint?: ReactNode;
  isLabelHidden?: boolean;
}

/** On or off, at once. The browser's own checkbox: it is part of a form and works before any script. */
export function Switch({ label, hint, isLabelHidden = false, className, ...rest }: SwitchProps) {
  // A checkbox says by itself whether it is on.
  // oxlint-disable jsx-a11y/role-has-required-aria-props
  return (
    <label className={classNames("inline-flex min-h-8 gap-3 py-1.5 has-disabled:opacity-55 pointer-coarse:min-h-11 pointer-coarse:min-w-11", isLabelHidden ? "items-center" : "items-start", className)}>
      <input
        type="checkbox"
        role="switch"
        className={
          "relative h-5 w-9 shrink-0 cursor-pointer appearance-none rounded-full border border-edge bg-sunken transition-colors checked:border-transparent checked:bg-brand disabled:cursor-not-allowed " +
          "before:absolute before:top-1/2 before:left-[3px] before:size-3.5 before:-translate-y-1/2 before:rounded-full before:bg-edge before:transition-transform checked:before:translate-x-[15px] checked:before:bg-on-brand"
        }
        {...rest}
      />
      <span className={isLabelHidden ? "sr-only" : "min-w-0"}>
        <span className="block text-14 font-medium">{label}</span>
        {hint ? <span className="block text-13 text-muted">{hint}</span> : null}
      </span>
    </label>
  );
}
