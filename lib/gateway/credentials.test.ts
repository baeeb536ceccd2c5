import assert from "node:assert/strict";
import { test } from "node:test";
import { findCredential } from "./credentials.ts";
import { isOurCredential } from "./headers.ts";

test("the credential of ours is found in either header, whatever its case and spacing", () => {
  assert.deepEqual(findCredential(["AUTHORIZATION", "bearer apic_x"]), { secret: "apic_x", header: "authorization" });
  assert.deepEqual(findCredential(["x-Api-Key", " apic_x "]), { secret: "apic_x", header: "x-api-key" });
  assert.equal(findCredential(["Authorization", "Basic YQ==", "X-API-Key", "the-apis-own"]), null);
});

test("an Authorization of the API's own sign-in is no second credential; a different key of ours is, also in a repeated header", () => {
  assert.deepEqual(findCredential(["Authorization", "Bearer own", "X-API-Key", "apic_x"]), { secret: "apic_x", header: "x-api-key" });
  for (const headers of [["Authorization", "Bearer apic_y", "X-API-Key", "apic_x"], ["X-API-Key", "apic_x", "X-API-Key", "apic_y"], ["Authorization", "Bearer apim_y", "X-API-Key", "apic_x"]]) {
    assert.throws(() => findCredential(headers), { code: "malformed" });
  }
});

test("keys and sessions of ours are recognised, an API's own tokens are not", () => {
  const token = (claims: object) => `eyJhbGciOiJIUzI1NiJ9.${Buffer.from(JSON.stringify(claims)).toString("base64url")}.c2ln`;
  assert.ok(isOurCredential("Bearer apim_abc") && isOurCredential("apic_abc") && isOurCredential(`Bearer ${token({ iss: "https://x.supabase.co/auth/v1" })}`));
  assert.ok(isOurCredential(`Bearer ${token({ sub: "u", aud: "authenticated", role: "authenticated", session_id: "s" })}`), "a session of the embedded auth server");
  assert.ok(!isOurCredential(`Bearer ${token({ iss: "https://login.example" })}`) && !isOurCredential("Basic YQ==") && !isOurCredential("Bearer eyJ.x.y"));
});
