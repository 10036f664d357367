import type { AssetView } from "~/features/assets/asset-view.ts";
import { Badge } from "~/ui/badge.tsx";
import { Facts } from "~/ui/facts.tsx";
import { formatBytes } from "~/ui/figures.ts";
import { Hash } from "~/ui/hash.tsx";
import { Table } from "~/ui/table.tsx";
import { Time } from "~/ui/time.tsx";

const copyStates = { ready: ["good", "ready"], pending: ["warn", "on its way"], failed: ["bad", "failed"] } as const;

/** What anyone can check: hashes, versions, terms, and where the sealed bytes lie. */
export function PublicRecord({ asset }: { asset: AssetView }) {
  const latest = asset.versions[0];
  return (
    <section aria-labelledby="record" className="stack">
      <div className="section-head asset-section-head">
        <h2 id="record">Public record</h2>
        <span className="small quiet">on chain, checkable by anyone</span>
      </div>
      <Facts
        of={[
          ["Asset", <Hash key="id" value={asset.id} label="Asset id" keep={10} />],
          ["Terms", "spdx" in asset.terms ? asset.terms.spdx : "Custom terms, below"],
          ["Hash of the terms", <Hash key="terms" value={asset.termsHash} label="Hash of the terms" keep={10} />],
          [
            "Plaintext root",
            latest ? <Hash key="root" value={latest.plaintextRoot} label="Plaintext root" keep={10} /> : null,
          ],
          ["Key networks", asset.networks.join(", ") || null],
          ["Sold", asset.sales === 1 ? "once" : `${asset.sales} times`],
        ]}
      />
      {"text" in asset.terms ? (
        <details className="more">
          <summary>Custom terms</summary>
          <p className="terms">{asset.terms.text}</p>
        </details>
      ) : null}
      <Table
        caption="Versions"
        showCaption
        fold
        columns={[
          { key: "number", label: "Version", cell: (version) => version.number },
          { key: "listed", label: "Listed", cell: (version) => <Time at={version.listedAt} show="date" /> },
          {
            key: "cid",
            label: "Sealed file (CID)",
            cell: (version) => <Hash value={version.ciphertext} label="CID" />,
          },
          {
            key: "tx",
            label: "Transaction",
            cell: (version) => <Hash value={version.transaction} label="Transaction" />,
          },
          { key: "bytes", label: "Size", cell: (version) => formatBytes(version.bytes), align: "end" },
        ]}
        rows={asset.versions}
        rowKey={(version) => String(version.number)}
      />
      <Table
        caption="Copies of the sealed file"
        showCaption
        fold
        columns={[
          { key: "place", label: "Place", cell: (copy) => copy.place },
          {
            key: "state",
            label: "State",
            cell: (copy) => <Badge tone={copyStates[copy.state][0]}>{copyStates[copy.state][1]}</Badge>,
          },
          {
            key: "url",
            label: "Address",
            cell: (copy) => (
              <a href={copy.url} rel="nofollow noopener" download>
                {new URL(copy.url).host}
              </a>
            ),
          },
        ]}
        rows={asset.copies}
        rowKey={(copy) => copy.url}
      />
    </section>
  );
}
