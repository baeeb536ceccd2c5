/** A build as it ran, and the first call to it: e2e/fixtures/record-build.ts writes this file. The landing shows what the product did, not a drawing of it. */
export const RECORDED_BUILD = {
  "prompt": "Manage books with title, author and year",
  "recordedOn": "2026-11-22",
  "generator": "Built-in generator",
  "points": [
    "Books at /books: title (text), author (text), year (whole number)",
    "/books is listed in pages, filtered by its fields and sorted"
  ],
  "stages": [
    {
      "name": "prompt",
      "ms": 0.1
    },
    {
      "name": "generator",
      "ms": 152.1
    },
    {
      "name": "parse",
      "ms": 180.7
    },
    {
      "name": "build",
      "ms": 930.8
    },
    {
      "name": "check",
      "ms": 8086.2
    },
    {
      "name": "contract-test",
      "ms": 21087.4
    },
    {
      "name": "deploy",
      "ms": 108.7
    }
  ],
  "ms": 22496,
  "tests": [
    "A book can be added, read back, listed and deleted",
    "A book can be replaced and changed in part; others stay as they are",
    "A book that isn't there is answered with 404",
    "A book with a missing, wrong or unknown field is refused",
    "A book with a value out of its limits is refused",
    "A change of a book to something wrong is refused and changes nothing",
    "A book may have values at their limits",
    "Books are listed in pages, oldest first: none is lost and none comes twice",
    "Books can be filtered by each field",
    "Books can be sorted by each field, both ways",
    "The document says what a book needs and what every reply holds"
  ],
  "derivedTests": 36,
  "path": "/api_gze1zyz8zy23apqp",
  "request": {
    "method": "POST",
    "path": "/books",
    "body": "{\"title\":\"The Left Hand of Darkness\",\"author\":\"Ursula K. Le Guin\",\"year\":1969}"
  },
  "reply": {
    "status": 201,
    "statusText": "Created",
    "serverTiming": "wake;dur=16.1, total;dur=119.9",
    "body": {
      "id": "deeb24a6-9a24-4eb8-9cf4-bbf973bda56e",
      "title": "The Left Hand of Darkness",
      "author": "Ursula K. Le Guin",
      "year": 1969,
      "createdAt": "2026-11-22T03:58:59.102Z",
      "updatedAt": "2026-11-22T03:58:59.102Z",
      "version": 1
    }
  }
};
