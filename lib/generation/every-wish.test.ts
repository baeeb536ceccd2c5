import assert from "node:assert/strict";
import test from "node:test";
import { design } from "./built-in-generator.ts";

const refused = (description: string): string => {
  const made = design(description);
  return made.kind === "refusal" ? made.message : `live: ${description}`;
};

test("each part that can't be built is named, not the first alone", () => {
  const shop = refused("I have a flower shop and want an API that takes orders for bouquets and charges the customer's credit card through Stripe, then texts them on WhatsApp when the courier is 10 minutes away.");
  assert.match(shop, /Payments need a payment service.* Sending messages or reminders needs another service/);
  const farm = refused("Make an API that tells our farm which field will have blight next month from satellite pictures and the weather forecast, and how much we will harvest.");
  assert.match(farm, /Predictions need.*Weather needs|Weather needs.*Predictions need/);
  assert.match(farm, /Data from other/);
});

test("a part keeps its own reason beside that of the sentence around it", () => {
  const shop = refused("I want a flower shop API: take orders with bouquet, delivery date and address, charge the customer with Stripe and send them a WhatsApp message.");
  assert.match(shop, /"send them a WhatsApp message": Sending messages/);
  assert.match(shop, /: Payments need/);
});

test("what only sounds like it goes live as before", () => {
  for (const description of ["Satellites with name, launch date and orbit", "Harvests with field, crop and weight in kg", "Tips with author, match and team"]) assert.equal(design(description).kind, "api", description);
});
