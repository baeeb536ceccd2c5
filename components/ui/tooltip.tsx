"use client";

import * as Slot from "radix-ui/slot";
import { useDeferredValue, useRef, useState, type ReactElement, type ReactNode } from "react";
import { flushSync } from "react-dom";
import { Kbd } from "./kbd.tsx";
import { onDemand } from "./on-demand.ts";
import { useWhenIdle } from "./use-when-idle.ts";

interface TooltipProps {
  text: ReactNode;
  keys?: readonly string[];
  side?: "top" | "right" | "bottom" | "left";
  /** A button or link that has its own name: what is in a tooltip alone, nobody on a phone can read. */
  children: ReactElement;
}

const radix = onDemand(() => import("radix-ui/tooltip"));
/** Phones never show one, and so never load it. */
const loadWhereSeen = async () => matchMedia("(hover: hover)").matches && radix.load();

/**
 * A word about a control, for pointers that rest on it and for the keyboard. When the first of these comes, Radix's control takes the place of the
 * plain one within that event, and is handed it: a press that follows meets what stands there.
 */
export function Tooltip({ text, keys, side = "top", children }: TooltipProps) {
  const [parts, setParts] = useState<typeof import("radix-ui/tooltip") | null>(null);
  const [isOpen, setOpen] = useState(false);
  // What the control itself does has its frame before the word is made.
  const isShown = useDeferredValue(isOpen);
  const control = useRef<HTMLButtonElement>(null);
  useWhenIdle(loadWhereSeen);
  function come(handOn: (control: HTMLElement) => void) {
    const loaded = radix.loaded();
    // What can't be fetched now is tried again when the pointer comes again: the control works without its word.
    if (!loaded) return void radix.load().catch(() => undefined);
    flushSync(() => setParts(loaded));
    if (control.current) handOn(control.current);
  }
  if (!parts) {
    return (
      <Slot.Root
        onPointerEnter={({ pointerType }) => pointerType === "mouse" && come((there) => there.dispatchEvent(new PointerEvent("pointermove", { bubbles: true, pointerType })))}
        onFocus={(event) => event.currentTarget.matches(":focus-visible") && come((there) => there.focus())}
      >
        {children}
      </Slot.Root>
    );
  }
  const { Provider, Root, Trigger, Portal, Content } = parts;
  return (
    <Provider delayDuration={350}>
      <Root open={isShown} onOpenChange={setOpen}>
        <Trigger ref={control} asChild>
          {children}
        </Trigger>
        <Portal>
          <Content side={side} sideOffset={6} collisionPadding={8} className="floating z-50 flex max-w-72 items-center gap-2 rounded-sm bg-ink px-2 py-1 text-12 text-paper">
            {text}
            {keys ? <Kbd keys={keys} /> : null}
          </Content>
        </Portal>
      </Root>
    </Provider>
  );
}
