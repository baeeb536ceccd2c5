import type { Blueprint } from "./blueprint.ts";
import { diceAndCoins } from "./dice-and-coins/blueprint.ts";
import { keyValueStore } from "./key-value-store/blueprint.ts";
import { linkShortener } from "./link-shortener/blueprint.ts";
import { randomIdsAndPasswords } from "./random-ids-and-passwords/blueprint.ts";
import { textStatistics } from "./text-statistics/blueprint.ts";
import { unitConversion } from "./unit-conversion/blueprint.ts";
import { toDoLists } from "./to-do-lists/blueprint.ts";
import { notes } from "./notes/blueprint.ts";
import { contacts } from "./contacts/blueprint.ts";
import { bookings } from "./bookings/blueprint.ts";
import { blog } from "./blog/blueprint.ts";
import { inventory } from "./inventory/blueprint.ts";
import { dateCalculator } from "./date-calculator/blueprint.ts";
import { invoices } from "./invoices/blueprint.ts";
import { loanAndInterestCalculator } from "./loan-and-interest-calculator/blueprint.ts";
import { eventRegistration } from "./event-registration/blueprint.ts";
import { expenses } from "./expenses/blueprint.ts";
import { polls } from "./polls/blueprint.ts";
import { feedbackAndRatings } from "./feedback-and-ratings/blueprint.ts";
import { leaderboard } from "./leaderboard/blueprint.ts";
import { habitTracker } from "./habit-tracker/blueprint.ts";
import { featureFlags } from "./feature-flags/blueprint.ts";
import { webhookInbox } from "./webhook-inbox/blueprint.ts";
import { recipeBox } from "./recipe-box/blueprint.ts";
import { quiz } from "./quiz/blueprint.ts";

/** Every blueprint, in the gallery's order. */
export const catalogue: readonly Blueprint[] = [
  unitConversion,
  textStatistics,
  diceAndCoins,
  keyValueStore,
  linkShortener,
  randomIdsAndPasswords,
  toDoLists,
  notes,
  contacts,
  bookings,
  blog,
  inventory,
  dateCalculator,
  invoices,
  loanAndInterestCalculator,
  eventRegistration,
  expenses,
  polls,
  feedbackAndRatings,
  leaderboard,
  habitTracker,
  featureFlags,
  webhookInbox,
  recipeBox,
  quiz,
];
