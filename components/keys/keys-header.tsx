"use client";

import { useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { CreateKeyDialog, type CreateKeyDialogProps, type MadeKey } from "./create-key-dialog.tsx";
import { NewSecret } from "./new-secret.tsx";

type KeysHeaderProps = Pick<CreateKeyDialogProps, "action" | "apis" | "scopes" | "apiId"> & { isOpenFirst: boolean };

/** The head of the keys, from where one is created. What was created stays below it: each secret is shown this once. */
export function KeysHeader({ isOpenFirst, ...choices }: KeysHeaderProps) {
  const [isOpen, setOpen] = useState(isOpenFirst);
  const [opened, setOpened] = useState(0);
  const [made, setMade] = useState<MadeKey[]>([]);
  function open() {
    setOpened(opened + 1);
    setOpen(true);
  }
  return (
    <>
      <PageHeader
        title="API keys"
        lead="Only a key’s fingerprint is stored, so a key is shown once, when it is created."
        action={
          <Button variant="primary" onClick={open}>
            Create key
          </Button>
        }
      />
      {made.length > 0 ? (
        <div className="mb-8 space-y-3">
          {made.map(({ secret, name }) => (
            <NewSecret key={secret} secret={secret} name={name} />
          ))}
        </div>
      ) : null}
      <CreateKeyDialog
        key={opened}
        {...choices}
        isOpen={isOpen}
        onOpenChange={setOpen}
        onMade={(key) => {
          setMade((before) => [key, ...before]);
          setOpen(false);
        }}
      />
    </>
  );
}
