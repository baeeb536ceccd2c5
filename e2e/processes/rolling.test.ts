import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { type Product, removeProductData, startProduct } from "../fixtures/product.ts";
import { rollUnderLoad } from "../fixtures/rolling-restarts.ts";

/** Twenty of them at 200 requests/s: rolling.full.test.ts. */
let product: Product;
before(async () => {
  product = await startProduct();
});
after(async () => {
  await product.stop();
  removeProductData(product);
});

test("a rolling restart of gateway, web and runner drops no call and no page", async () => {
  const { sent, dropped } = await rollUnderLoad(product, { restarts: 1, perSecond: 40 });
  assert.deepEqual(dropped, {});
  assert.ok(sent > 40);
  // The old gateway may live on for clients that keep a connection.
  for (const name of ["gateway", "web", "runner"]) assert.match(product.output(), new RegExp(`Rolling restart: the new ${name} serves`));
});

test("kill -HUP of the launcher is a rolling restart too", async () => {
  const { launcher } = product.pids();
  assert.ok(launcher);
  const rolled = () => product.output().match(/Rolling restart: the new runner serves/g)?.length ?? 0;
  const done = rolled();
  process.kill(launcher, "SIGHUP");
  for (const giveUpAt = Date.now() + 60_000; rolled() === done; ) {
    assert.ok(Date.now() < giveUpAt, "it did not happen");
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  assert.equal((await fetch(`${product.url}/ready`)).status, 200);
});
