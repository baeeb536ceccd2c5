import assert from "node:assert/strict";
import { test } from "node:test";
import { maskReplay } from "./mask-replay.ts";

const CANARY = "canary4f1c9e7b2a";

test("of a recording the picture stays, and no text, field, address, label, comment or note of anybody's is in it", () => {
  const page = {
    type: 2, tagName: "body", id: 3, attributes: { class: "font-sans", "aria-label": CANARY, "data-value": CANARY, href: `/join/${CANARY}`, value: CANARY, content: CANARY },
    childNodes: [{ type: 3, id: 4, textContent: `my ${CANARY}` }, { type: 5, id: 5, textContent: CANARY }, { type: 3, id: 6, isStyle: true, textContent: ".a{color:red}" }],
  };
  const events = [
    { type: 4, timestamp: 1, data: { href: `https://api.example/join/${CANARY}?token=${CANARY}`, width: 1440, height: 900 } },
    { type: 2, timestamp: 2, data: { node: page, initialOffset: { left: 0, top: 0 } } },
    { type: 3, timestamp: 3, data: { source: 0, texts: [{ id: 4, value: CANARY }], attributes: [{ id: 3, attributes: { title: CANARY, class: "open" } }], adds: [{ parentId: 3, nextId: null, node: page }], removes: [] } },
    { type: 3, timestamp: 4, data: { source: 5, id: 9, text: CANARY, isChecked: false } },
    { type: 5, timestamp: 5, data: { tag: "breadcrumb", payload: { message: CANARY } } },
    { type: 6, timestamp: 6, data: { plugin: CANARY } },
  ];
  const masked = maskReplay(`{"segment_id":0}\n${JSON.stringify(events)}`);
  assert.equal(masked.includes(CANARY), false);
  assert.equal(masked.slice(0, 17), '{"segment_id":0}\n');
  const kept = JSON.parse(masked.slice(17)) as { type: number; data: Record<string, unknown> }[];
  assert.deepEqual(kept.map(({ type }) => type), [4, 2, 3, 3]);
  assert.deepEqual(kept[0]?.data, { href: "https://api.example/", width: 1440, height: 900 });
  assert.deepEqual(kept[1]?.data["node"], {
    type: 2, tagName: "body", id: 3, attributes: { class: "font-sans" },
    childNodes: [{ type: 3, id: 4, textContent: "** ****************" }, { type: 5, id: 5, textContent: "****************" }, { type: 3, id: 6, isStyle: true, textContent: ".a{color:red}" }],
  });
});
