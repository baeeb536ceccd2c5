import type { ApiHost } from "#lib/apis/schema.ts";
import type { ApiSecret } from "#lib/secrets/schema.ts";
import { Card } from "#components/ui/card.tsx";
import { type ApproveHost, HostRow } from "./host-row.tsx";
import { undecided } from "./undecided.ts";
import { type DeleteSecret, type SetSecret, SecretRow } from "./secret-row.tsx";

interface OutsideCardProps {
  apiId: string;
  hosts: readonly ApiHost[];
  secrets: readonly ApiSecret[];
  approve: ApproveHost;
  revoke: ApproveHost;
  setSecret: SetSecret;
  deleteSecret: DeleteSecret;
}

/** What an API needs of the world, and what its owner allows. */
export function OutsideCard({ apiId, hosts, secrets, approve, revoke, setSecret, deleteSecret }: OutsideCardProps) {
  const waiting = undecided(hosts, secrets);
  return (
    <Card title="Hosts and secrets" headingId="outside" aside={waiting > 0 ? `${waiting} to decide: until then calls that need ${waiting === 1 ? "it" : "them"} fail.` : "All decided."}>
      <div className="space-y-5">
        {hosts.length > 0 ? (
          <div>
            <h3 className="text-13 font-medium">Hosts</h3>
            <p className="mb-2 max-w-[72ch] text-13 text-muted">Code of this API reaches a host once you approve it, and no other. A change holds within a second.</p>
            <ul className="divide-y divide-line border-y border-line">
              {hosts.map((host) => (
                <HostRow key={host.host} apiId={apiId} host={host} approve={approve} revoke={revoke} />
              ))}
            </ul>
          </div>
        ) : null}
        {secrets.length > 0 ? (
          <div>
            <h3 className="text-13 font-medium">Secrets</h3>
            <p className="mb-2 max-w-[72ch] text-13 text-muted">Stored encrypted and never shown again. The code sees a placeholder: the value is put in on the way to its hosts.</p>
            <ul className="divide-y divide-line border-y border-line">
              {secrets.map((secret) => (
                <SecretRow key={secret.name} apiId={apiId} secret={secret} declaredHosts={hosts.filter((host) => host.isDeclared).map(({ host }) => host)} save={setSecret} remove={deleteSecret} />
              ))}
            </ul>
          </div>
        ) : null}
      </div>
    </Card>
  );
}
