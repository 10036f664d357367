import { Link } from "@remix-run/react";
import type { AssetPage } from "~/features/assets/asset-view.ts";
import { EmptyState } from "~/ui/empty-state.tsx";
import { formatCount } from "~/ui/figures.ts";
import { Pager } from "~/ui/pager.tsx";
import { AssetRow } from "./asset-row.tsx";
import { Filters } from "./filters.tsx";
import type { CatalogueSearch } from "./route.tsx";

/** The address of the same search with other fields; empty ones are left out. */
function addressOf(search: CatalogueSearch, change: Partial<CatalogueSearch>): string {
  const fields = Object.entries({ ...search, ...change }).filter(([, value]) => value);
  const text = new URLSearchParams(fields as [string, string][]).toString();
  return text ? `/?${text}` : "/";
}

export function Catalogue({ search, page }: { search: CatalogueSearch; page: AssetPage }) {
  const narrowed = search.query !== "" || search.kind !== null || search.licence !== null;
  return (
    <>
      <header className="intro">
        <h1>Data and adapters, licensed by the people who made them</h1>
        <p className="lede">
          Every file here is sealed. A licence is a token in your wallet that lets you open it; each sale and each
          metered use pays everyone who has a share in it.
        </p>
      </header>
      <Filters search={search} licences={page.licences} />
      <section aria-labelledby="results">
        <div className="section-head">
          <h2 id="results">{narrowed ? "Found" : "Catalogue"}</h2>
          <span className="quiet small tabular" role="status">
            {page.total === 1 ? "1 asset" : `${formatCount(page.total)} assets`}
          </span>
        </div>
        {page.assets.length > 0 ? (
          <ol className="register">
            {page.assets.map((asset) => (
              <AssetRow key={asset.id} asset={asset} />
            ))}
          </ol>
        ) : narrowed ? (
          <EmptyState title="Nothing fits this search">
            <p>Try fewer words, or another kind or licence.</p>
            <Link to="/">Show the whole catalogue</Link>
          </EmptyState>
        ) : (
          <EmptyState title="Nothing is listed yet">
            <p>Be the first: seal a file in this browser, set its price and shares, and list it.</p>
            <Link to="/publish">Publish an asset</Link>
          </EmptyState>
        )}
        <Pager
          label="Pages of the catalogue"
          first={search.after ? addressOf(search, { after: null }) : null}
          next={page.next ? addressOf(search, { after: page.next }) : null}
        />
      </section>
    </>
  );
}
