import { onDemand } from "./on-demand.ts";

/** For the place of toasts and for who sends them, from one import: it is there before the first toast, which may have to say that the connection is gone. */
export const sonner = onDemand(() => import("sonner"));
