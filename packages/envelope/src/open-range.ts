import type { Bytes } from "./format.ts";
import type { OpenOptions } from "./open-segments.ts";
import { openSealedFile, type RandomAccess } from "./sealed-file.ts";

export interface RangeOptions extends Omit<OpenOptions, "root"> {
  /** First byte of the plaintext. */
  readonly start: number;
  /** The byte after the last; the plaintext's end where absent. */
  readonly end?: number;
}

/**
 * Opens one range of a sealed file. For more than one, keep an `openSealedFile`.
 * @throws EnvelopeMalformed | SegmentRefused before any byte of that segment is yielded
 */
export async function* openRange(source: RandomAccess, options: RangeOptions): AsyncGenerator<Bytes, void, undefined> {
  const file = await openSealedFile(source, options);
  yield* file.readRange(options.start, options.end);
}
