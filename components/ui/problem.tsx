import { Notice } from "./notice.tsx";

/** Why something that somebody just did failed, told at once; nothing where nothing failed. */
export const Problem = ({ children }: { children?: string | null | undefined }) =>
  children ? (
    <Notice tone="failed" role="alert">
      {children}
    </Notice>
  ) : null;
