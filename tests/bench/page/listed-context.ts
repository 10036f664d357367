import { readManifests } from "~/features/index/read-manifests.server.ts";
import { readTokens } from "~/features/index/read-tokens.server.ts";
import { IndexWriter } from "~/features/index/sync-index.server.ts";
import type { AssetId } from "~/ids.ts";
import type { TestContext } from "../../support/context.ts";
import { createDeployedContext } from "../../support/deployed-context.ts";
import { listSample, ppmOf } from "../../support/sample-asset.ts";

const [creator, contributor] = [2, 3];

/** A context with `count` indexed listings, and the last one's id. Their titles begin with "Sample". */
export async function createListedContext(count: number): Promise<{ context: TestContext; asset: AssetId }> {
  const context = await createDeployedContext();
  try {
    let asset: AssetId | undefined;
    for (let number = 1; number <= count; number += 1) {
      asset = await listSample(context, {
        ...{ creator, name: `Sample ${number}`, offers: [{ price: 5_000_000n }, { price: 1_000n, uses: 10 }] },
        shares: [ppmOf(creator, 700_000), ppmOf(contributor, 300_000)],
      });
    }
    if (asset === undefined) throw new RangeError("Nothing is to be listed.");
    await new IndexWriter(context).sync();
    await readTokens(context);
    await readManifests(context);
    return { context, asset };
  } catch (error) {
    await context.close();
    throw error;
  }
}
