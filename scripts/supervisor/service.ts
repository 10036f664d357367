/**
 * What a child of the supervisor says to it and hears from it. Every service exits when the channel closes, which the system does
 * for it however the supervisor dies, so that nothing is left running.
 */
export type ServiceMessage =
  | { type: "ready" }
  | { type: "progress"; text: string }
  | { type: "failed"; reason: string };

/** Tells the supervisor that this service is serving. */
export function reportReady(): void {
  send({ type: "ready" });
}

/** Shows `text` beside this service's name while it starts. */
export function reportProgress(text: string): void {
  send({ type: "progress", text });
}

/** Tells the supervisor, in a sentence for the person at the terminal, why this service can't start. */
export function reportFailure(reason: string): void {
  send({ type: "failed", reason });
}

/**
 * Runs `stop` once, on Ctrl-C, SIGTERM or the supervisor's death, and then exits. Exits anyway after `limit` milliseconds.
 */
export function stopWith(stop: () => Promise<void>, limit = 4000): void {
  let stopping = false;
  async function end(): Promise<void> {
    if (stopping) return;
    stopping = true;
    setTimeout(() => process.exit(1), limit).unref();
    try {
      await stop();
      process.exit(0);
    } catch (error) {
      console.error(error);
      process.exit(1);
    }
  }
  process.on("disconnect", end);
  process.on("SIGTERM", end);
  // A terminal sends Ctrl-C to the whole group: a child waits for the supervisor, who stops the parts in order.
  process.on("SIGINT", () => {
    if (!process.send) void end();
  });
}

function send(message: ServiceMessage): void {
  process.send?.(message);
}
