/** A generator as a stream that pulls it, and the promise of what it returns. */
export function streamOf<Item, Chunk, Result>(
  generator: AsyncGenerator<Item, Result, undefined>,
  chunkOf: (item: Item) => Chunk,
): { readonly stream: ReadableStream<Chunk>; readonly result: Promise<Result> } {
  let settle: (result: Result) => void = () => undefined;
  let fail: (reason: unknown) => void = () => undefined;
  const result = new Promise<Result>((resolve, reject) => {
    settle = resolve;
    fail = reject;
  });
  // Whoever reads the stream learns of the failure there; the promise need not be watched too.
  result.catch(() => undefined);

  const stream = new ReadableStream<Chunk>({
    async pull(controller) {
      try {
        const next = await generator.next();
        if (next.done) {
          settle(next.value);
          controller.close();
        } else controller.enqueue(chunkOf(next.value));
      } catch (reason) {
        fail(reason);
        controller.error(reason);
      }
    },
    async cancel(reason) {
      fail(reason ?? new DOMException("The stream was cancelled.", "AbortError"));
      await generator.throw(reason).catch(() => undefined);
    },
  });
  return { stream, result };
}
