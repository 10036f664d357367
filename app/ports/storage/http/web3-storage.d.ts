/** The part used here of web3.storage 4.5.5, whose own types can't be found from its package's door. */
declare module "web3.storage" {
  interface Source {
    readonly name: string;
    stream(): ReadableStream<Uint8Array>;
  }
  export class Web3Storage {
    constructor(options: { token: string; endpoint: URL });
    /** @returns the root's CID */
    put(
      files: Iterable<Source>,
      options?: { wrapWithDirectory?: boolean; maxChunkSize?: number; maxRetries?: number },
    ): Promise<string>;
    get(cid: string): Promise<{ files(): Promise<Blob[]> } | null>;
  }
}
