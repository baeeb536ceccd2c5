import type { ComponentProps } from "react";
import { classNames } from "./class-names.ts";

export type ButtonVariant = "primary" | "secondary" | "ghost" | "danger";
export type ButtonSize = "md" | "sm" | "icon" | "wrap";

const BASE =
  "inline-flex shrink-0 items-center justify-center gap-2 rounded-md border font-medium transition-colors select-none " +
  "disabled:cursor-not-allowed disabled:opacity-55 aria-disabled:cursor-not-allowed aria-disabled:opacity-55 pointer-coarse:min-h-11";
const VARIANTS: Record<ButtonVariant, string> = {
  primary: "border-transparent bg-brand text-on-brand hover:bg-brand-strong",
  secondary: "border-line bg-surface text-ink hover:border-edge",
  ghost: "border-transparent bg-transparent text-muted hover:bg-sunken hover:text-ink",
  danger: "border-failed bg-surface text-failed hover:bg-failed-quiet",
};
const SIZES: Record<ButtonSize, string> = {
  md: "h-9 px-4 text-14 whitespace-nowrap",
  sm: "h-8 px-3 text-13 whitespace-nowrap",
  icon: "size-8 pointer-coarse:size-11",
  /** For a sentence: as tall as its lines. */
  wrap: "min-h-8 max-w-full px-3 py-1.5 text-left text-13 break-words",
};

/** The classes of a button, for links that look like one. */
export const buttonClass = (variant: ButtonVariant = "secondary", size: ButtonSize = "md", extra?: string): string =>
  classNames(BASE, VARIANTS[variant], SIZES[size], extra);

interface ButtonProps extends ComponentProps<"button"> {
  variant?: ButtonVariant;
  size?: ButtonSize;
}

/** A button; `type` is "button" unless said otherwise. */
export function Button({ variant = "secondary", size = "md", className, type = "button", ...rest }: ButtonProps) {
  return <button type={type} className={buttonClass(variant, size, className)} {...rest} />;
}
