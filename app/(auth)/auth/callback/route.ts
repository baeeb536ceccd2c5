import { redirect } from "next/navigation";
import { exchangeCode } from "#lib/auth/exchange-code.ts";
import { accountDeps } from "#lib/auth/session.ts";
import { pathOfOurs } from "../../path-of-ours.ts";

/** Where a mailed link with a code ends: it becomes a session, then the page that the link was for. */
export async function GET(request: Request): Promise<never> {
  const { searchParams } = new URL(request.url);
  const isStarted = await exchangeCode({ code: searchParams.get("code") ?? "" }, await accountDeps()).then(
    () => true,
    () => false,
  );
  redirect(isStarted ? pathOfOurs(searchParams.get("next")) : "/login?notice=link");
}
