import type { Blueprint } from "../blueprint.ts";
import { step } from "../contract-step.ts";

const between = (from: number, to: number) => ({ $oneOf: Array.from({ length: to - from + 1 }, (_item, index) => from + index) });

export const diceAndCoins: Blueprint = {
  id: "dice-and-coins",
  name: "Dice and coins",
  summary: "Flips coins and rolls dice, fairly.",
  description: "Coin flips and dice rolls from a cryptographic source, each result equally likely; dice notation like 2d6+3.",
  about: "`GET /coin/flip?count=3` flips coins. `GET /dice/roll?count=2&sides=6` or `GET /dice/roll?notation=2d6%2B3` rolls dice. `/flip` and `/roll` are short for them.",
  category: "games",
  points: ["GET /coin/flip?count=… flips coins", "GET /dice/roll?count=…&sides=… or ?notation=2d6 rolls dice", "Every result is equally likely"],
  assumptions: ["A die has six sides unless you say otherwise", "Nothing is remembered between calls"],
  publicRoutes: [],
  examplePrompt: "Coin flips and dice",
  signals: [
    /\b(coins?)\b.*\b(flip|flips|flipping|flipper|toss|tosses|tossing|throw|throws|heads)\b/,
    /\b(flip|flips|flipping|toss|tosses|tossing|throw|throws)\b.*\b(coins?)\b/,
    /\b(dice|die)\b/,
  ],
  vocabulary: "per-roll per-call time dandd d group coin flip flipping flipper toss tosse tossing throw throwing head tail dice die roll roller rolling d4 d6 d8 d10 d12 d20 side sided fair random randomly result outcome notation game tabletop board six multiple several number at once heads tails simulator simulate simulates simulation virtual rpg dnd combine sum total",
  keeps: [/\b\d*d\d+(?: ?[+-] ?\d+)?\b/, /\b(?:at least|between|up to|at most|without)\b(?= (?:\d|one|and|modif))/],
  asks: {
    defaultSides: [{ says: /\b(\d+) sides by default\b/ }],
  },
  parameters: [
    { name: "maximumCount", label: "Most at once", help: "Dice or coins in one call.", kind: "integer", default: 1000, min: 200, max: 5000 },
    { name: "defaultSides", label: "Sides of a die", help: "Of a die whose sides the call doesn't name.", kind: "integer", default: 6, min: 2, max: 100 },
  ],
  picture: [
    { caption: "Flip three coins", method: "GET", path: "/coin/flip?count=3", status: 200, reply: { count: 3 } },
    { caption: "Roll two dice", method: "GET", path: "/dice/roll?notation=2d6%2B3", status: 200, reply: { notation: "2d6+3", count: 2, sides: 6, modifier: 3 } },
  ],
  contractTests: ({ maximumCount, defaultSides }) => [
    { name: "A coin falls on heads or tails", steps: [step("GET", "/coin/flip", 200, { expect: { count: 1, results: [{ $oneOf: ["heads", "tails"] }], heads: { $lte: 1 }, tails: { $lte: 1 } } }), step("GET", "/flip?count=200", 200, { expect: { count: 200, results: { $length: 200 }, heads: { $gte: 50 }, tails: { $gte: 50 } } })] },
    { name: "A die shows one of its sides", steps: [step("GET", "/dice/roll", 200, { expect: { notation: `1d${Number(defaultSides)}`, sides: Number(defaultSides), rolls: [between(1, Number(defaultSides))], total: between(1, Number(defaultSides)) } }), step("GET", "/roll?count=100", 200, { expect: { rolls: { $length: 100 } } }), step("GET", "/dice/roll?count=100&sides=6", 200, { expect: { rolls: { $every: between(1, 6) } } })] },
    { name: "As many as allowed are thrown at once", steps: [step("GET", `/dice/roll?count=${Number(maximumCount)}`, 200, { expect: { rolls: { $length: Number(maximumCount) } } }), step("GET", `/coin/flip?count=${Number(maximumCount)}`, 200, { expect: { results: { $length: Number(maximumCount) } } })] },
    { name: "Dice of other sizes roll within their sides", steps: [step("GET", "/dice/roll?count=50&sides=20", 200, { expect: { sides: 20, rolls: { $every: between(1, 20) } } })] },
    { name: "Dice notation is understood", steps: [step("GET", "/dice/roll?notation=2d6", 200, { expect: { count: 2, sides: 6, modifier: 0, rolls: { $length: 2 }, total: between(2, 12) } }), step("GET", "/dice/roll?notation=d20", 200, { expect: { count: 1, sides: 20 } }), step("GET", "/dice/roll?notation=3d8%2B2", 200, { expect: { modifier: 2, total: between(5, 26) } }), step("GET", "/dice/roll?notation=3d8+2", 200, { expect: { modifier: 2 } }), step("GET", "/dice/roll?notation=1d4-1", 200, { expect: { modifier: -1, total: between(0, 3) } })] },
    {
      name: "Numbers out of range and bad notation are refused",
      steps: [
        step("GET", "/coin/flip?count=0", 422, { expect: { error: { code: "invalid" } } }),
        step("GET", "/coin/flip?count=many", 422),
        step("GET", `/coin/flip?count=${Number(maximumCount) + 1}`, 422),
        step("GET", `/dice/roll?notation=${Number(maximumCount) + 1}d6`, 422),
        step("GET", "/dice/roll?notation=1d1001", 422),
        step("GET", "/dice/roll?sides=1", 422),
        step("GET", "/dice/roll?count=1.5", 422),
        step("GET", "/dice/roll?notation=banana", 422),
        step("GET", "/dice/roll?notation=2d6&sides=6", 422),
      ],
    },
  ],
};
