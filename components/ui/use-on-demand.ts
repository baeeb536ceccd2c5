import { useState } from "react";
import type { OnDemand } from "./on-demand.ts";
import { toast } from "./toast.ts";

/** A module in a component: null until it was asked for and came. One that can't be fetched is said, and `afterFailure` puts back what waits for it; asking again tries again. */
export function useOnDemand<Module>(source: OnDemand<Module>, afterFailure?: () => void): [Module | null, () => void] {
  const [module, setModule] = useState<Module | null>(null);
  const ask = () =>
    void source.load().then(
      (loaded) => setModule(() => loaded),
      () => {
        toast.failed("This part of the page could not be loaded.", { detail: "Check your connection, then try again." });
        afterFailure?.();
      },
    );
  return [module, ask];
}
