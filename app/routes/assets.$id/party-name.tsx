import type { Party } from "~/features/assets/asset-view.ts";
import { Hash } from "~/ui/hash.tsx";

/** The name that an account gave itself, always beside the address, which nobody else can have. */
export function PartyName({ party }: { party: Party }) {
  return (
    <>
      {party.name ? <>{party.name} </> : null}
      <Hash value={party.address} label="Address" keep={4} />
    </>
  );
}
