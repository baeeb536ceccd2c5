import { after, before, test } from "node:test";
import { BODIES } from "./bodies.ts";
import { METHODS } from "./methods.ts";
import { PATHS } from "./paths.ts";
import { PROTOCOL } from "./protocol.ts";
import { SMUGGLING } from "./smuggling.ts";
import { playCorpus, startCorpusBed, type CorpusBed } from "./test-corpus.ts";

let corpus: CorpusBed;
before(async () => { corpus = await startCorpusBed(); });
after(() => corpus.stop());

test("smuggling: no message has two readings, and no hidden call is served", () => playCorpus(corpus, SMUGGLING));

test("protocol: versions, request lines, targets, hosts and upgrades have one meaning or are refused", () => playCorpus(corpus, PROTOCOL));

test("paths: an API's own arrive byte for byte, and none leads out of it or into another", () => playCorpus(corpus, PATHS));

test("methods: each goes through as it is, or is refused", () => playCorpus(corpus, METHODS));

test("bodies: each arrives as it was sent, or is refused with the limit, and what follows it is served", () => playCorpus(corpus, BODIES));
