import { Link } from "@remix-run/react";
import type { AssetCard } from "~/features/assets/asset-view.ts";
import { Badge } from "~/ui/badge.tsx";
import { formatBytes, formatCount } from "~/ui/figures.ts";
import { Money } from "~/ui/money.tsx";
import { Seal } from "~/ui/seal.tsx";
import { Time } from "~/ui/time.tsx";

const short = (address: string) => `${address.slice(0, 6)}…${address.slice(-4)}`;

export function AssetRow({ asset }: { asset: AssetCard }) {
  const measure =
    asset.rows !== null
      ? { label: "rows", value: asset.rows }
      : asset.parameters !== null
        ? { label: "parameters", value: asset.parameters }
        : null;
  return (
    <li className="register-row">
      <Seal id={asset.id} size={72} />
      <div className="register-text">
        <h3>
          <Link to={`/assets/${asset.id}`} prefetch="intent">
            {asset.title}
          </Link>
        </h3>
        <p className="register-summary">{asset.summary}</p>
        <p className="register-by small quiet">
          <Badge>{asset.kind === "dataset" ? "Dataset" : "Adapter"}</Badge>{" "}
          {asset.creator.name ?? short(asset.creator.address)}, <Time at={asset.listedAt} show="date" />
        </p>
      </div>
      <dl className="register-facts">
        {measure ? (
          <div>
            <dt>{measure.label}</dt>
            <dd>{formatCount(measure.value)}</dd>
          </div>
        ) : null}
        <div>
          <dt>size</dt>
          <dd>{formatBytes(asset.bytes)}</dd>
        </div>
        <div>
          <dt>licence</dt>
          <dd>{asset.licence}</dd>
        </div>
      </dl>
      <p className="register-price">
        {asset.from ? (
          <>
            <span className="small quiet">from</span> <Money of={asset.from} />
          </>
        ) : (
          <span className="small quiet">not for sale now</span>
        )}
        {asset.metered ? <span className="small quiet register-metered">metered</span> : null}
      </p>
    </li>
  );
}
