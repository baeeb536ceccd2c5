import type { DataErrorCode, ScratchReply, ScratchRequest } from "#lib/runtime/runtime.ts";
import type { ContractStep, Json } from "#lib/versions/schema.ts";
import type { Captures } from "../fill-captures.ts";
import type { SchemaCheck } from "./json-schema.ts";
import type { Operation } from "./operations.ts";

/** A call that a contract test makes with success, and what it did before. */
export interface HappyCall {
  operation: Operation;
  before: readonly ContractStep[];
  step: ContractStep;
}

/** Data as a test finds it: the steps before were replayed on empty data. */
export interface Situation {
  captures: Captures;
  /** The call as the contract test makes it, with what was captured. */
  requestOf(step: ContractStep): ScratchRequest;
  /** Throws a Finding when the reply is a 5xx or not what the document promises. At most eight at once. */
  send(request: ScratchRequest): Promise<ScratchReply>;
  /** Only a 5xx is a finding. */
  sendFreely(request: ScratchRequest): Promise<ScratchReply>;
  /** The reply while the data end in this error, whatever it is, and how many operations ended so. Only in a test that isn't read-only: it runs alone. */
  sendDuring(code: DataErrorCode, request: ScratchRequest): Promise<{ reply: ScratchReply; refused: number }>;
}

/** One guarantee that follows from the document, or from a rule that every generated API is told. */
export interface DerivedTest {
  name: string;
  before: readonly ContractStep[];
  /** It leaves the data of a right API as they were, so that others may run beside it. */
  isReadOnly: boolean;
  /** Sees what the API answers before there is anything. */
  runOnEmptyData?(situation: Situation): Promise<void>;
  /** Throws a Finding. */
  run(situation: Situation): Promise<void>;
}

export interface Facts {
  document: Json;
  operations: readonly Operation[];
  /** By operation title, fewest steps before first. */
  happy: ReadonlyMap<string, readonly HappyCall[]>;
  fits: SchemaCheck;
  /** How many variants a rule may try for one operation. */
  share: number;
}

/** What a derived test found, with the call that shows it. */
export class Finding extends Error {
  readonly request: ScratchRequest;
  readonly reply: ScratchReply;
  constructor(reason: string, request: ScratchRequest, reply: ScratchReply) {
    super(reason);
    this.request = request;
    this.reply = reply;
  }
}
