import type { Account } from "../e2e/fixtures/account.ts";
import { everyPage, type VisitedPage } from "../e2e/fixtures/every-page.ts";
import { makeAdministrator } from "../e2e/fixtures/make-administrator.ts";
import { removeProductData, startProduct } from "../e2e/fixtures/product.ts";
import { seed } from "../e2e/fixtures/seeded.ts";

export interface MeasuredPages {
  server: string;
  runs: number;
  /** Signs in to see the pages that aren't public. */
  account: Account;
  pages: VisitedPage[];
  /** As whom a page is seen, for its row. */
  seenAs: (page: VisitedPage) => "visitor" | "administrator" | "member";
}

/**
 * The built product with some days of use, for a table of its pages. Its account is an administrator's, so that no page answers it with 404; in a
 * product that runs already, whose address is one of the words, it is a member's. A number is how many runs; the other words narrow the pages.
 */
export async function withPages<Result>(words: readonly string[], defaultRuns: number, use: (measured: MeasuredPages) => Promise<Result>): Promise<Result> {
  const runs = Number(words.find((word) => /^\d+$/.test(word)) ?? defaultRuns);
  const address = words.find((word) => word.startsWith("http"));
  const names = words.filter((word) => !/^\d+$|^http/.test(word));
  const product = address ? null : await startProduct();
  try {
    const server = address ?? product?.url ?? "";
    const { account, parameters } = await seed(server);
    if (product) await makeAdministrator(account.email, product.dataDir);
    const pages = everyPage(parameters).filter(({ name }) => names.length === 0 || names.includes(name));
    const signedIn = product ? "administrator" : "member";
    return await use({ server, runs, account, pages, seenAs: ({ isPublic }) => (isPublic ? "visitor" : signedIn) });
  } finally {
    await product?.stop();
    if (product) removeProductData(product);
  }
}
