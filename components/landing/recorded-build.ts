/** A build as it ran on the built-in generator, written down: the landing shows what the product did, not a drawing of it. */
export const RECORDED_BUILD = {
  prompt: "Manage books with title, author and year",
  stages: [
    { word: "Read the description", time: "<1 ms" },
    { word: "Write the code", time: "1 ms" },
    { word: "Read the code’s parts", time: "<1 ms" },
    { word: "Check types and rules", time: "625 ms" },
    { word: "Build one bundle", time: "88 ms" },
    { word: "Run the contract tests", time: "195 ms", detail: "9 of 9 passed" },
    { word: "Go live", time: "12 ms" },
  ],
  address: "/api_e6ydurtz6by0vy6q",
  request: { method: "POST", path: "/books", body: `{"title":"The Left Hand of Darkness","author":"Ursula K. Le Guin","year":1969}` },
  reply: {
    status: "201 Created",
    time: "45 ms, woke in 32 ms",
    body: `{
  "id": "265f9df9-937f-4053-ad2e-9224e3e2a579",
  "title": "The Left Hand of Darkness",
  "author": "Ursula K. Le Guin",
  "year": 1969,
  "createdAt": "2026-11-21T06:49:34.801Z",
  "updatedAt": "2026-11-21T06:49:34.801Z",
  "version": 1
}`,
  },
} as const;
