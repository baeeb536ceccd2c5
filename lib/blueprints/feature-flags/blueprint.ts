import type { Json } from "#lib/versions/schema.ts";
import type { Blueprint } from "../blueprint.ts";
import { step } from "../contract-step.ts";

const missing = { expect: { error: { code: "not_found" } } };
const invalid = { expect: { error: { code: "invalid" } } };
const flag = (key: string, as?: string) => step("POST", "/flags", 201, { body: { key }, expect: { key, description: "" }, as });
const set = (key: string, environment: string, body: { [field: string]: Json }) => step("PATCH", `/flags/${key}/environments/${environment}`, 200, { body, expect: { key, environments: { [environment]: body } } });
const ask = (environment: string, subject: string, isEnabled: boolean, reason: string) => step("POST", "/evaluate", 200, { body: { environment, subject, keys: ["new-checkout"] }, expect: { environment, subject, flags: [{ key: "new-checkout", isEnabled, reason }] } });
const OFF = { isOn: false, percent: 100, allow: [], deny: [] };

/** Each is checked as JSON by itself. */
const bodies = (list: { [key: string]: Json }[]) => list;

export const featureFlags: Blueprint = {
  id: "feature-flags",
  name: "Feature flags",
  summary: "Flags per environment, rolled out to a share of subjects, with a record of every change.",
  description: "Keeps feature flags that are on or off in each environment, for a percentage of subjects chosen by a stable hash or for named ones; tells which a subject gets and why, and records who changed what.",
  about: "`POST /flags` with `{ \"key\": \"new-checkout\" }`, `PATCH /flags/{key}/environments/production` with `{ \"isOn\": true, \"percent\": 25 }`, `POST /evaluate` with `{ \"environment\": \"production\", \"subject\": \"user-42\" }`. `GET /changes` is the record.",
  category: "developer",
  points: ["Each flag is on or off per environment (staging, production and one before them, development unless you choose another), for a percentage of subjects", "The same subject always gets the same answer; a larger share keeps whoever had it", "Subjects are allowed and denied by name, and every change is recorded"],
  assumptions: ["Everybody with a key may change the flags", "Each flag draws its own share of the subjects", "Denied comes before allowed, and both before the share"],
  publicRoutes: [],
  examplePrompt: "Feature flags with environments and percentage rollout",
  signals: [/\bfeature ?-?(?:flags?|toggles?|switch(?:es)?)\b/, /\bflags?\b.*\b(?:rollouts?|roll ?outs?|environments?)\b/, /\b(?:percentage|gradual|canary) roll ?-?outs?\b/],
  vocabulary: "id ids dev prod stage per-environment per-user per-flag per-customer first tester beta later whitelist blacklist feature flag toggle switch environment development staging production percentage percent gradual canary rollout roll out rolling rolled stable hash hashing subject targeting target evaluate evaluation evaluating evaluated check enable enabled enabling disable disabled disabling on off key audit log history record change changed allow allowlist deny denylist list service system management manage share consistent consistently launch release turn turned remotely remote per which see who what release software deploy deployment experiment endpoint description id true false name given whether customer",
  keeps: [
    /\b\d+ ?(?:%|percent) roll ?-?outs?\b/,
    /\b(?:later|then|after that) \d+ ?(?:%|percent)/,
    /\b[01] ?%? ?(?:-|to|and) ?100(?: ?%| percent)?/,
    /\b\d+ ?(?:%|percent) of (?:the |all |my |our )?(?:users|people|subjects|customers|visitors|traffic)\b/,
    /\bper (?:user|customer|subject|visitor)(?: ids?)?\b/,
    /\bdeterministic\w*|\bconsistent\w*/,
    /\b(?:always )?(?:get|gets|the|see|sees)? ?(?:the )?same (?:answer|result|value|user|subject|person|decision)\b/,
    /\bunique keys?\b|\bkeys? (?:must be |is |are )?unique\b/,
    /\bonly (?:for|to) (?:some|certain|a share of|specific) (?:users|people|subjects)\b/,
    /\bwithout (?:a )?(?:re)?deploy\w*/,
    /\bcheck (?:if|whether)\b/,
  ],
  sets: [{ of: "environments?|envs?", values: "staging, production", parameter: "firstEnvironment" }],
  lacks: [/\bA\/?B\b|\bvariants?\b/],
  asks: {
    firstEnvironment: [{ says: /^(development|test|local)(?: environments?)?$|\benvironments? (development|test|local)\b|\b(development|test|local) environments?\b/ }, { says: /\bdev\b/, value: "development" }],
    maximumFlags: [{ says: /\b(?:at most|up to|no more than|not more than|max(?:imum)?(?: of)?|limit(?:ed)? (?:to|of)) (\d+) flags\b/ }],
  },
  parameters: [
    { name: "firstEnvironment", label: "First environment", help: "Beside staging and production.", kind: "choice", default: "development", options: ["development", "test", "local"] },
    { name: "maximumFlags", label: "Flags", help: "More flags than this are refused.", kind: "integer", default: 200, min: 10, max: 1000 },
  ],
  picture: [
    { caption: "Make a flag", method: "POST", path: "/flags", body: { key: "new-checkout", description: "The checkout in one page" }, status: 201, reply: { key: "new-checkout", environments: { production: { isOn: false, percent: 100 } } } },
    { caption: "Roll it out to half", method: "PATCH", path: "/flags/new-checkout/environments/production", body: { isOn: true, percent: 50 }, status: 200, reply: { environments: { production: { isOn: true, percent: 50 }, staging: { isOn: false } } } },
    { caption: "Ask for a subject", method: "POST", path: "/evaluate", body: { environment: "production", subject: "user-1" }, status: 200, reply: { flags: [{ key: "new-checkout", isEnabled: true, reason: "rolled_out" }] } },
  ],
  contractTests: ({ firstEnvironment, maximumFlags }) => {
    const first = String(firstEnvironment);
    return [
      {
        name: "A flag is off everywhere until it is switched on in an environment",
        steps: [
          step("POST", "/flags", 201, { body: { key: "new-checkout", description: " One page " }, expect: { key: "new-checkout", description: "One page", environments: { [first]: OFF, staging: OFF, production: OFF } } }), ask("production", "user-1", false, "off"),
          set("new-checkout", "production", { isOn: true }), ask("production", "user-1", true, "rolled_out"), ask("staging", "user-1", false, "off"), ask(first, "user-1", false, "off"), step("GET", "/flags/new-checkout", 200, { expect: { environments: { [first]: OFF, staging: OFF, production: { ...OFF, isOn: true } } } }),
          set("new-checkout", "production", { isOn: false }), ask("production", "user-1", false, "off"), set("new-checkout", first, { isOn: true }), ask(first, "user-1", true, "rolled_out"),
        ],
      },
      {
        name: "A share is drawn by a stable hash, and a larger one keeps whoever had it",
        steps: [
          flag("new-checkout"), set("new-checkout", "production", { isOn: true, percent: 0 }), ask("production", "user-2", false, "not_rolled_out"), set("new-checkout", "production", { percent: 18.6 }), ask("production", "user-2", false, "not_rolled_out"), set("new-checkout", "production", { percent: 18.61 }), ask("production", "user-2", true, "rolled_out"), ask("production", "zoë", false, "not_rolled_out"),
          set("new-checkout", "production", { percent: 42.11 }), ask("production", "user-2", true, "rolled_out"), ask("production", "zoë", true, "rolled_out"), ask("production", "user-1", false, "not_rolled_out"), ask("production", "user-3", false, "not_rolled_out"), set("new-checkout", "production", { percent: 60 }), ask("production", "user-42", true, "rolled_out"), ask("production", "user-1", true, "rolled_out"), ask("production", "user-3", false, "not_rolled_out"),
          flag("dark-mode"), set("dark-mode", "production", { isOn: true, percent: 10 }), step("POST", "/evaluate", 200, { body: { environment: "production", subject: "user-42" }, expect: { flags: [{ key: "dark-mode", isEnabled: true }, { key: "new-checkout", isEnabled: true }] } }), step("POST", "/evaluate", 200, { body: { environment: "production", subject: "user-2" }, expect: { flags: [{ key: "dark-mode", isEnabled: false }, { isEnabled: true }] } }),
        ],
      },
      {
        name: "Subjects are allowed and denied by name",
        steps: [flag("new-checkout"), set("new-checkout", "staging", { allow: ["ann", "ben"], deny: ["ben"] }), ask("staging", "ann", true, "allowed"), ask("staging", "ben", false, "denied"), ask("staging", "cleo", false, "off"), set("new-checkout", "staging", { isOn: true }), ask("staging", "ben", false, "denied"), ask("staging", "cleo", true, "rolled_out"), set("new-checkout", "staging", { allow: [], deny: [] }), ask("staging", "ann", true, "rolled_out"), ask("staging", "ben", true, "rolled_out")],
      },
      {
        name: "Every change is recorded, and stays when the flag is deleted",
        steps: [
          flag("a", "anna"), flag("b", "ben"), set("a", "production", { isOn: true, percent: 5 }), step("DELETE", "/flags/a", 204), step("GET", "/flags/a", 404, missing), step("DELETE", "/flags/a", 404, missing),
          step("GET", "/changes", 200, { expect: { items: [{ flag: "a", action: "deleted", environment: null, after: null }, { flag: "a", action: "changed", environment: "production", before: OFF, after: { ...OFF, isOn: true, percent: 5 } }, { flag: "b", action: "created" }, { flag: "a", action: "created", before: null, by: { $minLength: 1 }, at: { $type: "string" } }], total: 4 } }),
          step("GET", "/changes?flag=b", 200, { expect: { items: [{ flag: "b" }], total: 1 } }), step("GET", "/changes?limit=3", 200, { expect: { items: { $length: 3 } }, capture: { cursor: "/cursor" } }), step("GET", "/changes?limit=3&cursor={{cursor}}", 200, { expect: { items: [{ action: "created" }], cursor: null } }), step("GET", "/changes?limit=101", 422, invalid), step("GET", "/changes?limit=0", 422, invalid),
          step("POST", "/evaluate", 200, { body: { environment: "production", subject: "x", keys: ["a", "b"] }, expect: { flags: [{ key: "b", reason: "off" }] } }), flag("a"),
        ],
      },
      {
        name: "Flags are listed by key, searched, in pages",
        steps: [flag("search.new"), flag("login"), flag("search.old"), step("GET", "/flags", 200, { expect: { items: [{ key: "login" }, { key: "search.new" }, { key: "search.old" }], total: 3 } }), step("GET", "/flags?q=SEARCH", 200, { expect: { total: 2 } }), step("GET", "/flags?limit=2", 200, { expect: { items: { $length: 2 } }, capture: { cursor: "/cursor" } }), step("GET", "/flags?limit=2&cursor={{cursor}}", 200, { expect: { items: [{ key: "search.old" }], cursor: null } }), ...["limit=0", "limit=101", "cursor=garbage", "q="].map((query) => step("GET", `/flags?${query}`, 422, invalid)), step("GET", "/flags?limit=100", 200)],
      },
      {
        name: "What isn't a flag or a rule is refused",
        steps: [
          ...bodies([{}, { key: "" }, { key: "New" }, { key: "1st" }, { key: "a--b" }, { key: "a b" }, { key: "a".repeat(61) }, { key: "a", description: "x".repeat(501) }, { key: "a", isOn: true }]).map((body) => step("POST", "/flags", 422, { body, ...invalid })), flag("a"), step("POST", "/flags", 409, { body: { key: "a" }, expect: { error: { code: "key_taken" } } }),
          ...bodies([{}, { isOn: "yes" }, { percent: 101 }, { percent: -1 }, { percent: 0.001 }, { allow: [""] }, { allow: ["x".repeat(101)] }, { deny: Array.from({ length: 51 }, (_item, index) => `s${index}`) }, { on: true }]).map((body) => step("PATCH", "/flags/a/environments/production", 422, { body, ...invalid })),
          step("PATCH", "/flags/a/environments/moon", 404, { body: { isOn: true }, ...missing }), step("PATCH", "/flags/a/environments/constructor", 404, { body: { isOn: true }, ...missing }), step("PATCH", "/flags/none/environments/production", 404, { body: { isOn: true }, ...missing }), step("GET", "/flags/none", 404, missing), step("GET", "/flags/A%20B", 404, missing),
          ...bodies([{}, { environment: "moon", subject: "x" }, { environment: "production" }, { environment: "production", subject: "" }, { environment: "production", subject: "x", keys: [] }, { environment: "production", subject: "x".repeat(101) }]).map((body) => step("POST", "/evaluate", 422, { body, ...invalid })),
        ],
      },
      // More would not fit: a higher limit is taken on trust.
      ...(Number(maximumFlags) > 30 ? [] : [{ name: "No more flags are kept than may be", steps: [...Array.from({ length: Number(maximumFlags) }, (_item, index) => flag(`flag-${index}`)), step("POST", "/flags", 409, { body: { key: "more" }, expect: { error: { code: "too_many" } } }), step("DELETE", "/flags/flag-0", 204), flag("more")] }]),
    ];
  },
};
