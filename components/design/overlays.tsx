"use client";

import { Copy, Monitor, Moon, MoreHorizontal, Pause, Sun, Trash2 } from "lucide-react";
import { useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { ConfirmDialog } from "#components/ui/confirm-dialog.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import { Field, Input } from "#components/ui/field.tsx";
import { Menu, MenuChoice, MenuItem, MenuLabel, MenuSeparator } from "#components/ui/menu.tsx";
import { toast } from "#components/ui/toast.ts";
import { Tooltip } from "#components/ui/tooltip.tsx";
import { Part } from "./part.tsx";

const THEMES = [
  { value: "system", label: "System", icon: Monitor },
  { value: "light", label: "Light", icon: Sun },
  { value: "dark", label: "Dark", icon: Moon },
] as const;

/** What opens over the page, and what the page says from its corner. */
export function DesignOverlays({ theme }: { theme: string }) {
  const [isOpen, setOpen] = useState(false);
  const [choice, setChoice] = useState<(typeof THEMES)[number]["value"]>("system");
  return (
    <div className="space-y-8">
      <Part name="Dialog, and what asks first">
        <Button onClick={() => setOpen(true)}>Open dialog</Button>
        <Dialog
          isOpen={isOpen}
          onOpenChange={setOpen}
          title="Rename API"
          lead="Its address stays as it is."
          footer={
            <>
              <Button onClick={() => setOpen(false)}>Cancel</Button>
              <Button variant="primary" onClick={() => setOpen(false)}>
                Rename
              </Button>
            </>
          }
        >
          <Field id={`rename-${theme}`} label="Name">
            {(props) => <Input {...props} defaultValue="Books" />}
          </Field>
        </Dialog>
        <ConfirmDialog title="Delete Books?" confirmLabel="Delete API" typed="Books" onConfirm={() => toast.passed("Books was deleted", { action: { label: "Undo", onClick: () => toast.told("Books is back") } })} trigger={(open) => <Button onClick={open}>Ask first</Button>}>
          Its address answers 410 from now on.
        </ConfirmDialog>
      </Part>
      <Part name="Menu, tooltip">
        <Menu
          align="start"
          trigger={
            <Button size="icon" aria-label={`More about Books, ${theme}`}>
              <MoreHorizontal aria-hidden className="size-4" />
            </Button>
          }
        >
          <MenuLabel>Books</MenuLabel>
          <MenuItem icon={Copy} keys={["C"]} onSelect={() => toast.passed("Address copied")}>
            Copy address
          </MenuItem>
          <MenuItem icon={Pause} isDisabled>
            Pause
          </MenuItem>
          <MenuSeparator />
          <MenuChoice label="Theme" value={choice} options={THEMES} onChange={setChoice} />
          <MenuSeparator />
          <MenuItem icon={Trash2} isDanger onSelect={() => setOpen(true)}>
            Delete
          </MenuItem>
        </Menu>
        <Tooltip text="Find anything" keys={["Ctrl", "K"]}>
          <Button>Tooltip</Button>
        </Tooltip>
      </Part>
      <Part name="Toast">
        <Button onClick={() => toast.passed("Version 3 is live", { detail: "It answers every call from now on." })}>Passed</Button>
        <Button onClick={() => toast.told("Another tab renamed this API")}>Told</Button>
        <Button onClick={() => toast.failed("The key was not rolled", { detail: "The database did not answer. Nothing was changed.", requestId: "req_4f9c1e2ab7" })}>Failed</Button>
      </Part>
    </div>
  );
}
