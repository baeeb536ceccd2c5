import type { IncomingMessage } from "node:http";
import type { OutboundLog, OutboundRights, OutboundRightsSource } from "../host-ports.ts";
import { createCallLimits, OUTBOUND_LIMITS, type OutboundLimits } from "./call-limits.ts";
import type { ConnectPinned } from "./connect-pinned.ts";
import { type Egress, EgressRefused, type LiveTenant, type OutboundCall, type OutboundReply } from "./egress.ts";
import { headersToReturn, headersToSend } from "./outbound-headers.ts";
import { startOutboundRecord, type OutboundRecorder } from "./outbound-record.ts";
import { readTarget, type OutboundTarget } from "./read-target.ts";
import { formsOf, redactText } from "./redact-secrets.ts";
import { replyBody } from "./reply-body.ts";
import { publicAddresses, type ResolveHost } from "./resolve-host.ts";
import { fillSecrets } from "./secret-placeholders.ts";
import { sendOutbound } from "./send-outbound.ts";

export interface LiveEgressDeps {
  rights: OutboundRightsSource;
  outboundLog: OutboundLog;
  resolve: ResolveHost;
  isAllowed(address: string): boolean;
  connect: ConnectPinned;
  now(): number;
  /** For tests. */
  limits?: Partial<OutboundLimits>;
}

/** The way out of a live API: only to hosts that its version declared and its owner approved, only to public addresses, counted, bounded and recorded. */
export function createLiveEgress(tenant: LiveTenant, deps: LiveEgressDeps): Egress {
  const limits = { ...OUTBOUND_LIMITS, ...deps.limits };
  const places = createCallLimits(deps.now, limits);
  return async (call) => {
    const record = startOutboundRecord(call, tenant, deps.outboundLog);
    const deadline = startDeadline(call, limits);
    let leave = () => {};
    const end = (bytes: number, error: Error | null) => {
      deadline.clear();
      leave();
      record.end(bytes, error);
    };
    try {
      if (/^(CONNECT|TRACE|TRACK)$/i.test(call.method)) throw new EgressRefused(`fetch does not send ${call.method}.`);
      const target = readTarget(call.target);
      leave = await places.enter(call.requestId, deadline.signal);
      const rights = await rightsOf(tenant, target.host, deps.rights);
      return await exchange(call, target, rights, deps, { deadline, record, end, limits });
    } catch (error) {
      const words = deadline.signal.aborted ? (deadline.signal.reason as Error) : error;
      end(0, words instanceof Error ? words : new Error("unknown"));
      deadline.giveUp();
      throw words;
    }
  };
}

interface Exchange {
  deadline: Deadline;
  record: OutboundRecorder;
  limits: OutboundLimits;
  end(bytes: number, error: Error | null): void;
}

async function exchange(call: OutboundCall, target: OutboundTarget, rights: OutboundRights, deps: LiveEgressDeps, { deadline, record, end, limits }: Exchange): Promise<OutboundReply> {
  const filled = fillSecrets({ path: target.path, headers: call.headers, body: call.body }, call.mark, (name) => revealFor(name, target, rights));
  const headers = headersToSend(filled.headers, target.port === (target.isTls ? 443 : 80) ? target.host : `${target.host}:${target.port}`, filled.body.length, call.method);
  const addresses = await deadline.race(publicAddresses(target.host, deps.resolve, (address) => deps.isAllowed(address)));
  const response = await sendOutbound({ ...filled, headers, target, addresses, method: call.method }, deps.connect, deadline.signal);
  deadline.headCame();
  record.answered(response.statusCode ?? 0);
  const redacted = secretForms(target.host, rights, filled.headers.authorization);
  const reply = { status: response.statusCode ?? 502, headers: redactedHeaders(response, redacted) };
  if (call.method === "HEAD" || reply.status === 204 || reply.status === 304) {
    response.resume();
    end(0, null);
    return { ...reply, body: "" };
  }
  return { ...reply, body: replyBody(response, { maxBytes: limits.replyBytes, redacted, onEnd: (bytes, error) => end(bytes, error && deadline.signal.aborted ? (deadline.signal.reason as Error) : error) }) };
}

