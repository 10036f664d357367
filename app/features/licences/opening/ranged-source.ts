import type { RandomAccess } from "@tessera/envelope";

/** The store did not give the bytes, after every retry. `missing`: it says that it has no such file. */
export class StoreUnreachable extends Error {
  override readonly name = "StoreUnreachable";
  readonly missing: boolean;

  constructor(message: string, missing: boolean, options?: ErrorOptions) {
    super(message, options);
    this.missing = missing;
  }
}

interface RangedSourceOptions {
  /** Of the whole sealed file at a gateway. */
  readonly url: string;
  /** As the manifest says. */
  readonly bytes: number;
  readonly signal: AbortSignal;
  /** Called while the store does not answer, and with false when it does again. */
  readonly onWaiting?: (waiting: boolean) => void;
  /** Seconds to wait before each retry. */
  readonly pauses?: readonly number[];
}

const PAUSES = [0.3, 1, 2, 4, 8, 15, 30, 30];

/** A sealed file at a gateway, read by Range requests that outlast a lost connection for about a minute and a half. */
export function createRangedSource({
  url,
  bytes,
  signal,
  onWaiting,
  pauses = PAUSES,
}: RangedSourceOptions): RandomAccess {
  const readOnce = async (offset: number, length: number): Promise<Uint8Array> => {
    const response = await fetch(url, { signal, headers: { range: `bytes=${offset}-${offset + length - 1}` } });
    if (response.status === 404 || response.status === 410) throw new StoreUnreachable(`${url} is not there.`, true);
    const whole = response.status === 200 && offset === 0 && length === bytes;
    if (response.status !== 206 && !whole) throw new Error(`The store answered ${response.status} to a range.`);
    const body = new Uint8Array(await response.arrayBuffer());
    if (body.length !== length) throw new Error(`The store gave ${body.length} of ${length} bytes.`);
    return body;
  };
  return {
    bytes,
    async read(offset, length) {
      for (let attempt = 0; ; attempt += 1) {
        try {
          const body = await readOnce(offset, length);
          if (attempt > 0) onWaiting?.(false);
          return body;
        } catch (cause) {
          signal.throwIfAborted();
          if (cause instanceof StoreUnreachable) throw cause;
          const pause = pauses[attempt];
          if (pause === undefined) throw new StoreUnreachable("The store does not answer.", false, { cause });
          onWaiting?.(true);
          await waitFor(pause, signal);
        }
      }
    },
  };
}

function waitFor(seconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const stop = () => reject(signal.reason);
    const timer = setTimeout(() => {
      signal.removeEventListener("abort", stop);
      resolve();
    }, seconds * 1000);
    signal.addEventListener(
      "abort",
      () => {
        clearTimeout(timer);
        stop();
      },
      { once: true },
    );
  });
}
