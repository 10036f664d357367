import type { Hex } from "viem";
import type { Context } from "~/context.server.ts";
import { units } from "~/db.server.ts";
import type { AssetId, OfferId } from "~/ids.ts";
import type { AssetView, OfferView } from "./asset-view.ts";
import { chainTime, dateOf } from "./chain-time.server.ts";
import { findLineage } from "./find-lineage.server.ts";
import { isOpen, type OfferRow } from "./is-open.ts";
import { readCurrencies } from "./read-currencies.server.ts";
import { readManifest } from "./read-manifest.server.ts";
import { readParties } from "./read-parties.server.ts";
import { readVersions } from "./read-versions.server.ts";

const PERPETUAL = 4_294_967_295n;

/** All that an asset's page shows; null where none of this id is listed, or its manifest has not been read yet. */
export async function getAsset(ctx: Pick<Context, "db" | "clock" | "config">, id: AssetId): Promise<AssetView | null> {
  const asset = await ctx.db.asset.findUnique({ where: { id } });
  const latest =
    asset && (await ctx.db.version.findUnique({ where: { assetId_number: { assetId: id, number: asset.version } } }));
  const manifest = latest && (await readManifest(ctx, latest));
  if (!asset || !manifest) return null;
  const [offers, now, versions, lineage, currency, party] = await Promise.all([
    ctx.db.offer.findMany({ where: { assetId: id }, orderBy: { number: "asc" } }),
    chainTime(ctx),
    readVersions(ctx, id),
    findLineage(ctx, id, asset.period),
    readCurrencies(ctx),
    readParties(ctx, [asset.creator]),
  ]);
  const view = (offer: OfferRow): OfferView => ({
    id: offer.id as OfferId,
    number: offer.number,
    price: { amount: units(offer.price), currency: currency(offer.currency) },
    term: offer.uses > 0 || offer.term === PERPETUAL ? null : Number(offer.term),
    uses: offer.uses > 0 ? offer.uses : null,
    hold: offer.hold,
    open: isOpen(offer, now),
  });
  const shown = offers.map(view);
  const open = shown.filter((offer) => offer.open).sort((a, b) => (a.price.amount < b.price.amount ? -1 : 1));
  const { facts, licence } = manifest;
  const first = manifest.files[0];
  return {
    id,
    title: manifest.title,
    kind: manifest.kind,
    summary: manifest.summary,
    tags: manifest.tags,
    licence: "spdx" in licence ? licence.spdx : "Custom terms",
    creator: party(asset.creator),
    rows: facts.kind === "tabular" ? facts.rows : null,
    parameters: facts.kind === "adapter" ? facts.parameters : null,
    bytes: manifest.plaintext.bytes,
    version: asset.version,
    listedAt: dateOf(asset.listedAt),
    from: open[0]?.price ?? null,
    metered: open.some(({ uses }) => uses !== null),
    description: manifest.description,
    terms: licence,
    termsHash: latest.terms as Hex,
    mediaType: first?.mediaType ?? "",
    fileName: first?.name ?? "",
    facts,
    networks: [...new Set(manifest.capsules.map(({ network }) => network))].filter((network) => network !== "recovery"),
    versions,
    offers: shown,
    ...lineage,
    copies: [
      {
        place: "This installation's store",
        url: `${ctx.config.storeUrl}/ipfs/${manifest.ciphertext.cid}`,
        state: "ready",
      },
    ],
    sales: asset.sales,
    halted: asset.revoked ? "revoked" : asset.frozenUntil > now ? "frozen" : null,
  };
}
