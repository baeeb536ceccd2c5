import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import type { Actor } from "#lib/auth/actor.ts";
import { findUserActor } from "#lib/auth/user-actor.ts";
import { listApis } from "#lib/apis/list-apis.ts";
import { seedApi } from "../../supabase/tests/seed-api.ts";
import { makeKeyActor, startVerbFixture, type VerbFixture } from "../../supabase/tests/verb-fixture.ts";
import { changeMember, removeMember } from "./change-member.ts";
import { createWorkspace } from "./create-workspace.ts";
import { acceptInvitation, findInvitation, inviteMember, listInvitations, withdrawInvitation } from "./invitations.ts";
import { listMembers } from "./list-members.ts";
import { renameWorkspace } from "./rename-workspace.ts";
import type { Invitation } from "./schema.ts";

let fixture: VerbFixture;
const deps = () => ({ db: fixture.db, publicUrl: "http://localhost:3000", clock: { now: () => Date.now() } });
before(async () => {
  fixture = await startVerbFixture();
});
after(() => fixture.stop());

type Person = Awaited<ReturnType<VerbFixture["makeActor"]>>;
const inside = ({ actor }: Person, workspaceId: string): Actor => ({ ...actor, workspaceId });
async function join(owner: Actor, person: Person, role: Invitation["role"]): Promise<Actor> {
  const { token } = await inviteMember({ role }, owner, deps());
  await acceptInvitation({ token }, person.actor, deps());
  return inside(person, owner.workspaceId);
}
/** Ada's shared workspace, with Eve beside her. */
async function makeShared(role: Invitation["role"] = "developer") {
  const [ada, eve] = [await fixture.makeActor(), await fixture.makeActor()];
  const { id } = await createWorkspace({ name: " Lovelace " }, ada.actor, deps());
  const owner = inside(ada, id);
  return { ada, eve, owner, member: await join(owner, eve, role) };
}
const rolesOf = async (owner: Actor) => (await listMembers({}, owner, deps())).map(({ role }) => role);

test("an invitation lets one person in, in its role, and its address is then nobody's; the workspace's APIs are theirs to see", async () => {
  const { owner, member, ada } = await makeShared("viewer");
  const api = await seedApi(fixture.admin, { userId: ada.userId, workspaceId: owner.workspaceId });
  assert.deepEqual((await listApis({}, member, fixture)).map(({ id }) => id), [api.apiId]);
  assert.deepEqual((await listMembers({}, member, deps())).map(({ role, isYou }) => [role, isYou]), [["owner", false], ["viewer", true]]);
  await assert.rejects(renameWorkspace({ name: "Mine" }, member, deps()), { code: "forbidden" });
  const { token } = await inviteMember({ role: "developer" }, owner, deps());
  const [bob, mallory] = [await fixture.makeActor(), await fixture.makeActor()];
  assert.equal((await findInvitation({ token }, bob.actor, deps())).workspaceName, "Lovelace");
  const both = await Promise.allSettled([acceptInvitation({ token }, bob.actor, deps()), acceptInvitation({ token }, mallory.actor, deps())]);
  assert.deepEqual(both.map(({ status }) => status).toSorted(), ["fulfilled", "rejected"], "two at once");
  await assert.rejects(findInvitation({ token }, mallory.actor, deps()), { code: "not_found" });
  const stored = await fixture.admin`select 1 from private.workspace_invitations t where t::text like ${`%${token}%`}`;
  assert.equal(stored.length, 0);
});

test("an invitation ends when it is withdrawn, when it is a week old, and when whoever made it may not make it any more", async () => {
  const { owner, eve, member } = await makeShared();
  const stranger = await fixture.makeActor();
  const refused = async (token: string, why: string) => assert.rejects(acceptInvitation({ token }, stranger.actor, deps()), { code: "not_found" }, why);
  const first = await inviteMember({ role: "admin" }, owner, deps());
  assert.deepEqual((await listInvitations({}, owner, deps())).map(({ id }) => id), [first.id]);
  await assert.rejects(withdrawInvitation({ id: first.id }, stranger.actor, deps()), { code: "not_found" });
  await withdrawInvitation({ id: first.id }, owner, deps());
  await refused(first.token, "withdrawn");
  const second = await inviteMember({ role: "admin" }, owner, deps());
  await fixture.admin`update private.workspace_invitations set expires_at = now() where id = ${second.id}`;
  await refused(second.token, "expired");
  await changeMember({ userId: eve.userId, role: "admin" }, owner, deps());
  const third = await inviteMember({ role: "admin" }, member, deps());
  await changeMember({ userId: eve.userId, role: "viewer" }, owner, deps());
  await refused(third.token, "made by somebody who may not");
});

