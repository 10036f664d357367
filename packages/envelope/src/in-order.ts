/**
 * Runs `task` on each item with at most `width` at once and yields results in the items' order. Reads no further ahead than
 * that, so memory stays flat. On a failure or an early return it waits for what is in flight.
 */
export async function* inOrder<Item, Result>(
  items: AsyncIterable<Item>,
  width: number,
  task: (item: Item) => Promise<Result>,
): AsyncGenerator<Result, void, undefined> {
  const running: Promise<Result>[] = [];
  try {
    for await (const item of items) {
      const result = task(item);
      result.catch(() => undefined);
      running.push(result);
      const oldest = running.length >= width ? running.shift() : undefined;
      if (oldest) yield await oldest;
    }
    for (let oldest = running.shift(); oldest; oldest = running.shift()) yield await oldest;
  } finally {
    await Promise.allSettled(running);
  }
}