const WHERE = 'on the API\'s page under "Hosts and secrets"';

async function rightsOf({ apiId, versionId }: LiveTenant, host: string, source: OutboundRightsSource): Promise<OutboundRights> {
  const rights = await source.load(apiId, versionId).catch((error: unknown) => {
    throw new EgressRefused("What this API may reach can't be looked up right now. Try again in a moment.", { cause: error });
  });
  if (!rights.declared.includes(host)) throw new EgressRefused(`This API may not reach ${host}: its live version doesn't declare that host.`);
  if (!rights.approved.includes(host)) throw new EgressRefused(`This API may not reach ${host} yet: its owner has to approve the host ${WHERE}, or with POST /api/v1/apis/${apiId}/hosts.`);
  return rights;
}

function revealFor(name: string, { host, isTls }: OutboundTarget, rights: OutboundRights): string {
  const secret = rights.secrets.find((known) => known.name === name);
  if (!secret) throw new EgressRefused(`The secret ${name} is not set. Its owner sets it ${WHERE}.`);
  if (!secret.hosts.includes(host)) throw new EgressRefused(`The secret ${name} is not meant for ${host}. Its owner sets it again for that host ${WHERE}.`);
  if (!isTls) throw new EgressRefused(`The secret ${name} goes out over https only.`);
  const value = secret.reveal();
  if (value === null) throw new EgressRefused(`The secret ${name} can't be opened any more: the server's ENCRYPTION_KEY changed. Its owner sets it again ${WHERE}.`);
  return value;
}

/** Of every secret that this host may have been told, now or before. */
function secretForms(host: string, rights: OutboundRights, authorization: string | undefined): Buffer[] {
  const values = rights.secrets.filter((secret) => secret.hosts.includes(host)).flatMap((secret) => secret.reveal() ?? []);
  const [, credential] = /^Basic (.{8,})$/i.exec(authorization ?? "") ?? [];
  return [...values.flatMap(formsOf), ...(values.length > 0 && credential !== undefined ? [Buffer.from(credential.replace(/=+$/, ""))] : [])];
}

function redactedHeaders(response: IncomingMessage, forms: readonly Buffer[]): Record<string, string | string[]> {
  const entries = Object.entries(headersToReturn(response.headers));
  return Object.fromEntries(entries.map(([name, value]) => [name, Array.isArray(value) ? value.map((text) => redactText(text, forms)) : redactText(value, forms)]));
}

interface Deadline {
  signal: AbortSignal;
  headCame(): void;
  clear(): void;
  /** Ends the connection, if there is one. */
  giveUp(): void;
  race<Value>(work: Promise<Value>): Promise<Value>;
}

/** Ends with whoever waits for the reply, without its head in time, or without its end. */
function startDeadline({ signal: caller, url }: OutboundCall, { headMs, wholeMs }: OutboundLimits): Deadline {
  const controller = new AbortController();
  const abortIn = (ms: number) => setTimeout(() => controller.abort(new EgressRefused(`${url.host} did not answer within ${ms / 1000} s.`)), ms);
  const whole = abortIn(wholeMs);
  const head = abortIn(headMs);
  const left = () => controller.abort(new EgressRefused("The call that made this request ended before the reply."));
  caller.addEventListener("abort", left, { once: true });
  return {
    signal: controller.signal,
    giveUp: () => controller.abort(new EgressRefused("It was given up.")),
    headCame: () => clearTimeout(head),
    clear() {
      clearTimeout(head);
      clearTimeout(whole);
      caller.removeEventListener("abort", left);
    },
    race: (work) => new Promise((resolve, reject) => {
      controller.signal.addEventListener("abort", () => reject(controller.signal.reason as Error), { once: true });
      work.then(resolve, reject);
    }),
  };
}
