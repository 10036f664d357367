import { type Hex, sha256 } from "viem";
import type { Context } from "~/context.server.ts";
import { type Manifest, manifestCid, parseManifest } from "~/features/assets/manifest.ts";
import type { Cid } from "~/ids.ts";
import { plainText } from "./plain-text.ts";
import { refreshCatalogue } from "./refresh-catalogue.server.ts";

type ManifestContext = Pick<Context, "db" | "storage" | "clock" | "log">;

const AT_ONCE = 20;

/**
 * Reads the manifests that versions name and that are not read yet, from the store, by their hash. What the store does not have is asked
 * for again, ever more seldom: a second, then doubling up to an hour. @returns how many were read
 */
export async function readManifests(ctx: ManifestContext): Promise<number> {
  await ctx.db
    .$executeRaw`INSERT INTO manifest (digest, state) SELECT DISTINCT manifest, 'pending' FROM version ON CONFLICT DO NOTHING`;
  const due = await ctx.db.manifest.findMany({
    where: { state: "pending", nextAt: { lte: ctx.clock() } },
    orderBy: { nextAt: "asc" },
    take: AT_ONCE,
  });
  const read = await Promise.all(due.map((row) => readOne(ctx, row.digest as Hex, row.attempts)));
  return read.filter(Boolean).length;
}

async function readOne(ctx: ManifestContext, digest: Hex, attempts: number): Promise<boolean> {
  const bytes = await ctx.storage.block(manifestCid(digest)).catch((error: unknown) => {
    ctx.log.warn({ digest, reason: String(error) }, "manifest could not be read");
    return null;
  });
  if (!bytes || sha256(bytes) !== digest) {
    await postpone(ctx, digest, attempts);
    return false;
  }
  const parsed = parseManifest(bytes);
  if (parsed.ok) {
    await pinListed(ctx, [manifestCid(digest), parsed.value.ciphertext.cid]);
    await keep(ctx, digest, parsed.value);
  } else await ctx.db.manifest.update({ where: { digest }, data: { state: "broken", error: parsed.reason } });
  return parsed.ok;
}

/** What is listed must not be removed from the store by mistake. What lies elsewhere can't be pinned here. */
async function pinListed(ctx: ManifestContext, cids: readonly Cid[]): Promise<void> {
  for (const cid of cids) {
    const pinned = await ctx.storage.pin(cid);
    if (!pinned.ok) ctx.log.info({ cid }, "listed, but not in the store");
  }
}

async function postpone(ctx: ManifestContext, digest: Hex, attempts: number): Promise<void> {
  const wait = Math.min(1000 * 2 ** attempts, 3600_000);
  await ctx.db.manifest.update({
    where: { digest },
    data: { attempts: attempts + 1, nextAt: new Date(ctx.clock().getTime() + wait) },
  });
}

async function keep(ctx: ManifestContext, digest: Hex, body: Manifest): Promise<void> {
  await ctx.db.$transaction(async (tx) => {
    const read = { state: "ready", readAt: ctx.clock(), error: null, body, ...columnsOf(body) };
    await tx.manifest.update({ where: { digest }, data: read });
    const versions = await tx.version.findMany({ where: { manifest: digest }, select: { assetId: true } });
    await refreshCatalogue(tx, [...new Set(versions.map(({ assetId }) => assetId))]);
  });
}

const SUMMARY = 240;

function columnsOf({ title, kind, licence, tags, description, facts, plaintext }: Manifest) {
  const text = plainText(description);
  return {
    title,
    kind,
    licence: "spdx" in licence ? licence.spdx : "Custom terms",
    tags,
    text,
    summary: text.length > SUMMARY ? `${text.slice(0, SUMMARY).replace(/\s+\S*$/, "")} …` : text,
    rows: facts.kind === "tabular" ? BigInt(facts.rows) : null,
    parameters: facts.kind === "adapter" ? BigInt(facts.parameters) : null,
    bytes: BigInt(plaintext.bytes),
  };
}
