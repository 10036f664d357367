import type { Block } from "./chain.ts";

interface Source {
  head(): Promise<Block>;
  /** Milliseconds. */
  readonly pollInterval: number;
}

/**
 * Looks at the head every `pollInterval` and calls `onHead` when its hash changed, one call at a time. Looking is chosen over
 * subscribing: it is one small request, survives the node's restarts, and HTTP is all that every node offers.
 * @returns the function that stops it.
 */
export function followHeads(
  source: Source,
  onHead: (head: Block) => Promise<void> | void,
  onError: (error: unknown) => void,
): () => void {
  let stopped = false;
  let timer: NodeJS.Timeout | undefined;
  let last = "";

  async function look(): Promise<void> {
    try {
      const head = await source.head();
      if (head.hash !== last) {
        await onHead(head);
        last = head.hash;
      }
    } catch (error) {
      if (!stopped) onError(error);
    }
    if (!stopped) timer = setTimeout(look, source.pollInterval);
  }

  void look();
  return () => {
    stopped = true;
    clearTimeout(timer);
  };
}
