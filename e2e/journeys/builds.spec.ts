import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Page } from "@playwright/test";
import { readEnv } from "#lib/env.ts";
import { expectAccessible } from "../fixtures/accessible.ts";
import { describeApi, signUp } from "../fixtures/person.ts";
import { expect, test } from "../fixtures/test.ts";

const field = (page: Page) => page.getByLabel("What should the API do?");

async function startBuild(page: Page, description: string): Promise<void> {
  await field(page).fill(description);
  await page.getByRole("button", { name: "Create API" }).click();
}

test("a refused description can be changed, the next build cancelled, and every build opened again", { tag: "@full" }, async ({ page }) => {
  await signUp(page);
  await describeApi(page, "Manage books with title, author and year");
  await page.getByRole("link", { name: "Create API" }).click();
  await expect(page.getByRole("heading", { name: "Recent builds" })).toBeVisible();

  await startBuild(page, "Send rockets to the moon with telepathy");
  await expect(page.getByRole("heading", { name: "This description can’t be built as it is" })).toBeFocused();
  await page.getByRole("button", { name: "Change the description" }).click();
  await expect(field(page)).toHaveValue("Send rockets to the moon with telepathy");
  await startBuild(page, "Manage cars with make, model and year");
  await page.getByRole("button", { name: "Cancel build" }).click();
  await expect(page.getByRole("heading", { name: "The build was cancelled" })).toBeVisible();
  await expectAccessible(page);

  await page.getByRole("button", { name: "Create another" }).click();
  await expect(page.getByRole("link", { name: /Manage cars .* Cancelled/ })).toBeVisible();
  await expect(page.getByRole("link", { name: /Send rockets .* Refused/ })).toBeVisible();
  await expectAccessible(page);
  await page.getByRole("link", { name: /Manage books .* Built/ }).click();
  await expect(page.getByRole("region", { name: "Your API" }).getByText("A key is shown once")).toBeVisible();
  await page.goBack();
  await expect(field(page)).toBeVisible();
});

test("what was understood of a description is edited with the keyboard, survives a reload and is built as it stands", async ({ page }) => {
  await signUp(page);
  await startBuild(page, "Dogs (name, breed, special needs), walks (dog, start, did they poop?). Send an SMS to the owner when a walk starts.");
  const dogs = page.getByRole("region", { name: "Thing: dog" });
  await expect(dogs.getByText("Guessed from its name")).toBeVisible();
  await expect(page.locator("del")).toHaveText("Send an SMS to the owner when a walk starts");
  await expect(page.getByRole("region", { name: "Not in this API" }).getByText("needs another service")).toBeVisible();
  await expectAccessible(page);

  await dogs.getByRole("button", { name: "Remove special needs" }).press("Enter");
  await expect(dogs.getByLabel("Name of breed")).toBeFocused();
  await dogs.getByLabel("Name of breed").press("Enter");
  await page.keyboard.type("size");
  await dogs.getByLabel("Kind of size").selectOption("Choice");
  await page.getByRole("button", { name: "Build this" }).click();
  await expect(dogs.getByText("size: needs at least two values")).toBeVisible();
  await dogs.getByLabel("Values of size").fill("small, large");
  await page.reload();
  await expect(dogs.getByLabel("Values of size")).toHaveValue("small, large");
  await expectAccessible(page);

  await page.getByRole("button", { name: "Build this" }).click();
  await expect(page.getByRole("region", { name: "Your API" })).toBeVisible({ timeout: 60_000 });
  const understood = page.getByRole("region", { name: "What was understood" });
  await expect(understood).toContainText("size (one of small, large)");
  await expect(understood).not.toContainText("specialNeeds");
  await expect(understood).toContainText('"Send an SMS to the owner when a walk starts"');
});

test("a build whose server dies is taken over by the next one and goes live, in the page that watches it", { tag: "@full" }, async ({ page }) => {
  await signUp(page);
  await startBuild(page, "Manage boats with name, length and year");
  await page.waitForURL(/id=/);
  const launcher = JSON.parse(readFileSync(join(readEnv().E2E_DATA_DIR, "launcher.json"), "utf8")) as { children: { web: number } };
  process.kill(launcher.children.web, "SIGKILL");
  await expect(page.getByText("The connection was lost")).toBeVisible();
  await expect(page.getByRole("region", { name: "Your API" })).toBeVisible({ timeout: 60_000 });
  await expectAccessible(page);
});

test("an answer and a cancellation that don't reach the server are said so, can be sent again, and the build is still watched", async ({ page }) => {
  await signUp(page);
  const question = { text: "Which plants?", choices: [{ label: "Indoor", means: "House plants" }, { label: "Garden", means: "Garden plants" }] };
  const events = [
    { type: "started", generationId: "3f1c8e52-7d0a-4c6b-9a51-2f8f0d6f4b1e", apiId: "api_0123456789abcdef", prompt: "Plants", generator: { id: "claude", label: "Claude", note: "" } },
    { type: "question", question, until: "2999-01-01T00:00:00.000Z" },
  ];
  await page.route("**/api/generate", (route) => route.fulfill({ contentType: "text/event-stream", body: events.map((event, index) => `id: ${index + 1}\nevent: ${event.type}\ndata: ${JSON.stringify(event)}\n\n`).join("") }));
  await page.route("**/api/v1/generations/**", (route) => route.abort());
  await startBuild(page, "Plants");
  await page.getByRole("button", { name: /Garden/ }).click();
  await expect(page.getByText("This did not reach the server")).toBeVisible();
  await expect(page.getByRole("button", { name: /Garden/ })).toBeEnabled();
  await page.getByRole("button", { name: "Cancel build" }).click();
  await expect(page.getByText("This did not reach the server")).toBeVisible();
  await expect(page.getByRole("heading", { name: "Which plants?" })).toBeVisible();
});

for (const colorScheme of ["dark", "light"] as const) {
  test.describe(colorScheme, { tag: colorScheme === "dark" ? ["@full"] : [] }, () => {
    test.use({ colorScheme, viewport: { width: 375, height: 740 } });
    test("the gallery is found without an account, searched, and a blueprint is built with a parameter of one's own", async ({ page }) => {
      await page.goto("/blueprints");
      await expectAccessible(page);
      await page.getByRole("searchbox", { name: "Words" }).fill("link");
      await page.getByRole("button", { name: "Search" }).click();
      await page.getByRole("link", { name: "Link shortener" }).click();
      await expect(page.getByRole("heading", { name: "Link shortener", level: 1 })).toBeVisible();
      await expectAccessible(page);
      await page.getByRole("link", { name: "Sign up to create it" }).click();
      await page.waitForURL("**/signup?next=*");
      await signUp(page, "**/blueprints/link-shortener");
      await page.getByLabel("Length of a code").fill("12");
      await page.getByRole("button", { name: "Create API" }).click();
      const panel = page.getByRole("region", { name: "Your API" });
      await expect(panel).toBeVisible({ timeout: 30_000 });
      await expectAccessible(page);
      const { apiId } = await panel.getByRole("link", { name: "Open API" }).evaluate((link) => ({ apiId: (link as HTMLAnchorElement).pathname.split("/").at(-1) ?? "" }));
      await page.goto(`/apis/${apiId}/code`);
      await expect(page.getByLabel("main.ts", { exact: true })).toContainText("/* codeLength */ 12");
      await page.goto("/generations");
      await expect(page.getByRole("link", { name: /link shortener .* Built/i })).toBeVisible();
      await expectAccessible(page);
    });
  });
}
