import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { type Product, removeProductData, startProduct } from "../fixtures/product.ts";
import { rollUnderLoad } from "../fixtures/rolling-restarts.ts";

let product: Product;
before(async () => {
  product = await startProduct();
});
after(async () => {
  await product.stop();
  removeProductData(product);
});

test("twenty rolling restarts at 200 requests/s drop nothing", async (context) => {
  const result = await rollUnderLoad(product, { restarts: 20, perSecond: 200 });
  context.diagnostic(JSON.stringify(result));
  assert.deepEqual(result.dropped, {});
});
