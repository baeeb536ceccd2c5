import type { Locator, Page } from "@playwright/test";

/** Long enough for a menu to open and for the frame after it to be counted. */
const SETTLE_MS = 300;
const MOST_OF_A_KIND = 6;
/** What opens or changes something on the page and sends nothing. */
const OPENERS = "main [aria-haspopup], main [role=tab], main summary, main [aria-expanded], header [aria-haspopup], nav [aria-haspopup]";
const TEXT_FIELDS = "main input:not([type=checkbox]):not([type=radio]):not([type=file]):not([type=hidden]), main textarea";

/** What a person does with a page without changing anything: opens what opens, types into its fields, asks for the command palette, walks with Tab. */
export async function usePage(page: Page): Promise<void> {
  for (const opener of await visible(page.locator(OPENERS))) {
    await attempt(() => opener.click({ timeout: 2000 }));
    await page.waitForTimeout(SETTLE_MS);
    await page.keyboard.press("Escape");
    await page.waitForTimeout(SETTLE_MS);
  }
  for (const field of await visible(page.locator(TEXT_FIELDS))) {
    await attempt(async () => {
      await field.click({ timeout: 2000 });
      await page.keyboard.type("abc", { delay: 80 });
    });
  }
  for (let stop = 0; stop < 4; stop += 1) await page.keyboard.press("Tab", { delay: 40 });
  await page.keyboard.press("Control+k");
  await page.waitForTimeout(2 * SETTLE_MS);
  await page.keyboard.type("key", { delay: 80 });
  await page.waitForTimeout(SETTLE_MS);
  await page.keyboard.press("Escape");
  await page.waitForTimeout(2 * SETTLE_MS);
}

async function visible(all: Locator): Promise<Locator[]> {
  const found: Locator[] = [];
  for (const one of await all.all()) {
    if (found.length === MOST_OF_A_KIND) break;
    if ((await one.isVisible()) && (await one.isEnabled())) found.push(one);
  }
  return found;
}

/** A control that another one took away or covered can't be used; that is no finding of this table. */
async function attempt(use: () => Promise<void>): Promise<void> {
  await use().catch((error: unknown) => process.stderr.write(`not used: ${String(error).split("\n")[0]}\n`));
}
