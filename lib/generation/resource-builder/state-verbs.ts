export interface StateVerb {
  past: string;
  /** The state it leads to. */
  to: string;
  /** Where things start when nothing else is said. */
  start: string;
  /** The states it leads on from, where there are such. */
  after: string[];
  /** From every state that isn't an end. */
  isFromAny?: boolean;
  isBack?: boolean;
}

const verb = (past: string, start: string, after: string[], more: Partial<StateVerb> = {}): StateVerb => ({ past, to: past, start, after, ...more });

/** What people do to things, and the state that it leaves them in. */
export const STATE_VERBS: Record<string, StateVerb> = {
  approve: verb("approved", "pending", ["pending", "submitted", "requested", "in review"]),
  reject: verb("rejected", "pending", ["pending", "submitted", "requested", "in review"]),
  accept: verb("accepted", "pending", ["pending", "submitted", "requested"]),
  decline: verb("declined", "pending", ["pending", "submitted", "requested"]),
  confirm: verb("confirmed", "pending", ["pending", "requested"]),
  submit: verb("submitted", "draft", ["draft"]),
  unpublish: verb("unpublished", "published", ["published"], { to: "draft", isBack: true }),
  publish: verb("published", "draft", ["draft"]),
  archive: verb("archived", "active", [], { isFromAny: true }),
  cancel: verb("cancelled", "active", [], { isFromAny: true }),
  pay: verb("paid", "unpaid", ["pending", "unpaid", "sent", "open", "new"]),
  ship: verb("shipped", "pending", ["paid", "packed", "confirmed", "pending"]),
  deliver: verb("delivered", "shipped", ["shipped", "out for delivery"]),
  refund: verb("refunded", "paid", ["paid"]),
  reopen: verb("reopened", "closed", ["closed", "resolved"], { to: "open", isBack: true }),
  close: verb("closed", "open", [], { isFromAny: true }),
  resolve: verb("resolved", "open", ["open", "in progress"]),
  complete: verb("completed", "open", ["in progress", "started", "open", "confirmed"]),
  finish: verb("finished", "open", ["in progress", "started", "open"]),
  start: verb("started", "planned", ["planned", "open", "to do", "todo", "new"], { to: "in progress" }),
  deactivate: verb("deactivated", "active", ["active"], { to: "inactive" }),
  activate: verb("activated", "inactive", ["inactive"], { to: "active" }),
  "check in": verb("checked in", "booked", ["booked", "confirmed"]),
  "check out": verb("checked out", "checked in", ["checked in"]),
};

const FIRST_STATES: Record<string, string> = { "in progress": "start", done: "finish", active: "activate", inactive: "deactivate", canceled: "cancel", complete: "complete", ready: "make ready", open: "open", closed: "close" };

/** The verb that leads to a state, or whose past a word is. */
export const verbTo = (state: string): string | undefined => Object.entries(STATE_VERBS).find(([, { past }]) => past === state)?.[0] ?? (Object.hasOwn(FIRST_STATES, state) ? FIRST_STATES[state] : undefined);

/** "goes from Berlin to Paris" changes no state. */
export const STATE = /(?:ed|en|ing)$|^(?:in|on|under|out|not|ready|waiting|awaiting|to) |^(?:draft|new|open|pending|active|inactive|done|ready|live|waiting|paid|unpaid|sent|lost|won|cold|warm|hot|todo|to-do|backlog|free|available|due|late|overdue|final|complete|incomplete|review|testing|test|offer|interview|lead|clean|dirty|full|empty|online|offline|public|private|hidden|visible|sold|bought|built|made|kept|held|met|read|unread|seen|unseen|shut|on|off|in|out|urgent|ordered|back)$/;
