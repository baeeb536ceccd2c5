import type { Blueprint } from "../blueprint.ts";
import { step } from "../contract-step.ts";
import type { ContractStep, Json } from "#lib/versions/schema.ts";

const missing = { expect: { error: { code: "not_found" } } };
const invalid = { expect: { error: { code: "invalid" } } };
const NOBODY = "3f1c8e52-7d0a-4c6b-9a51-2f8f0d6f4b1e";
const source = (name: string, key: string, as?: string) => step("POST", "/sources", 201, { body: { name }, expect: { name, received: 0 }, capture: { [key]: "/id" }, as });
const send = (key: string, body: Json, id = "message", query = ""): ContractStep => step("POST", `/in/{{${key}}}${query}`, 202, { body, expect: { receivedAt: { $type: "string" } }, capture: { [id]: "/id" }, as: "a stranger" });

/** Each is checked as JSON by itself. */
const bodies = (list: { [key: string]: Json }[]) => list;

export const webhookInbox: Blueprint = {
  id: "webhook-inbox",
  name: "Webhook inbox",
  summary: "Public addresses that keep what they are sent, to list, inspect and delete.",
  description: "Opens a public address per source that takes any POST without a key and keeps its body, query and main headers; each caller lists, searches, inspects and deletes what came to its own sources.",
  about: "`POST /sources` with `{ \"name\": \"Shop orders\" }` gives a path such as `/in/{id}`. Whatever is sent there with POST is kept; `GET /messages?source=…` lists it, `GET /messages/{id}` shows headers and body.",
  category: "developer",
  points: ["Each source has an address of its own that takes any POST without a key", "Messages are listed by source, searched, marked as read, inspected and deleted", "The newest messages of each source are kept, each of bounded size"],
  assumptions: ["Whoever knows a source's address may send to it; it can't be guessed", "Only who opened a source sees what came", "A source keeps its newest messages; older ones go"],
  publicRoutes: [{ method: "POST", path: "/in/{id}" }],
  examplePrompt: "A webhook inbox that stores what it receives",
  signals: [
    /\bweb ?-?hooks?\b.*\b(?:arriv\w*|came in|url)\b|\btest\w*\b.*\bweb ?-?hooks?\b/,
    /\bweb ?-?hooks?\b.*\b(?:inbox|receiv\w*|stor(?:e|es|ing)|captur\w*|collect\w*|inspect\w*|log(?:s|ger|ging)?|catch\w*|record\w*|list\w*|debug\w*)\b/,
    /\b(?:inbox|receiv\w*|captur\w*|collect\w*|inspect\w*|catch\w*|stores?|records?)\b.*\bweb ?-?hooks?\b/,
    /\brequest (?:bin|inspector|catcher)\b/,
  ],
  vocabulary: "per-source github shopify stripe slack arrive arrived old webhook hook inbox receive received receiving receiver store stored storing capture capturing collect collecting collector inspect inspecting inspector inspection log logging logger catch catcher record recorded recording debug debugging test testing request bin public post payload body header message event incoming source filter by list delete deleting remove view search read unread later send sent sender any url address size limit bounded per what from them over unique link external",
  keeps: [/\b(?:every(?:one|body)|any(?:one|body)|visitors|people) (?:can |may |sees? )?(?:send|post)\b/, /\bwithout (?:a |an )?(?:key|login|account)s?\b/, /\b(?:his|her|their|my|its|an?) own (?:url|address|source|inbox)\b|\bof (?:its|my|their) own\b/, /\bunique (?:url|address)(?:es)?\b/],
  lacks: [/\b(?:forward|replay|retry|sign(?:ature|ed))\w*\b/],
  asks: {
    keptPerSource: [{ says: /\b(?:max(?:imum)?(?: of)?|at most|up to) (\d+) (?:messages )?(?:per|for each) source\b/ }, { says: /\b(?:last|newest|latest|most recent) (\d+)(?: (?:messages|requests|webhooks|payloads|events|calls))?\b|\b(?:keep|keeps|at most|up to) (\d+) (?:messages|requests|webhooks|payloads|events|calls)\b/ }],
    maximumKilobytes: [{ says: /\b(\d+) ?(?:kb|kilobytes)\b/ }],
  },
  parameters: [
    { name: "keptPerSource", label: "Messages per source", help: "The newest are kept; older ones are deleted.", kind: "integer", default: 200, min: 5, max: 1000 },
    { name: "maximumKilobytes", label: "Largest message", help: "In kilobytes; a larger one is refused.", kind: "integer", default: 16, min: 1, max: 30 },
  ],
  picture: [
    { caption: "Open an address", method: "POST", path: "/sources", body: { name: "Shop orders" }, status: 201, reply: { name: "Shop orders", received: 0 } },
    { caption: "See your sources", method: "GET", path: "/sources", status: 200, reply: { items: [{ name: "Shop orders" }], total: 1 } },
    { caption: "See what came", method: "GET", path: "/messages", status: 200, reply: { items: [], total: 0 } },
  ],
  contractTests: ({ keptPerSource, maximumKilobytes }) => {
    const most = Number(maximumKilobytes) * 1024;
    return [
      {
        name: "Whatever is sent to a source is kept as it came",
        steps: [
          step("POST", "/sources", 201, { body: { name: " Shop " }, expect: { name: "Shop", path: { $regex: "^/in/[0-9a-f-]{36}$" } }, capture: { source: "/id" } }), send("source", { order: 7, lines: [null, "é"] }, "message", "?a=1&b=%20"),
          step("GET", "/messages/{{message}}", 200, { expect: { id: "{{message}}", sourceId: "{{source}}", isJson: true, json: { order: 7, lines: [null, "é"] }, text: '{"order":7,"lines":[null,"é"]}', bytes: 31, query: "a=1&b=%20", isRead: false, headers: { "content-type": { $regex: "^application/json" } } } }),
          { request: { method: "POST", path: "/in/{{source}}", headers: { "content-type": "text/plain", "x-event-type": "ping", "x-other": "no" }, body: "plain" }, expect: { status: 202 }, capture: { text: "/id" } },
          step("GET", "/messages/{{text}}", 200, { expect: { headers: { "content-type": "text/plain", "x-event-type": "ping", "x-other": { $absent: true } } } }), step("GET", "/sources/{{source}}", 200, { expect: { received: 2, path: "/in/{{source}}" } }),
          step("GET", "/messages", 200, { expect: { items: [{ id: "{{text}}", text: { $absent: true } }, { id: "{{message}}" }], total: 2 } }),
        ],
      },
      {
        name: "Messages are found by source, words and read, in pages",
        steps: [
          source("One", "one"), source("Two", "two"), send("one", { kind: "Paid" }, "a"), send("two", { kind: "paid" }, "b"), send("one", { kind: "lost" }, "c"), step("GET", "/messages?source={{one}}", 200, { expect: { items: [{ id: "{{c}}" }, { id: "{{a}}" }], total: 2 } }), step("GET", "/messages?q=PAID", 200, { expect: { items: [{ id: "{{b}}" }, { id: "{{a}}" }], total: 2 } }),
          step("POST", "/messages/{{a}}/read", 200, { expect: { id: "{{a}}", isRead: true } }), step("GET", "/messages?read=true", 200, { expect: { items: [{ id: "{{a}}" }], total: 1 } }), step("GET", "/messages?read=false", 200, { expect: { items: [{ id: "{{c}}" }, { id: "{{b}}" }] } }), step("POST", "/messages/{{a}}/unread", 200, { expect: { isRead: false } }), step("GET", "/messages?read=true", 200, { expect: { items: [] } }),
          step("GET", "/messages?limit=2", 200, { expect: { items: { $length: 2 }, total: 3 }, capture: { cursor: "/cursor" } }), step("GET", "/messages?limit=2&cursor={{cursor}}", 200, { expect: { items: [{ id: "{{a}}" }], cursor: null } }), step("GET", "/sources", 200, { expect: { items: [{ name: "One", received: 2 }, { name: "Two", received: 1 }], total: 2 } }),
          ...["limit=0", "limit=101", "read=maybe", "cursor=garbage", "q=", "from=1"].map((query) => step("GET", `/messages?${query}`, 422, invalid)), step("GET", "/sources?limit=101", 422, invalid), step("GET", "/messages?limit=100", 200),
        ],
      },
      {
        name: "Messages and sources are deleted, and a closed address takes nothing",
        steps: [
          source("Shop", "source"), send("source", 1, "a"), send("source", 2, "b"), step("DELETE", "/messages/{{a}}", 204), step("GET", "/messages/{{a}}", 404, missing), step("DELETE", "/messages/{{a}}", 404, missing), step("GET", "/messages", 200, { expect: { items: [{ id: "{{b}}" }], total: 1 } }),
          step("DELETE", "/sources/{{source}}", 204), step("POST", "/in/{{source}}", 404, { body: 3, ...missing }), step("GET", "/messages/{{b}}", 404, missing), step("GET", "/messages", 200, { expect: { total: 0 } }), step("GET", "/sources/{{source}}", 404, missing), step("DELETE", "/sources/{{source}}", 404, missing),
        ],
      },
      {
        name: "Nobody sees what came to another caller's source",
        steps: [
          source("Secret", "source", "anna"), send("source", "hello"), step("GET", "/sources", 200, { expect: { items: [], total: 0 }, as: "ben" }), step("GET", "/messages", 200, { expect: { items: [], total: 0 }, as: "ben" }), step("GET", "/messages?source={{source}}", 200, { expect: { items: [] }, as: "ben" }), step("GET", "/sources/{{source}}", 404, { ...missing, as: "ben" }), step("GET", "/messages/{{message}}", 404, { ...missing, as: "ben" }),
          step("POST", "/messages/{{message}}/read", 404, { ...missing, as: "ben" }), step("POST", "/messages/{{message}}/unread", 404, { ...missing, as: "ben" }), step("DELETE", "/messages/{{message}}", 404, { ...missing, as: "ben" }), step("DELETE", "/sources/{{source}}", 404, { ...missing, as: "ben" }), step("GET", "/messages/{{message}}", 200, { expect: { json: "hello", isRead: false }, as: "anna" }),
        ],
      },
      {
        name: "What is too large or no source is refused",
        steps: [
          ...bodies([{}, { name: " " }, { name: "x".repeat(101) }, { name: 5 }, { name: "x", received: 5 }]).map((body) => step("POST", "/sources", 422, { body, ...invalid })), source("Shop", "source"), send("source", "x".repeat(most - 2)), step("POST", "/in/{{source}}", 413, { body: "x".repeat(most - 1), expect: { error: { code: "too_large" } } }), step("GET", "/sources/{{source}}", 200, { expect: { received: 1 } }),
          step("POST", `/in/${NOBODY}`, 404, { body: 1, ...missing }), step("POST", "/in/nothing", 404, { body: 1, ...missing }), step("GET", `/messages/${NOBODY}`, 404, missing), step("GET", "/sources/nothing", 404, missing),
        ],
      },
      // More would not fit: a higher limit is taken on trust.
      ...(Number(keptPerSource) > 30 ? [] : [{ name: "A source keeps its newest messages", steps: [source("Busy", "source"), send("source", 0, "first"), send("source", 0, "second"), ...Array.from({ length: Number(keptPerSource) - 1 }, (_item, index) => send("source", index)), step("GET", "/messages/{{first}}", 404, missing), step("GET", "/messages/{{second}}", 200), step("GET", "/messages", 200, { expect: { total: Number(keptPerSource) } }), step("GET", "/sources/{{source}}", 200, { expect: { received: Number(keptPerSource) + 1 } })] }]),
    ];
  },
};
