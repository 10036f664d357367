import type { AssetView } from "~/features/assets/asset-view.ts";
import { OpenPanel } from "~/features/licences/opening/open-panel.tsx";
import { Badge } from "~/ui/badge.tsx";
import { Breadcrumb } from "~/ui/breadcrumb.tsx";
import { Markup } from "~/ui/markup.tsx";
import { Notice } from "~/ui/notice.tsx";
import { Seal } from "~/ui/seal.tsx";
import { Time } from "~/ui/time.tsx";
import { BuyPanel } from "./buy-panel.tsx";
import { Contents } from "./contents.tsx";
import { PartyName } from "./party-name.tsx";
import { PublicRecord } from "./public-record.tsx";
import { Shares } from "./shares.tsx";

const halts = {
  frozen: "Reviewers have frozen this asset while they look at a case. It can be neither bought nor opened now.",
  revoked: "This asset was revoked. It can be neither bought nor opened; unmatured payments go back to their payers.",
};

export function AssetPage({ asset, description }: { asset: AssetView; description: string }) {
  return (
    <article>
      <Breadcrumb trail={[{ to: "/", label: "Catalogue" }]} here={asset.title} />
      <header className="asset-head">
        <Seal id={asset.id} size={112} />
        <div className="stack-tight">
          <h1>{asset.title}</h1>
          <p className="row small">
            <Badge>{asset.kind === "dataset" ? "Dataset" : "Adapter"}</Badge>
            <span>
              by <PartyName party={asset.creator} />
            </span>
            <span className="quiet">
              version {asset.version}, listed <Time at={asset.listedAt} show="date" />
            </span>
          </p>
          {asset.tags.length > 0 ? (
            <ul className="tags" aria-label="Tags">
              {asset.tags.map((tag) => (
                <li key={tag}>{tag}</li>
              ))}
            </ul>
          ) : null}
        </div>
      </header>
      {asset.halted ? (
        <Notice tone="bad" title={asset.halted === "frozen" ? "Frozen" : "Revoked"}>
          <p>{halts[asset.halted]}</p>
        </Notice>
      ) : null}
      <div className="split asset-split">
        <div className="stack-loose">
          <section aria-labelledby="about">
            <div className="section-head">
              <h2 id="about">About</h2>
            </div>

            <Markup html={description} />
          </section>
          <Contents asset={asset} />
          <Shares asset={asset} />
          <PublicRecord asset={asset} />
        </div>
        <div className="asset-side">
          <BuyPanel asset={asset} />
          <OpenPanel asset={asset} />
        </div>
      </div>
    </article>
  );
}
