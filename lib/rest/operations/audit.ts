import { z } from "zod";
import { listAudit } from "#lib/audit/list-audit.ts";
import { AUDIT_DAYS, AUDIT_OBJECTS, auditEntrySchema } from "#lib/audit/schema.ts";
import { pageOf, pageQuery, sendPage } from "../page.ts";
import { type Operation, readQuery } from "../serve.ts";

const time = z.iso.datetime({ offset: true }).transform((text) => new Date(text)).optional();
const auditQuery = z.object({
  objectType: z.enum(AUDIT_OBJECTS).optional(),
  objectId: z.string().max(253).optional(),
  apiId: z.string().max(40).optional().meta({ description: "An API, and what belongs to it." }),
  actorId: z.string().max(40).optional().meta({ description: "The id of a person or a management key, or `platform`." }),
  since: time.meta({ description: "ISO 8601, with its offset." }),
  until: time.meta({ description: "ISO 8601, with its offset; not itself." }),
  ...pageQuery(50),
});

export const listAuditOperation: Operation<undefined, unknown> = {
  method: "GET",
  path: "/api/v1/audit",
  summary: "Every change in the workspace: who made it, what it was, when and from where",
  description: `Newest first, for ${AUDIT_DAYS} days. An entry is written by the transaction of its change, and is never changed or removed before. Only owners and administrators of a workspace read it.`,
  scope: "audit:read",
  query: auditQuery,
  output: pageOf(auditEntrySchema),
  async run({ query, request, actor, deps }) {
    const given = Object.entries(readQuery(auditQuery, query)).filter(([, value]) => value !== undefined);
    return sendPage(await listAudit(Object.fromEntries(given), actor, deps), request);
  },
};
