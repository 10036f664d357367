/** The store refused, for a reason that trying again does not change. */
export class UploadRefused extends Error {
  override readonly name = "UploadRefused";
  /** HTTP status. */
  readonly status: number;

  constructor(status: number, message: string) {
    super(message || `The store answered ${status}.`);
    this.status = status;
  }
}

export interface TusOptions {
  /** The store's URL, without a slash at its end. */
  readonly store: string;
  /** An upload token; a new one where the last was refused. */
  readonly token: (renew: boolean) => Promise<string>;
  readonly signal: AbortSignal;
  /** Told when the store can't be reached, and when it can be again. */
  readonly onReachable: (reachable: boolean) => void;
}

/** One upload over tus 1.0, patient with broken connections. Every method throws UploadRefused where the store says no. */
export interface TusUpload {
  /** @returns the upload's URL */
  create(bytes: number): Promise<string>;
  /** @returns how many bytes the store has, or null where it no longer knows the upload */
  offset(url: string): Promise<number | null>;
  /** Sends bytes that belong at `offset`; after a broken connection only what the store lacks. */
  append(url: string, offset: number, bytes: Blob): Promise<void>;
  /** Makes the finished upload a file. */
  importAs(url: string, cid: string): Promise<void>;
  /** Idempotent. */
  remove(url: string): Promise<void>;
}

const TUS = { "Tus-Resumable": "1.0.0" };
const LONGEST_WAIT = 15_000;

function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(resolve, milliseconds);
    signal.addEventListener("abort", () => {
      clearTimeout(timer);
      reject(signal.reason);
    });
  });
}

export function createTusUpload({ store, token, signal, onReachable }: TusOptions): TusUpload {
  const once = async (url: string, init: RequestInit): Promise<Response> => {
    const send = async (renew: boolean): Promise<Response> => {
      const headers = { ...init.headers, Authorization: `Bearer ${await token(renew)}` };
      return fetch(url, { ...init, headers, signal });
    };
    const response = await send(false);
    return response.status === 401 ? send(true) : response;
  };
  /** Retries what a later try may change: no connection, and the store's own trouble. */
  const ask = async (url: string, init: RequestInit, expected: readonly number[]): Promise<Response> => {
    for (let wait = 500; ; wait = Math.min(wait * 2, LONGEST_WAIT)) {
      let trouble: unknown;
      try {
        const response = await once(url, init);
        if (response.ok || expected.includes(response.status)) {
          onReachable(true);
          return response;
        }
        const lasting = response.status < 500 || response.status === 507;
        if (lasting && response.status !== 423) throw new UploadRefused(response.status, await messageOf(response));
      } catch (error) {
        if (signal.aborted || error instanceof UploadRefused) throw error;
        trouble = error;
      }
      onReachable(false);
      if (init.method === "PATCH" && trouble !== undefined)
        throw new ConnectionLost("The connection broke.", { cause: trouble });
      await pause(wait, signal);
    }
  };
  const offsetOf = async (url: string): Promise<number | null> => {
    const head = await ask(url, { method: "HEAD", headers: TUS, cache: "no-store" }, [403, 404, 410]);
    return head.ok ? Number(head.headers.get("Upload-Offset")) : null;
  };

  return {
    async create(bytes) {
      const created = await ask(
        `${store}/files/`,
        { method: "POST", headers: { ...TUS, "Upload-Length": `${bytes}` } },
        [],
      );
      const location = created.headers.get("Location");
      if (location === null) throw new UploadRefused(created.status, "The store gave the upload no place.");
      return new URL(location, `${store}/`).href;
    },
    offset: offsetOf,
    async append(url, offset, bytes) {
      for (let at: number | null = offset; at !== offset + bytes.size; ) {
        if (at === null || at < offset || at > offset + bytes.size) {
          throw new UploadRefused(409, "The store lost a part of the upload.");
        }
        const headers = { ...TUS, "Upload-Offset": `${at}`, "Content-Type": "application/offset+octet-stream" };
        try {
          const sent = await ask(url, { method: "PATCH", headers, body: bytes.slice(at - offset) }, [409]);
          const reached = sent.headers.get("Upload-Offset");
          at = sent.ok && reached !== null ? Number(reached) : await offsetOf(url);
        } catch (error) {
          if (!(error instanceof ConnectionLost)) throw error;
          await pause(500, signal);
          at = await offsetOf(url);
        }
      }
    },
    async importAs(url, cid) {
      const body = JSON.stringify({ upload: url, cid });
      await ask(`${store}/imports`, { method: "POST", headers: { "Content-Type": "application/json" }, body }, []);
    },
    async remove(url) {
      await ask(url, { method: "DELETE", headers: TUS }, [403, 404, 410]);
    },
  };
}

/** The connection broke while bytes were on their way: ask where the store stands before sending more. */
class ConnectionLost extends Error {
  override readonly name = "ConnectionLost";
}

async function messageOf(response: Response): Promise<string> {
  const text = await response.text();
  try {
    const { message }: { message?: unknown } = JSON.parse(text);
    return typeof message === "string" ? message : text;
  } catch {
    return text.slice(0, 300).trim();
  }
}
