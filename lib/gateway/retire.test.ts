import assert from "node:assert/strict";
import { once } from "node:events";
import net, { type AddressInfo } from "node:net";
import { test } from "node:test";
import { apiOriginOf } from "#lib/http/api-origin.ts";
import { createFrontDoor } from "./front-door.ts";

const REQUEST = "GET / HTTP/1.1\r\nHost: a\r\n\r\n";
const nothing = (): void => {};

async function openDoor() {
  const door = createFrontDoor({ gateway: { handle: async () => {}, origin: apiOriginOf({ publicUrl: "http://a" }) }, serveOther: (_request, response) => void response.end("ok"), upgradeOther: nothing, trustedHops: 0 });
  await new Promise<void>((resolve) => door.server.listen(0, "127.0.0.1", resolve));
  const client = net.connect((door.server.address() as AddressInfo).port, "127.0.0.1");
  const ask = async () => {
    client.write(REQUEST);
    return String((await once(client, "data"))[0]);
  };
  return { door, client, ask };
}

test("a gateway with a successor answers on idle connections too, tells their clients to leave, and ends when they have", async () => {
  const { door, client, ask } = await openDoor();
  assert.match(await ask(), /Connection: keep-alive/i);
  const retired = door.retire(new Promise(nothing));
  // A request that is on its way when the gateway is told to retire.
  assert.match(await ask(), /Connection: close[^]*ok/i);
  await once(client, "close");
  await retired;
  await assert.rejects(once(net.connect((door.server.address() as AddressInfo | null)?.port ?? 1, "127.0.0.1"), "connect"), "it accepts nobody");
  await door.drain(10);
});

test("its patience with clients that neither ask nor leave has an end", async () => {
  const { door, client, ask } = await openDoor();
  await ask();
  await door.retire(Promise.resolve());
  await door.drain(0);
  await once(client, "close");
});
