import type { ReactNode } from "react";

/** What is typed as it stands, in a sentence. */
export const Code = ({ children }: { children: ReactNode }) => <code className="rounded-sm bg-sunken px-1 py-0.5 font-mono text-14 break-words">{children}</code>;
