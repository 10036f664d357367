import { Link } from "@remix-run/react";
import type { AssetView, ShareView } from "~/features/assets/asset-view.ts";
import { Seal } from "~/ui/seal.tsx";
import { PartyName } from "./party-name.tsx";

const percent = (ppm: number) => `${Number((ppm / 10_000).toFixed(4))} %`;
const keyOf = ({ to }: ShareView) => (to.kind === "asset" ? to.id : to.party.address);

/** Who is paid, from the asset's own shares: people, and the assets that this one was made from. */
export function Shares({ asset }: { asset: AssetView }) {
  const shares = [...asset.shares].sort((a, b) => b.ppm - a.ppm);
  return (
    <section aria-labelledby="shares" className="stack">
      <div className="section-head asset-section-head">
        <h2 id="shares">Who is paid</h2>
        <span className="small quiet">of every sale and every metered use</span>
      </div>
      <ul className="shares">
        {shares.map((share) => (
          <li key={keyOf(share)}>
            <Seal id={keyOf(share)} size={28} />
            <span className="shares-name">
              {share.to.kind === "asset" ? (
                <>
                  <Link to={`/assets/${share.to.id}`}>{share.to.title}</Link>{" "}
                  <span className="quiet">made from it</span>
                </>
              ) : (
                <>
                  <PartyName party={share.to.party} />
                  {share.to.party.address === asset.creator.address ? <span className="quiet"> creator</span> : null}
                </>
              )}
            </span>
            <svg className="shares-bar" viewBox="0 0 100 4" preserveAspectRatio="none" aria-hidden="true">
              <rect width="100" height="4" fill="var(--line)" />
              <rect width={share.ppm / 10_000} height="4" fill="var(--accent)" />
            </svg>
            <span className="tabular shares-figure">{percent(share.ppm)}</span>
          </li>
        ))}
      </ul>
      {asset.children.length > 0 ? (
        <p className="small">
          <span className="quiet">Made from this: </span>
          {asset.children.map((child, at) => (
            <span key={child.id}>
              {at > 0 ? ", " : ""}
              <Link to={`/assets/${child.id}`}>{child.title}</Link>
            </span>
          ))}
        </p>
      ) : null}
    </section>
  );
}
