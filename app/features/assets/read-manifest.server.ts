import type { Context } from "~/context.server.ts";
import type { Manifest } from "./manifest.ts";

interface VersionRow {
  readonly assetId: string;
  readonly number: number;
  readonly manifest: string;
  readonly plaintextRoot: string;
}

/** The public record of a version, as the index read and checked it; null where it has not been read, or is another version's. */
export async function readManifest(
  ctx: Pick<Context, "db">,
  version: VersionRow,
): Promise<(Manifest & { readonly summary: string }) | null> {
  const row = await ctx.db.manifest.findUnique({ where: { digest: version.manifest } });
  if (row?.state !== "ready" || !row.body) return null;
  // What the index keeps has passed `parseManifest`, by its hash.
  const manifest = row.body as unknown as Manifest;
  const own =
    manifest.assetId === version.assetId &&
    manifest.version === version.number &&
    manifest.plaintext.root === version.plaintextRoot;
  return own ? { ...manifest, summary: row.summary ?? "" } : null;
}
