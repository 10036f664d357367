import type { PublicFacts } from "./public-facts.ts";

/** A file whose facts are taken. */
export interface FactsSource {
  readonly name: string;
  readonly mediaType: string;
  /** For footers and headers; a File is one. */
  readonly blob: Blob;
  /** The text of an adapter_config.json that came with it. */
  readonly adapterConfig?: string;
}

export interface FactsOptions {
  /** Publish the first rows. */
  readonly sampleRows: boolean;
}

/** Takes public facts in constant memory while the plaintext passes by. A file that can't be read as its kind is opaque. */
export interface FactsTaker {
  /** The plaintext's next bytes, each once and in order. */
  push(piece: Uint8Array): void;
  /** Never throws for what the file holds. */
  finish(): Promise<PublicFacts>;
}
