"use client";

import { Check, type LucideIcon } from "lucide-react";
import * as Slot from "radix-ui/slot";
import { createContext, use, useDeferredValue, useEffect, useRef, useState, type ReactElement, type ReactNode, type SyntheticEvent } from "react";
import { classNames } from "./class-names.ts";
import { floatingClass } from "./floating.ts";
import { Kbd } from "./kbd.tsx";
import { Link } from "./link.tsx";
import { onDemand } from "./on-demand.ts";
import { useOnDemand } from "./use-on-demand.ts";
import { useWhenIdle } from "./use-when-idle.ts";

interface MenuProps {
  /** The button that opens it; it names the menu. */
  trigger: ReactElement;
  children: ReactNode;
  align?: "start" | "center" | "end";
  side?: "top" | "right" | "bottom" | "left";
}

type Radix = typeof import("radix-ui/dropdown-menu");
const radix = onDemand(() => import("radix-ui/dropdown-menu"));
const RadixMenu = createContext<Radix | null>(null);
const OPENING_KEYS = ["Enter", " ", "ArrowDown"];

/** Actions behind a button. Arrow keys move, letters find, Escape closes. Until its first press it is a button: the press is handed to the menu that comes in its place. */
export function Menu({ trigger, children, align = "end", side = "bottom" }: MenuProps) {
  const [parts, ask] = useOnDemand(radix);
  const [isOpen, setOpen] = useState(false);
  // The press has its frame before the menu is made.
  const isShown = useDeferredValue(isOpen);
  const button = useRef<HTMLButtonElement>(null);
  const press = useRef<Event | null>(null);
  useWhenIdle(radix.load);
  useEffect(() => {
    if (!parts || !press.current) return;
    button.current?.focus();
    button.current?.dispatchEvent(press.current);
    press.current = null;
  }, [parts]);
  function take(event: SyntheticEvent<HTMLElement, KeyboardEvent | PointerEvent>) {
    event.preventDefault();
    const { nativeEvent } = event;
    press.current = nativeEvent instanceof KeyboardEvent ? new KeyboardEvent(nativeEvent.type, nativeEvent) : new PointerEvent(nativeEvent.type, nativeEvent);
    ask();
  }
  if (!parts) {
    return (
      <Slot.Root aria-haspopup="menu" aria-expanded={false} onPointerDown={(event) => event.button === 0 && !event.ctrlKey && take(event)} onKeyDown={(event) => OPENING_KEYS.includes(event.key) && take(event)}>
        {trigger}
      </Slot.Root>
    );
  }
  const { Root, Trigger, Portal, Content } = parts;
  return (
    <RadixMenu value={parts}>
      <Root modal={false} open={isShown} onOpenChange={setOpen}>
        <Trigger ref={button} asChild>
          {trigger}
        </Trigger>
        <Portal>
          <Content align={align} side={side} sideOffset={6} collisionPadding={8} className={floatingClass("min-w-44 p-1")}>
            {children}
          </Content>
        </Portal>
      </Root>
    </RadixMenu>
  );
}

/** What an open menu is made of. */
function useRadixMenu(): Radix {
  const parts = use(RadixMenu);
  if (!parts) throw new Error("Items stand in a Menu.");
  return parts;
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
  const { Item } = useRadixMenu();
  const content = (
    <>
      {Icon ? <Icon aria-hidden className={classNames("size-4 shrink-0", !isDanger && "text-muted")} /> : null}
      <span className="min-w-0 flex-1 truncate">{children}</span>
      {keys ? <Kbd keys={keys} /> : null}
    </>
  );
  const className = classNames(ITEM, isDanger && "text-failed data-highlighted:bg-failed-quiet");
  return (
    <Item asChild={href !== undefined} disabled={isDisabled} className={className} {...(onSelect ? { onSelect } : {})}>
      {href === undefined ? content : <Link href={href}>{content}</Link>}
    </Item>
  );
}

export function MenuSeparator() {
  const { Separator } = useRadixMenu();
  return <Separator className="-mx-1 my-1 h-px bg-line" />;
}

/** A heading in a menu. */
export function MenuLabel({ children }: { children: ReactNode }) {
  const { Label } = useRadixMenu();
  return <Label className="px-2 py-1.5 text-12 text-muted">{children}</Label>;
}

interface MenuChoiceProps<Value extends string> {
  label: string;
  value: Value;
  options: readonly { value: Value; label: ReactNode; icon?: LucideIcon }[];
  onChange: (value: Value) => void;
}

/** One of several, of which one is chosen. */
export function MenuChoice<Value extends string>({ label, value, options, onChange }: MenuChoiceProps<Value>) {
  const { RadioGroup, RadioItem, ItemIndicator } = useRadixMenu();
  return (
    <RadioGroup aria-label={label} value={value} onValueChange={(next) => options.filter((option) => option.value === next).forEach((option) => onChange(option.value))}>
      {options.map(({ value: option, label: text, icon: Icon }) => (
        <RadioItem key={option} value={option} className={ITEM}>
          {Icon ? <Icon aria-hidden className="size-4 shrink-0 text-muted" /> : null}
          <span className="min-w-0 flex-1 truncate">{text}</span>
          <ItemIndicator>
            <Check aria-hidden className="size-4" />
          </ItemIndicator>
        </RadioItem>
      ))}
    </RadioGroup>
  );
}
