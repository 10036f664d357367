/** The bytes are not a sealed file: a wrong header or an impossible size. Nothing was decrypted. */
export class EnvelopeMalformed extends Error {
  override readonly name = "EnvelopeMalformed";
}

/**
 * A segment did not authenticate: it was changed, moved, cut off or appended to, or the key or the associated data
 * are another file's. No byte of it was released, and none after it.
 */
export class SegmentRefused extends Error {
  override readonly name = "SegmentRefused";
  readonly segment: number;

  constructor(segment: number, options?: ErrorOptions) {
    super(
      `Segment ${segment} does not authenticate: the file was changed or cut, or the key or the associated data are not its own.`,
      options,
    );
    this.segment = segment;
  }
}

/** Every segment authenticates, yet the plaintext is not the one that the expected root commits to. */
export class RootMismatch extends Error {
  override readonly name = "RootMismatch";

  constructor(expected: string, actual: string) {
    super(`The plaintext's root is ${actual}, not ${expected}: this is not the content that was listed.`);
  }
}

/**
 * A resumed sealing met other plaintext than before at the same place. Going on would encrypt two plaintexts under one
 * key and nonce, so it stops: seal the changed file anew, under a new data key.
 */
export class SourceChanged extends Error {
  override readonly name = "SourceChanged";
  readonly segment: number;

  constructor(segment: number) {
    super(`The file changed since its sealing began (segment ${segment} differs): seal it anew under a new data key.`);
    this.segment = segment;
  }
}

/** The data key is not 32 random bytes, or not an HKDF CryptoKey that may derive keys. */
export class DataKeyUnusable extends Error {
  override readonly name = "DataKeyUnusable";
}
