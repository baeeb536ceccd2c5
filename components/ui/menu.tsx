"use client";

import { Check, type LucideIcon } from "lucide-react";
import { Link } from "./link.tsx";
import * as DropdownMenu from "radix-ui/dropdown-menu";
import type { ReactElement, ReactNode } from "react";
import { classNames } from "./class-names.ts";
import { floatingClass } from "./floating.ts";
import { Kbd } from "./kbd.tsx";

interface MenuProps {
  /** The button that opens it; it names the menu. */
  trigger: ReactElement;
  children: ReactNode;
  align?: "start" | "center" | "end";
  side?: "top" | "right" | "bottom" | "left";
}

/** Actions behind a button. Arrow keys move, letters find, Escape closes. */
export function Menu({ trigger, children, align = "end", side = "bottom" }: MenuProps) {
  return (
    <DropdownMenu.Root modal={false}>
      <DropdownMenu.Trigger asChild>{trigger}</DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content align={align} side={side} sideOffset={6} collisionPadding={8} className={floatingClass("min-w-44 p-1")}>
          {children}
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  );
}

const ITEM =
  "flex min-h-8 w-full cursor-pointer items-center gap-2.5 rounded-sm px-2 text-13 outline-none select-none data-disabled:cursor-not-allowed data-disabled:opacity-55 data-highlighted:bg-ink/7 pointer-coarse:min-h-11";

interface MenuItemProps {
  icon?: LucideIcon;
  children: ReactNode;
  /** Where it leads; otherwise `onSelect` says what it does. */
  href?: string;
  onSelect?: () => void;
  /** Ends something. */
  isDanger?: boolean;
  isDisabled?: boolean;
  /** Keys that do the same: ["⌘", "K"]. */
  keys?: readonly string[];
}

/** One action of a menu, or a link. */
export function MenuItem({ icon: Icon, children, href, onSelect, isDanger = false, isDisabled = false, keys }: MenuItemProps) {
  const content = (
    <>
      {Icon ? <Icon aria-hidden className={classNames("size-4 shrink-0", !isDanger && "text-muted")} /> : null}
      <span className="min-w-0 flex-1 truncate">{children}</span>
      {keys ? <Kbd keys={keys} /> : null}
    </>
  );
  const className = classNames(ITEM, isDanger && "text-failed data-highlighted:bg-failed-quiet");
  return (
    <DropdownMenu.Item asChild={href !== undefined} disabled={isDisabled} className={className} {...(onSelect ? { onSelect } : {})}>
      {href === undefined ? content : <Link href={href}>{content}</Link>}
    </DropdownMenu.Item>
  );
}

export const MenuSeparator = () => <DropdownMenu.Separator className="-mx-1 my-1 h-px bg-line" />;

/** A heading in a menu. */
export const MenuLabel = ({ children }: { children: ReactNode }) => <DropdownMenu.Label className="px-2 py-1.5 text-12 text-muted">{children}</DropdownMenu.Label>;

interface MenuChoiceProps<Value extends string> {
  label: string;
  value: Value;
  options: readonly { value: Value; label: ReactNode; icon?: LucideIcon }[];
  onChange: (value: Value) => void;
}

/** One of several, of which one is chosen. */
export function MenuChoice<Value extends string>({ label, value, options, onChange }: MenuChoiceProps<Value>) {
  return (
    <DropdownMenu.RadioGroup aria-label={label} value={value} onValueChange={(next) => options.filter((option) => option.value === next).forEach((option) => onChange(option.value))}>
      {options.map(({ value: option, label: text, icon: Icon }) => (
        <DropdownMenu.RadioItem key={option} value={option} className={ITEM}>
          {Icon ? <Icon aria-hidden className="size-4 shrink-0 text-muted" /> : null}
          <span className="min-w-0 flex-1 truncate">{text}</span>
          <DropdownMenu.ItemIndicator>
            <Check aria-hidden className="size-4" />
          </DropdownMenu.ItemIndicator>
        </DropdownMenu.RadioItem>
      ))}
    </DropdownMenu.RadioGroup>
  );
}
