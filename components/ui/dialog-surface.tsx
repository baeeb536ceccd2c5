"use client";

import { X } from "lucide-react";
import * as RadixDialog from "radix-ui/dialog";
import { useDeferredValue } from "react";
import { Button } from "./button.tsx";
import { classNames } from "./class-names.ts";
import type { DialogProps } from "./dialog.tsx";
import { useOpener } from "./use-opener.ts";

const WIDTHS = { sm: "sm:w-[28rem]", md: "sm:w-[36rem]", lg: "sm:w-[52rem]" } as const satisfies Record<NonNullable<DialogProps["size"]>, string>;

/** What dialog.tsx shows once it was asked for. */
export function DialogSurface({ isOpen, onOpenChange, title, lead, footer, size = "sm", isEdited = false, children }: DialogProps) {
  const opener = useOpener();
  // What asked for it has its frame before it is made. It goes at once: what takes the focus then must not lose it to a dialog that is still there.
  const isShown = useDeferredValue(isOpen, false) && isOpen;
  return (
    <RadixDialog.Root open={isShown} onOpenChange={onOpenChange}>
      <RadixDialog.Portal>
        <RadixDialog.Overlay className="veil fixed inset-0 z-40 bg-veil" />
        <RadixDialog.Content
          {...(lead ? {} : { "aria-describedby": undefined })}
          {...opener}
          onInteractOutside={(event) => isEdited && event.preventDefault()}
          // A field that Tab writes into needs Escape for itself first.
          onEscapeKeyDown={(event) => event.target instanceof HTMLElement && event.target.dataset["keepsEscape"] !== undefined && event.preventDefault()}
          className={classNames(
            "sheet fixed inset-x-0 bottom-0 z-50 flex max-h-[92dvh] flex-col rounded-t-md border border-line bg-surface text-left whitespace-normal text-ink shadow-float outline-none",
            "sm:inset-x-auto sm:top-1/2 sm:bottom-auto sm:left-1/2 sm:max-w-[calc(100vw-2rem)] sm:-translate-x-1/2 sm:-translate-y-1/2 sm:rounded-md",
            WIDTHS[size],
          )}
        >
          <div className="space-y-1 pt-5 pr-14 pl-6">
            <RadixDialog.Title className="text-16 font-semibold break-words">{title}</RadixDialog.Title>
            {lead ? <RadixDialog.Description className="text-14 text-muted">{lead}</RadixDialog.Description> : null}
          </div>
          {children ? <div className="min-h-0 overflow-y-auto px-6 pt-3 text-14">{children}</div> : null}
          <div className="flex flex-wrap justify-end gap-2 px-6 pt-5 pb-[max(1.5rem,env(safe-area-inset-bottom))]">{footer}</div>
          {/* Last, so that the keyboard begins at the first field. */}
          <RadixDialog.Close asChild>
            <Button variant="ghost" size="icon" aria-label="Close" className="absolute top-3.5 right-3.5">
              <X aria-hidden className="size-4" />
            </Button>
          </RadixDialog.Close>
        </RadixDialog.Content>
      </RadixDialog.Portal>
    </RadixDialog.Root>
  );
}
