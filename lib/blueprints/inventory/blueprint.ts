import type { Json } from "#lib/versions/schema.ts";
import type { Blueprint } from "../blueprint.ts";
import { step } from "../contract-step.ts";

const missing = { expect: { error: { code: "not_found" } } };
const invalid = { expect: { error: { code: "invalid" } } };
const refused = (path: string, ...bodies: Json[]) => bodies.map((body) => step("POST", path, 422, { body, ...invalid }));
const product = (body: { [field: string]: Json }, key = "product") => step("POST", "/products", 201, { body: { name: "Thing", ...body }, capture: { [key]: "/id" } });
const moves = (direction: "in" | "out", quantity: number, stock: number) => step("POST", `/products/{{product}}/stock-${direction}`, 200, { body: { quantity }, expect: { id: "{{product}}", stock } });
const found = (query: string, ...skus: string[]) => step("GET", `/products${query}`, 200, { expect: { items: skus.map((sku) => ({ sku })), total: skus.length } });

export const inventory: Blueprint = {
  id: "inventory",
  name: "Inventory",
  summary: "Products whose stock goes in and out, never below zero, with a history.",
  description: "Keeps products with unique SKUs, moves their stock in and out in atomic steps that never go below zero, lists what runs low and keeps the history of every movement.",
  about: "`POST /products` with `{ \"sku\": \"MUG-BLUE\", \"name\": \"Blue mug\", \"stock\": 20 }` adds one. `POST /products/{id}/stock-out` with `{ \"quantity\": 3 }` takes units out, `/stock-in` puts them in, `GET /products?low=true` lists what runs low, `GET /products/{id}/movements` is the history.",
  category: "business",
  points: ["Stock moves by POST /products/{id}/stock-in and /stock-out, atomically and never below zero", "GET /products?low=true lists products at their minimum or below; GET /summary adds everything up", "GET /products/{id}/movements is the history, latest first; SKUs are unique"],
  assumptions: ["Stock is counted in whole units and changes only by movements", "A product runs low when its stock is at its minimum or below", "Everybody with a key works on the same products", "Prices have no currency and at most two decimals"],
  publicRoutes: [],
  examplePrompt: "Inventory with stock in and out, a low stock list and movement history",
  signals: [/\bstock\b.*\b(?:negative|(?:under|below) \d+)\b/, 
    /\b(?:stock|inventory|warehouse)\b.*\b(?:movements?|low(?: on)? stock|stock (?:in|out)|in and out|running low|runs? low|history|restock\w*|reorder)\b/,
    /\blow[- ]stock\b.*\b(?:products?|items?|inventory|warehouse|list)\b/,
    /\bstock (?:tracking|control|keeping|tracker|movements?|levels)\b/,
    /\bproducts?\b.*\bsell\w*\b.*\bstock\b.*\b(?:down|decreas\w+|lower\w*|reduc\w+)\b/,
    /\b(?:add|put|take|remove|book)\w* (?:in |out )?stock\b|\btake out stock\b/,
  ],
  vocabulary: "per-product per-item reduce kiosk number goods piece up ship shipped receive received optional inventory stock stocks warehouse product item sku unique low running run below minimum threshold level movement move moving in out go going come coming history log track tracks tracking tracker control keeping keep list restock restocking reorder quantity unit count price name category location search add edit change update delete remove take put never negative zero shop store manage management atomic when per it its sell sells selling sold sale bought delivery delivered arrive arrived decrease decreased increase increased goes down adjust",
  keeps: [
    /\bnames? (?:is |are |must be )?required\b|\brequired names?\b/,
    /\b(?:can't|cannot|can not|must not|may not|should not|shouldn't|never|not|no|without)\b[^,.;]*\b(?:(?:below|under|less than) (?:zero|0)\b|negative(?: (?:stock|numbers?))?)/,
    /\b(?:can't|cannot|can not|must not|may not|never|nobody can|not)\b(?: \w+){0,2} (?:sell|sold|take|taken|taken out|remove|removed|ship|shipped|issue|issued)(?: out)? (?:more|more \w+|what) than (?:what )?(?:(?:is|are|it is|we have|there is|there are|it has) )?(?:left |available )?(?:(?:in|on) )?(?:the |its |our )?(?:stock|hand|there|available|left|have)\b|\b(?:no|not|never|prevent\w*|avoid\w*|without) over-?sell\w*/,
    /\bunique (?:skus?|(?:(?:product|article|item|stock) )?codes?|(?:article|item|stock) numbers?)\b|\b(?:skus?|(?:(?:product|article|item|stock) )?codes?|(?:article|item|stock) numbers?) (?:must be |should be |is |are )?unique\b/,
    /\b(?:below|under|at|reach\w*) (?:their |its |a |the )?(?:reorder level|minimum|min(?:imum)? (?:stock|level|quantity)|threshold|limit)\b/,
    /\b(?:minimum|min)(?: (?:stock|level|quantity))?\b/,
  ],
  sets: [{ of: "category|categories", values: "any" }, { of: "units?|units? of measure", values: "" }],
  lacks: [/\b(?:suppliers?|barcodes?|orders?)\b/, /\b(?:transfer|per (?:location|warehouse))\b/],
  asks: {
    defaultMinimum: [{ says: /\b(?:below|under|less than|fewer than) (\d+)(?: (?:units|pieces|items))?\b/, shift: -1 }, { says: /\b(\d+) or (?:less|fewer)\b|\bminimum (?:stock )?of (\d+)\b/ }],
  },
  parameters: [
    { name: "defaultMinimum", label: "Usual minimum", help: "Stock of this much or less is low, unless the product has a minimum of its own.", kind: "integer", default: 5, min: 0, max: 1000 },
    { name: "maximumStock", label: "Most units", help: "A product can't have more units than this.", kind: "integer", default: 1_000_000, min: 100, max: 1_000_000 },
  ],
  picture: [
    { caption: "Add a product", method: "POST", path: "/products", body: { sku: "mug-blue", name: "Blue mug", price: 12.5, stock: 4, minimum: 5 }, status: 201, reply: { sku: "MUG-BLUE", name: "Blue mug", price: 12.5, stock: 4, minimum: 5, isLow: true } },
    { caption: "List what runs low", method: "GET", path: "/products?low=true", status: 200, reply: { items: [{ sku: "MUG-BLUE", stock: 4 }], total: 1 } },
    { caption: "Add everything up", method: "GET", path: "/summary", status: 200, reply: { products: 1, unitsInStock: 4, lowProducts: 1 } },
  ],
  contractTests: ({ defaultMinimum, maximumStock }) => [
    {
      name: "Stock goes in and out, and never below zero",
      steps: [
        product({ sku: "A-1", stock: 10 }), moves("out", 3, 7), moves("in", 5, 12), moves("out", 11, 1),
        step("POST", "/products/{{product}}/stock-out", 409, { body: { quantity: 2 }, expect: { error: { code: "not_enough" } } }), step("GET", "/products/{{product}}", 200, { expect: { stock: 1 } }),
        moves("out", 1, 0), step("POST", "/products/{{product}}/stock-out", 409, { body: { quantity: 1 } }),
        moves("in", Number(maximumStock), Number(maximumStock)), step("POST", "/products/{{product}}/stock-in", 409, { body: { quantity: 1 }, expect: { error: { code: "stock_full" } } }), step("GET", "/products/{{product}}", 200, { expect: { stock: Number(maximumStock) } }),
      ],
    },
    {
      name: "Every movement is in the history, latest first",
      steps: [
        product({ sku: "B-1", stock: 10 }), product({ sku: "B-2" }, "other"), step("POST", "/products/{{product}}/stock-out", 200, { body: { quantity: 4, reason: " Order 7 " } }), moves("in", 1, 7), step("POST", "/products/{{product}}/stock-out", 409, { body: { quantity: 99 } }),
        step("GET", "/products/{{product}}/movements", 200, { expect: { items: [{ kind: "in", quantity: 1, stockAfter: 7, reason: "" }, { kind: "out", quantity: 4, stockAfter: 6, reason: "Order 7" }, { kind: "in", quantity: 10, stockAfter: 10, reason: "First stock" }], total: 3, cursor: null } }),
        step("GET", "/products/{{product}}/movements?kind=out", 200, { expect: { items: [{ quantity: 4 }], total: 1 } }), step("GET", "/products/{{product}}/movements?limit=1", 200, { expect: { items: { $length: 1 } }, capture: { cursor: "/cursor" } }), step("GET", "/products/{{product}}/movements?limit=2&cursor={{cursor}}", 200, { expect: { items: { $length: 2 } } }), step("GET", "/products/{{product}}/movements?limit=101", 422, invalid),
        step("GET", "/products/{{other}}/movements", 200, { expect: { items: [], total: 0 } }),
      ],
    },
    {
      name: "Products at their minimum or below run low",
      steps: [
        product({ sku: "C-1", stock: 6, minimum: 5 }), product({ sku: "C-2", stock: 20, minimum: 20 }), product({ sku: "C-3", stock: 21, minimum: 20 }, "c3"), product({ sku: "C-4" }, "c4"),
        step("GET", "/products/{{c4}}", 200, { expect: { stock: 0, minimum: Number(defaultMinimum), isLow: true } }), found("?low=true&sort=sku", "C-2", "C-4"), found("?low=false&sort=sku", "C-1", "C-3"),
        step("GET", "/products/{{product}}", 200, { expect: { stock: 20, isLow: true } }), moves("in", 1, 21), found("?low=true&sort=sku", "C-4"),
        step("PATCH", "/products/{{c3}}", 200, { body: { minimum: 21 }, expect: { stock: 21, minimum: 21, isLow: true } }), found("?low=true&sort=sku", "C-3", "C-4"),
        step("GET", "/summary", 200, { expect: { products: 4, unitsInStock: 48, lowProducts: 2 } }), step("PATCH", "/products/{{c3}}", 200, { body: { minimum: 0 }, expect: { stock: 21, isLow: false } }), step("GET", "/summary", 200, { expect: { unitsInStock: 48, lowProducts: 1 } }), step("POST", "/products/{{c3}}/stock-out", 409, { body: { quantity: 22 } }), step("POST", "/products/{{c3}}/stock-out", 200, { body: { quantity: 21 }, expect: { stock: 0, isLow: true } }),
      ],
    },
    {
      name: "No two products have the same SKU",
      steps: [
        product({ sku: "d-1" }, "one"), product({ sku: "D-2" }, "two"), step("POST", "/products", 409, { body: { sku: "D-1", name: "Copy" }, expect: { error: { code: "sku_taken" } } }), step("PATCH", "/products/{{two}}", 409, { body: { sku: "d-1" }, expect: { error: { code: "sku_taken" } } }),
        step("PATCH", "/products/{{two}}", 200, { body: { sku: "d-3" }, expect: { sku: "D-3" } }), found("?sku=d-3", "D-3"), found("?sku=D-2"), product({ sku: "D-2" }), step("DELETE", "/products/{{one}}", 204), product({ sku: "D-1" }),
      ],
    },
    {
      name: "A product is changed and deleted",
      steps: [
        step("POST", "/products", 201, { body: { sku: "E-1", name: " Mug ", category: "Kitchen", location: "Shelf 4", price: 9.99 }, expect: { name: "Mug", category: "Kitchen", location: "Shelf 4", price: 9.99, stock: 0 }, capture: { product: "/id" } }),
        step("PATCH", "/products/{{product}}", 200, { body: { name: "Cup", price: null, location: null }, expect: { sku: "E-1", name: "Cup", category: "Kitchen", location: null, price: null } }), found("?q=mug"), found("?q=CUP", "E-1"), found("?q=e-1", "E-1"),
        step("PATCH", "/products/{{product}}", 422, { body: {}, ...invalid }), step("PATCH", "/products/{{product}}", 422, { body: { stock: 5 } }),
        step("DELETE", "/products/{{product}}", 204), ...(["GET", "DELETE"] as const).map((method) => step(method, "/products/{{product}}", 404, missing)), step("PATCH", "/products/{{product}}", 404, { body: { name: "x" }, ...missing }), step("POST", "/products/{{product}}/stock-in", 404, { body: { quantity: 1 }, ...missing }), step("GET", "/products/{{product}}/movements", 404, missing), step("GET", "/products/nothing", 404, missing),
      ],
    },
    {
      name: "Products are found, ordered and come in pages",
      steps: [
        product({ sku: "Z-1", name: "Apple", category: "Fruit" }), product({ sku: "Y-1", name: "Cherry", category: "Fruit" }), product({ sku: "X-1", name: "Bread" }),
        found("", "Z-1", "X-1", "Y-1"), found("?sort=sku", "X-1", "Y-1", "Z-1"), found("?sort=newest", "X-1", "Y-1", "Z-1"), found("?category=Fruit", "Z-1", "Y-1"), found("?q=rea", "X-1"),
        step("GET", "/products?limit=2", 200, { expect: { items: [{ name: "Apple" }, { name: "Bread" }], total: 3 }, capture: { cursor: "/cursor" } }), step("GET", "/products?limit=2&cursor={{cursor}}", 200, { expect: { items: [{ name: "Cherry" }], cursor: null } }), step("GET", "/products?limit=100", 200),
        ...["limit=0", "limit=101", "limit=abc", "sort=price", "low=maybe", "unknown=1", "cursor=garbage", "q=", `q=${"x".repeat(101)}`].map((query) => step("GET", `/products?${query}`, 422, invalid)),
      ],
    },
    {
      name: "What isn't a product or a movement is refused",
      steps: [
        ...refused("/products", {}, { sku: "F-1" }, { name: "x" }, { sku: "", name: "x" }, { sku: "a b", name: "x" }, { sku: "-a", name: "x" }, { sku: "x".repeat(41), name: "x" }, { sku: "F-1", name: " " }, { sku: "F-1", name: "x".repeat(201) }, { sku: "F-1", name: "x", price: -1 }, { sku: "F-1", name: "x", price: 1.005 }, { sku: "F-1", name: "x", price: "1" }, { sku: "F-1", name: "x", stock: -1 }, { sku: "F-1", name: "x", stock: 1.5 }, { sku: "F-1", name: "x", stock: Number(maximumStock) + 1 }, { sku: "F-1", name: "x", minimum: -1 }, { sku: "F-1", name: "x", color: "red" }),
        found(""), product({ sku: "x".repeat(40), name: "x".repeat(200), stock: Number(maximumStock), minimum: 0, price: 0 }),
        ...refused("/products/{{product}}/stock-out", {}, { quantity: 0 }, { quantity: -1 }, { quantity: 1.5 }, { quantity: "1" }, { quantity: 1_000_001 }, { quantity: 1, reason: "x".repeat(201) }, { quantity: 1, by: "me" }),
        ...refused("/products/{{product}}/stock-in", {}, { quantity: -1 }), step("GET", "/products/{{product}}", 200, { expect: { stock: Number(maximumStock) } }),
      ],
    },
  ],
};
