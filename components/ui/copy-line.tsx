import { classNames } from "./class-names.ts";
import { CopyButton } from "./copy-button.tsx";

interface CopyLineProps {
  text: string;
  /** "Copy address" */
  label: string;
  className?: string;
}

/** One copyable line: an address, a key, an id. */
export function CopyLine({ text, label, className }: CopyLineProps) {
  return (
    <div className={classNames("flex min-w-0 items-center gap-1 rounded-md border border-line bg-sunken py-0.5 pr-0.5 pl-3", className)}>
      <code className="min-w-0 flex-1 py-1 font-mono text-13 break-all">{text}</code>
      <CopyButton text={text} label={label} />
    </div>
  );
}
