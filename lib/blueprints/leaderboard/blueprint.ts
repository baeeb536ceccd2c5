import type { Json } from "#lib/versions/schema.ts";
import type { Blueprint } from "../blueprint.ts";
import { step } from "../contract-step.ts";

const missing = { expect: { error: { code: "not_found" } } };
const invalid = { expect: { error: { code: "invalid" } } };
const refused = (path: string, ...bodies: Json[]) => bodies.map((body) => step("POST", path, 422, { body, ...invalid }));

export const leaderboard: Blueprint = {
  id: "leaderboard",
  name: "Leaderboards",
  summary: "Each player's best score per board, with ranks.",
  description: "Keeps the best score of each player per board, ranks the players, lists the top and shows a player among its neighbours; a board is a game, a level or a season.",
  about: "`POST /boards/{board}/scores` with `{ \"player\": \"Ada\", \"score\": 4200 }` sends a score, `GET /boards/{board}` lists the best, `GET /boards/{board}/players/{player}` tells a rank, and `/around` its neighbours.",
  category: "games",
  points: ["POST /boards/{board}/scores keeps the best score of a player and tells its rank", "GET /boards/{board} lists the best players in pages; equal scores share a rank", "GET /boards/{board}/players/{player}/around shows those just better and just worse"],
  assumptions: ["A board is made by its first score; use one per season to start again", "Everybody with a key may send scores for any player", "Players are told apart by name, upper and lower case alike"],
  publicRoutes: [],
  examplePrompt: "A game leaderboard with the best score per player, ranks and top 10",
  signals: [
    /\b(?:leader ?boards?|high ?scores?|score ?boards?)\b.*\b(?:ranks?|ranking|ranked|top|best|seasons?)\b/,
    /\b(?:ranks?|ranking|top \d+|best|seasonal) .*\b(?:leader ?boards?|high ?scores?|score ?boards?)\b/,
    /\b(?:leader ?board|high ?score)s? (?:api|service|system|tracker)\b/,
    /\brank(?:s|ing)? (?:of )?players\b/,
    /\bleader ?boards?\b.*\b(?:scores?|players?|points)\b.*\b(?:first|highest|ranks?|top|best)\b/,
  ],
  vocabulary: "per-board per-player per-season per-level per-game count league office win table replace leaderboard leader board scoreboard highscore high score point best highest player gamer game gaming rank ranking ranked top n list season seasonal level per keep kept keeping save submit submitting send track tracking only position standing neighbour neighbor around tie first winner mobile online video arcade name points time",
  keeps: [
    /\b(?:every(?:one|body)|any(?:one|body)|visitors|people) (?:can |may |sees? )?(?:see|submit|view)\b/,
    /\b(?:lower|worse) (?:scores?|ones?) (?:never|don't|doesn't|does not|must not|can't|cannot) (?:replaces?|overwrites?) (?:a |the )?(?:higher|better|best)(?: (?:one|score))?/,
    /\b(?:(?:keep|store|save|count|show)(?:s|ing)? )?only (?:the |a |each |every |their |his )*(?:player's |players' )?(?:best|highest|top) (?:scores?|results?|one)?(?: (?:of|per|for|from|by) (?:each |every |a |the )*players?)?/,
    /\bonly (?:keep|store|save|count|show)s? (?:the |a |each |every |their |his )*(?:player's |players' )?(?:best|highest|top) (?:scores?|results?|one)?(?: (?:of|per|for|from|by) (?:each |every |a |the )*players?)?/,
    /\bonly (?:their |the |a player's )?(?:best|highest) (?:scores?)?(?: counts?| is kept| kept)?\b/,
    /\bone (?:entry|score|result) (?:per|for each) player\b/,
  ],
  lacks: [/\b(?:countr|friends?|teams?|levels? of|weekly|daily)\b/],
  asks: {
    winner: [{ says: /\b(?:lowest|smallest|fastest|shortest|least)(?: (?:score|time|times|lap|one|strokes))?(?: (?:wins?|first|is best|on top|at the top))?\b|\b(?:lower|less|faster) is better\b/, value: "lowest score" }],
    usualTop: [{ says: /\btop[- ](\d+)\b|\b(?:best|first) (\d+)(?: players| scores)?\b/ }],
  },
  parameters: [
    { name: "winner", label: "Who wins", help: "The highest score, as with points, or the lowest one, as with times.", kind: "choice", default: "highest score", options: ["highest score", "lowest score"] },
    { name: "usualTop", label: "Players in the top list", help: "When the call names no limit.", kind: "integer", default: 10, min: 3, max: 100 },
  ],
  picture: [
    { caption: "Send a score", method: "POST", path: "/boards/2030-spring/scores", body: { player: "Ada", score: 4200 }, status: 201, reply: { rank: 1, player: "Ada", score: 4200, tries: 1, isBest: true, players: 1 } },
    { caption: "See the best players", method: "GET", path: "/boards/2030-spring", status: 200, reply: { board: "2030-spring", items: [{ rank: 1, player: "Ada", score: 4200 }], players: 1 } },
    { caption: "Ask for an unknown player", method: "GET", path: "/boards/2030-spring/players/Bob", status: 404, reply: { error: { code: "not_found", message: "There is no such player on this board" } } },
  ],
  contractTests: ({ winner, usualTop }) => {
    // Points as they are when the highest wins, below zero when the lowest does.
    const points = (value: number) => (winner === "highest score" ? value : -value);
    const send = (player: string, score: number, status = 201, expect: Json = {}, board = "game") => step("POST", `/boards/${board}/scores`, status, { body: { player, score: points(score) }, expect });
    const ranks = (...items: [rank: number, player: string, score: number][]) => ({ items: items.map(([rank, player, score]) => ({ rank, player, score: points(score) })) });
    const five = [send("Ada", 50), send("Bob", 40), send("Cleo", 40), send("Dan", 30), send("Eve", 60)];
    return [
      {
        name: "Only the best score of a player is kept",
        steps: [
          send("Ada", 100, 201, { rank: 1, player: "Ada", score: points(100), submitted: points(100), isBest: true, tries: 1, players: 1 }),
          send("Ada", 90, 200, { score: points(100), submitted: points(90), isBest: false, tries: 2, rank: 1 }), send("Ada", 100, 200, { isBest: false, tries: 3 }),
          send(" ADA ", 110.5, 200, { player: "ADA", score: points(110.5), isBest: true, tries: 4, players: 1 }),
          step("GET", "/boards/game/players/ada", 200, { expect: { rank: 1, player: "ADA", score: points(110.5), tries: 4, bestAt: { $type: "string" } } }), step("GET", "/boards/game", 200, { expect: { ...ranks([1, "ADA", 110.5]), players: 1 } }),
          send("Zero", 0, 201, { rank: 2, score: 0, players: 2 }), send("Minus", -5, 201, { rank: 3, score: points(-5) }),
        ],
      },
      {
        name: "Players are ranked, and equal scores share a rank",
        steps: [
          ...five, step("GET", "/boards/game", 200, { expect: { board: "game", players: 5, cursor: Number(usualTop) >= 5 ? null : { $type: "string" }, items: { $length: Math.min(5, Number(usualTop)) } } }),
          step("GET", "/boards/game?limit=5", 200, { expect: ranks([1, "Eve", 60], [2, "Ada", 50], [3, "Bob", 40], [3, "Cleo", 40], [5, "Dan", 30]) }),
          step("GET", "/boards/game/players/Cleo", 200, { expect: { rank: 3, score: points(40) } }), step("GET", "/boards/game/players/Dan", 200, { expect: { rank: 5 } }), send("Dan", 55, 200, { rank: 2, isBest: true }), step("GET", "/boards/game/players/Bob", 200, { expect: { rank: 4 } }),
        ],
      },
      {
        name: "Ranks go on over pages, also between equal scores",
        steps: [
          ...five, step("GET", "/boards/game?limit=3", 200, { expect: ranks([1, "Eve", 60], [2, "Ada", 50], [3, "Bob", 40]), capture: { cursor: "/cursor" } }), step("GET", "/boards/game?limit=3&cursor={{cursor}}", 200, { expect: { ...ranks([3, "Cleo", 40], [5, "Dan", 30]), cursor: null, players: 5 } }),
          step("GET", "/boards/game?limit=1", 200, { expect: ranks([1, "Eve", 60]), capture: { second: "/cursor" } }), step("GET", "/boards/game?limit=2&cursor={{second}}", 200, { expect: ranks([2, "Ada", 50], [3, "Bob", 40]) }),
          step("GET", "/boards/game?limit=100", 200), ...["limit=0", "limit=101", "limit=abc", "unknown=1", "cursor=garbage"].map((query) => step("GET", `/boards/game?${query}`, 422, invalid)),
        ],
      },
      {
        name: "A player is shown among its neighbours",
        steps: [
          ...five, step("GET", "/boards/game/players/Ada/around?count=1", 200, { expect: { board: "game", players: 5, ...ranks([1, "Eve", 60], [2, "Ada", 50], [3, "Bob", 40]) } }), step("GET", "/boards/game/players/Bob/around?count=1", 200, { expect: ranks([2, "Ada", 50], [3, "Bob", 40], [3, "Cleo", 40]) }),
          step("GET", "/boards/game/players/Dan/around?count=2", 200, { expect: ranks([3, "Bob", 40], [3, "Cleo", 40], [5, "Dan", 30]) }), step("GET", "/boards/game/players/EVE/around", 200, { expect: { items: { $length: 4 } } }),
          step("GET", "/boards/game/players/Zoe/around", 404, missing), ...["count=0", "count=21", "count=x", "limit=2"].map((query) => step("GET", `/boards/game/players/Ada/around?${query}`, 422, invalid)),
        ],
      },
      {
        name: "Boards are apart, and listed",
        steps: [
          step("GET", "/boards", 200, { expect: { items: [] } }), send("Ada", 1, 201, {}, "spring"), send("Bob", 2, 201, {}, "autumn"), send("Ada", 3, 201, { players: 2, rank: 1 }, "autumn"), send("Ada", 0.5, 200, { score: points(1), players: 1 }, "spring"),
          step("GET", "/boards", 200, { expect: { items: [{ board: "autumn", players: 2 }, { board: "spring", players: 1 }] } }), step("GET", "/boards/winter", 200, { expect: { items: [], players: 0, cursor: null } }), step("GET", "/boards/spring/players/Bob", 404, missing),
          ...["Spring", "-a", "a%20b", "a%7Cb", "x".repeat(41)].map((board) => step("GET", `/boards/${board}`, 422, invalid)), ...refused("/boards/Spring/scores", { player: "Ada", score: 1 }), send("Ada", 1, 201, {}, "x".repeat(40)),
        ],
      },
      {
        name: "A player is taken off a board",
        steps: [
          ...five, step("DELETE", "/boards/game/players/ADA", 204), step("GET", "/boards/game/players/Ada", 404, missing), step("DELETE", "/boards/game/players/Ada", 404, missing), step("GET", "/boards/game/players/Bob", 200, { expect: { rank: 2 } }), step("DELETE", "/boards/other/players/Bob", 404, missing), step("GET", "/boards/game", 200, { expect: { players: 4 } }), send("Ada", 1, 201, { tries: 1, rank: 5 }),
          ...["%00", "a%7Cb", "x".repeat(500), "%20"].map((player) => step("GET", `/boards/game/players/${player}`, 404, missing)), step("GET", "/boards/NO/players/Ada", 404, missing),
        ],
      },
      {
        name: "What isn't a score is refused",
        steps: [
          ...refused("/boards/game/scores", {}, { player: "Ada" }, { score: 1 }, { player: " ", score: 1 }, { player: "x".repeat(41), score: 1 }, { player: "a|b", score: 1 }, { player: 5, score: 1 }, { player: "Ada", score: "1" }, { player: "Ada", score: 1_000_000_000_001 }, { player: "Ada", score: -1_000_000_000_001 }, { player: "Ada", score: null }, { player: "Ada", score: 1, rank: 1 }),
          step("GET", "/boards", 200, { expect: { items: [] } }), send("x".repeat(40), 1_000_000_000_000), send("Low", -1_000_000_000_000, 201, { rank: 2 }),
        ],
      },
    ];
  },
};
