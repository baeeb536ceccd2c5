/** Who calls, by the key; null: nobody that is known. */
export function KeyName({ keyId, name, lastFour }: { keyId: string | null; name: string | null; lastFour: string | null }) {
  if (keyId === null) return <span className="text-muted">Without a valid key</span>;
  return (
    <>
      <span className="font-medium">{name ?? "A key"}</span> {lastFour ? <span className="font-mono text-muted">…{lastFour}</span> : null}
    </>
  );
}
