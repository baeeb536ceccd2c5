/** What private.take_calls is asked; there it is told what each part means. */
export interface TakeCalls {
  seq: number;
  workspaceId: string;
  userId: string | null;
  windowSeconds: number;
  accounts: AccountReport[];
  groups: { of: number[]; calls: number }[];
  ended: EndedWindow[];
}
export interface EndedWindow {
  holder: string;
  subject: string;
  window: number;
  leased: number;
  spent: number;
}
export interface AccountReport {
  holder: string;
  subject: string;
  limit: number;
  ahead: number;
  window: number | null;
  leased: number;
  spent: number;
  keep: number;
}
export interface TakenCalls {
  start: number;
  /** 0: the window ended while it was decided; ask again. */
  leftMs: number;
  served: number[];
  accounts: { leased: number; spent: number; used: number; retryMs: number }[];
}
