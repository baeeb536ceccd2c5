import type { Page } from "@playwright/test";
import { expect, test } from "../fixtures/test.ts";

/** Sorts the table of the page of components; returns the rows that went from one place to another, and how long each took. */
async function sortAndWatch(page: Page): Promise<{ row: string; ms: unknown }[]> {
  await page.addInitScript(() => {
    const animate = Element.prototype.animate;
    Element.prototype.animate = function (frames, options) {
      document.documentElement.dataset["moved"] = JSON.stringify([...(JSON.parse(document.documentElement.dataset["moved"] ?? "[]") as unknown[]), { row: this.querySelector("th")?.textContent, ms: typeof options === "object" ? options.duration : options }]);
      return animate.call(this, frames, options);
    };
  });
  await page.goto("/design");
  const table = page.getByRole("region", { name: "Table of paths, light" });
  await expect(table).toHaveAttribute("data-seen", "");
  const firstBefore = await table.locator("tbody th").first().textContent();
  await table.getByRole("link", { name: "Path" }).click();
  await expect(table.locator("tbody th").first()).not.toHaveText(firstBefore ?? "");
  const moved: unknown = await page.evaluate(() => JSON.parse(document.documentElement.dataset["moved"] ?? "[]"));
  return moved as { row: string; ms: unknown }[];
}

test("rows that change places are seen to go there, within 200 ms; whoever asked for less motion sees them there at once", async ({ page, browser }) => {
  const moved = await sortAndWatch(page);
  expect(moved.length).toBeGreaterThan(1);
  expect(moved.every(({ ms }) => typeof ms === "number" && ms <= 200)).toBe(true);
  const still = await (await browser.newContext({ reducedMotion: "reduce" })).newPage();
  expect(await sortAndWatch(still)).toEqual([]);
  await still.context().close();
});