test("developers and viewers decide about nobody, admins not about owners, and strangers and keys not at all", async () => {
  const { ada, owner, eve, member } = await makeShared();
  const bob = await fixture.makeActor();
  const admin = await join(owner, bob, "admin");
  for (const actor of [member]) {
    await assert.rejects(inviteMember({ role: "viewer" }, actor, deps()), { code: "forbidden" });
    await assert.rejects(changeMember({ userId: eve.userId, role: "admin" }, actor, deps()), { code: "forbidden" });
    await assert.rejects(removeMember({ userId: bob.userId }, actor, deps()), { code: "forbidden" });
    await assert.rejects(listInvitations({}, actor, deps()), { code: "forbidden" });
  }
  await assert.rejects(changeMember({ userId: ada.userId, role: "viewer" }, admin, deps()), { code: "forbidden" });
  await assert.rejects(changeMember({ userId: bob.userId, role: "owner" }, admin, deps()), { code: "forbidden" });
  await assert.rejects(removeMember({ userId: ada.userId }, admin, deps()), { code: "forbidden" });
  const stranger = inside(await fixture.makeActor(), owner.workspaceId);
  for (const work of [() => changeMember({ userId: ada.userId, role: "viewer" }, stranger, deps()), () => removeMember({ userId: eve.userId }, stranger, deps())]) await assert.rejects(work, { code: "not_found" });
  await assert.rejects(listMembers({}, stranger, deps()), { code: "forbidden" });
  const key = await makeKeyActor(fixture.admin, { ...ada, workspaceId: owner.workspaceId }, ["workspace:read", "workspace:write"]);
  for (const work of [() => inviteMember({ role: "admin" }, key, deps()), () => removeMember({ userId: eve.userId }, key, deps()), () => createWorkspace({ name: "Key" }, key, deps())]) await assert.rejects(work, { code: "forbidden" });
  assert.deepEqual(await rolesOf(owner), ["owner", "developer", "admin"]);
});

test("the last owner neither leaves nor becomes less, also when two owners go at once; others leave as they like", async () => {
  const { ada, eve, owner, member } = await makeShared();
  await assert.rejects(removeMember({ userId: ada.userId }, owner, deps()), { code: "conflict" });
  await assert.rejects(changeMember({ userId: ada.userId, role: "admin" }, owner, deps()), { code: "conflict" });
  await changeMember({ userId: eve.userId, role: "owner" }, owner, deps());
  const left = await Promise.allSettled([removeMember({ userId: ada.userId }, owner, deps()), removeMember({ userId: eve.userId }, member, deps())]);
  assert.deepEqual(left.map(({ status }) => status).toSorted(), ["fulfilled", "rejected"]);
  const [row] = await fixture.admin`select count(*)::int as owners from public.workspace_members where workspace_id = ${owner.workspaceId} and role = 'owner'`;
  assert.equal(row?.owners, 1);
  const { eve: bob, owner: other, member: leaving } = await makeShared("viewer");
  await removeMember({ userId: bob.userId }, leaving, deps());
  assert.deepEqual(await rolesOf(other), ["owner"]);
  const [noted] = await fixture.admin`select action from public.audit_events where workspace_id = ${other.workspaceId} and object_type = 'member' order by id desc limit 1`;
  assert.equal(noted?.action, "removed");
});

test("somebody works in the workspace that they chose, and in their own when they are no member of it", async () => {
  const { ada, eve, owner } = await makeShared();
  const of = async (person: Person, id?: string) => (await findUserActor(person, fixture.db, id))?.workspaceId;
  assert.deepEqual([await of(ada, owner.workspaceId), await of(ada), await of(eve, owner.workspaceId)], [owner.workspaceId, ada.workspaceId, owner.workspaceId]);
  const stranger = await fixture.makeActor();
  assert.deepEqual([await of(stranger, owner.workspaceId), await of(stranger, "' or true --")], [stranger.workspaceId, stranger.workspaceId]);
});
