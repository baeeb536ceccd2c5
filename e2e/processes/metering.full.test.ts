import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import type { BuiltApi } from "../fixtures/account.ts";
import { compareUsage } from "../fixtures/compare-usage.ts";
import { killAtRandom } from "../fixtures/kill-at-random.ts";
import { startLoadedProduct } from "../fixtures/loaded-product.ts";
import { countOutcomes, startMeteredLoad } from "../fixtures/metered-load.ts";
import { type Product, removeProductData } from "../fixtures/product.ts";

const KILLS = 50;
const PER_SECOND = 300;
const APIS = 4;

let product: Product;
let apis: BuiltApi[];
before(async () => {
  ({ product, apis } = await startLoadedProduct("Manage books with title, author and year", APIS));
});
after(async () => {
  await product.stop();
  removeProductData(product);
});

test("fifty random kill -9 of gateway, runner, runtime and Postgres at 300 requests a second: no completed response without a row, no id twice, extra rows at most the calls in flight", async (t) => {
  const prefix = `kills-${Date.now()}`;
  const load = startMeteredLoad({ apis, pathOf: () => "/books?limit=1", perSecond: PER_SECOND, prefix });
  let inFlight = 0;
  const killed = await killAtRandom(product, { kills: KILLS, seed: 20_261_121, onKill: () => { inFlight += load.inFlight; } });
  await load.stop();
  const compared = await compareUsage(product, load, prefix);
  t.diagnostic(JSON.stringify({ killed, sent: load.sent, ...compared, extra: compared.extra.length, outcomes: countOutcomes(load) }));
  assert.deepEqual([compared.missing, compared.twice, compared.invented], [[], [], []]);
  assert.ok(compared.extra.length <= inFlight, `${compared.extra.length} rows without an answer, ${inFlight} calls were in flight`);
  assert.equal(load.completed.size + load.broken.size, load.sent);
  const served = [...load.completed.values()].filter((status) => status === 200).length;
  assert.ok(served > KILLS * 100, `between the kills only ${served} calls were served`);
});
