const READ_BYTES = 4 * 1_048_576;

/** The files' bytes one after another, from `offset` of the whole on, in pieces that are read only when asked for. */
export async function* readFiles(files: readonly Blob[], offset: number): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  let skip = offset;
  for (const file of files) {
    for (let at = Math.min(skip, file.size); at < file.size; at += READ_BYTES) {
      yield new Uint8Array(await file.slice(at, at + READ_BYTES).arrayBuffer());
    }
    skip = Math.max(0, skip - file.size);
  }
}
