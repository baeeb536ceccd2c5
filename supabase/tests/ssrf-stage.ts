import assert from "node:assert/strict";
import { networkInterfaces } from "node:os";
import { INSIDE_ADDRESSES, SSRF_SPELLINGS } from "#lib/runtime/host/ssrf-corpus.ts";
import { guestBundle } from "./guest-bundle.ts";
import { startLiveApis, type LiveApis } from "./live-apis.ts";
import { startTestInternet, type TestInternet } from "./test-internet.ts";

const OWN_ADDRESSES = Object.values(networkInterfaces()).flatMap((found) => found?.map(({ address, family }) => (family === "IPv6" ? `[${address.replace(/%.*/, "")}]` : address)) ?? []);
const FETCH_ALL = guestBundle(`const out = []; for (const target of await request.json()) { try { const r = await fetch(target); out.push("answered " + r.status + " " + (await r.text()).slice(0, 40)); } catch (error) { out.push(error.message); } } return out;`);
/** A call of an API has 50 requests, and a target with redirects takes up to three. */
const A_CALL = 15;
/** A minute of an API has 600. */
const AN_API = 150;

/** The corpus, with this host's own addresses. */
export const SPELLINGS: readonly string[] = [...SSRF_SPELLINGS, ...OWN_ADDRESSES];
/** Names for which a test scripts the answers of their name servers. */
export const REBINDING = INSIDE_ADDRESSES.map((address, index) => ({ host: `r${index}.example`, address }));

export interface SsrfStage {
  internet: TestInternet;
  apis: LiveApis;
  /** What became of a `fetch` of each, by code of an API. */
  fetchAll(targets: readonly string[]): Promise<string[]>;
  assertNothingReached(targets: readonly string[], outcomes: readonly string[]): void;
  /** An address at the approved host that redirects there. */
  redirect(to: string, status?: number): string;
  close(): Promise<void>;
}

/**
 * Everything that is dialled but the one public upstream ends at a canary on loopback. Every host of the corpus counts as declared and
 * approved here, so that what holds is the reading of the address and the check of what it leads to, not that the owner said no.
 */
export async function openSsrfStage(): Promise<SsrfStage> {
  const internet = await startTestInternet();
  // Any text that the reading of an address could end in.
  const names = SPELLINGS.flatMap((host) => [host, host.toLowerCase(), ...(URL.canParse(`http://${host}/`) ? [new URL(`http://${host}/`).hostname] : [])]);
  const approved = [...names, ...REBINDING.map(({ host }) => host), "known.example", "inside.example"];
  Object.assign(internet.rights, { declared: approved, approved });
  // A name server that would send each of them to the canary.
  for (const name of names) if (name !== "known.example") internet.answers.set(name, [["127.0.0.1"]]);
  internet.serve((request, _body, response) => {
    const [, status, to] = /^\/to\/(\d+)\?(.*)$/.exec(request.url ?? "") ?? [];
    if (to) response.writeHead(Number(status), { location: Buffer.from(decodeURIComponent(to)).toString("latin1") }).end();
    else response.end("upstream");
  });
  const apis = await startLiveApis({ outbound: internet.deps });
  return {
    internet, apis,
    async fetchAll(targets) {
      const out: string[] = [];
      let apiId = "";
      for (let from = 0; from < targets.length; from += A_CALL) {
        if (from % AN_API === 0) {
          if (apiId) await apis.sandbox.backend.sleep(apiId);
          apiId = await apis.deploy(FETCH_ALL);
        }
        out.push(...(JSON.parse((await apis.call(apiId, "/", {}, JSON.stringify(targets.slice(from, from + A_CALL)))).body) as string[]));
      }
      return out;
    },
    assertNothingReached(targets, outcomes) {
      assert.equal(outcomes.length, targets.length);
      // A spelling that means the approved host itself may be answered by it: nowhere else leads anywhere.
      const reached = targets.filter((_target, index) => outcomes[index]?.startsWith("answered") && outcomes[index] !== "answered 200 upstream");
      assert.deepEqual([reached, internet.strays, internet.canaryHits()], [[], [], 0]);
    },
    redirect: (to, status = 307) => `http://known.example/to/${status}?${encodeURIComponent(to)}`,
    async close() {
      await apis.close();
      await internet.close();
    },
  };
}
