import { useCallback, useEffect, useState } from "react";

/** A version's source, as it is edited by hand. */
export interface Source {
  /** Of the version. */
  id: string;
  number: number;
  files: Record<string, string>;
  /** JSON. */
  contractTests: string;
}
interface Edit {
  /** What it began as. */
  from: Source;
  files: Record<string, string>;
  tests: string;
  note: string;
}
export interface SourceEdit extends Edit {
  isEdited: boolean;
  /** The version that it began as has been replaced meanwhile. */
  isBehind: boolean;
  /** It was typed before this page was loaded. */
  isKept: boolean;
  change(part: Partial<Omit<Edit, "from">>): void;
  changeFile(name: string, text: string): void;
  /** Takes what is there now instead. */
  startOver(): void;
  /** What was typed is a version now. */
  settle(): void;
}

/** While somebody types it waits. */
const KEEP_AFTER_MS = 300;

/**
 * What somebody makes of a version's source. It outlives a version that replaces the one it began as, a reload, and a look at another page of this
 * tab, where it is kept under `name`. What nobody touched follows the version.
 */
export function useSourceEdit(name: string, base: Source): SourceEdit {
  const [edit, setEdit] = useState<Edit>(() => startOf(base));
  const [isRead, setRead] = useState(false);
  const [isKept, setKept] = useState(false);
  const isEdited = differs(edit);
  if (isRead && !isEdited && edit.from.id !== base.id) setEdit(startOf(base));

  useEffect(() => {
    const kept = sessionStorage.getItem(keyOf(name));
    if (kept !== null) setEdit(JSON.parse(kept) as Edit); // written below, in this tab
    setKept(kept !== null);
    setRead(true);
  }, [name]);
  useEffect(() => {
    if (!isRead) return;
    if (!isEdited) return sessionStorage.removeItem(keyOf(name));
    const timer = setTimeout(() => sessionStorage.setItem(keyOf(name), JSON.stringify(edit)), KEEP_AFTER_MS);
    return () => clearTimeout(timer);
  }, [name, edit, isEdited, isRead]);

  return {
    ...edit, isEdited, isKept,
    isBehind: edit.from.id !== base.id,
    change: useCallback((part) => setEdit((now) => ({ ...now, ...part })), []),
    changeFile: useCallback((file, text) => setEdit((now) => ({ ...now, files: { ...now.files, [file]: text } })), []),
    startOver() {
      setKept(false);
      setEdit(startOf(base));
    },
    settle: useCallback(() => setEdit((now) => ({ ...now, note: "", from: { ...now.from, files: now.files, contractTests: now.tests } })), []),
  };
}

const keyOf = (name: string): string => `source-${name}`;

const startOf = (from: Source): Edit => ({ from, files: from.files, tests: from.contractTests, note: "" });

const differs = ({ from, files, tests, note }: Edit): boolean => note !== "" || tests !== from.contractTests || Object.keys(files).some((name) => files[name] !== from.files[name]);
