import type { ChainReader } from "../chain/chain-reader.ts";
import type { ChainView } from "../chain/chain-view.ts";
import { BadCondition } from "../conditions/bad-condition.ts";

/** The chains as one request sees them: each at one block, read when a condition first names it. */
export function createChainViews(chains: ReadonlyMap<string, ChainReader>) {
  const views = new Map<string, Promise<ChainView>>();
  const blocks: Record<string, string> = {};
  return {
    view(name: string): Promise<ChainView> {
      const known = views.get(name);
      if (known !== undefined) return known;
      const chain = chains.get(name);
      if (chain === undefined) return Promise.reject(new BadCondition(`This node does not read the chain "${name}".`));
      const view = chain.view().then((opened) => {
        blocks[name] = opened.block.toString();
        return opened;
      });
      views.set(name, view);
      return view;
    },
    blocks: (): Readonly<Record<string, string>> => blocks,
  };
}
