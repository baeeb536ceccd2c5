import { expectAccessible } from "../fixtures/accessible.ts";
import { makeAdministrator } from "../fixtures/make-administrator.ts";
import { signUp } from "../fixtures/person.ts";
import { expect, test } from "../fixtures/test.ts";

test("what somebody sends is in the administrator's inbox and nobody else's; the answer comes to whoever sent it, and the message leaves the waiting ones", async ({ page, browser }) => {
  const sender = await signUp(page);
  await page.goto("/feedback");
  await expect(page.getByText("Nothing yet")).toBeVisible();
  await page.getByLabel("What it is").selectOption("A question");
  await page.getByLabel("Message").fill("Can an API send e-mail?\nOurs has to, every Monday.");
  await page.getByRole("button", { name: "Send feedback" }).click();
  await expect(page.getByText("Sent. The answer comes to this page.")).toBeVisible();
  const sent = page.getByRole("list", { name: "Sent feedback" }).getByRole("listitem");
  await expect(sent).toContainText("Can an API send e-mail?");
  await page.goto("/feedback/inbox");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Nothing is at this address");

  const theirs = await (await browser.newContext()).newPage();
  const administrator = await signUp(theirs);
  await makeAdministrator(administrator.email);
  await theirs.goto("/feedback");
  await theirs.getByRole("link", { name: "Inbox" }).click();
  const message = theirs.getByRole("list", { name: "Feedback" }).getByRole("listitem").filter({ hasText: sender.email });
  await expect(message).toContainText("every Monday");
  await expectAccessible(theirs);
  await message.getByLabel(`Answer to ${sender.email}`).fill("Yes: approve the mail service as a host in its settings.");
  await message.getByLabel("Status").selectOption("resolved");
  await message.getByRole("button", { name: "Save answer" }).click();
  await expect(message).toHaveCount(0);
  await theirs.getByRole("link", { name: "Resolved" }).click();
  await expect(message).toContainText("every Monday");
  await theirs.context().close();

  await page.goto("/feedback");
  await expect(sent).toContainText("Yes: approve the mail service");
  await expectAccessible(page);
});
