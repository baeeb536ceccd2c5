import type { ReactNode } from "react";
import { requireActor } from "../../current-actor.ts";

/** Above the page's loading state, so that who isn't signed in is sent on by the answer itself: behind it only a script can. */
export default async function JoinLayout({ params, children }: { params: Promise<{ token: string }>; children: ReactNode }) {
  await requireActor(`/join/${(await params).token}`);
  return children;
}
