/** Where a block may be: the file's number and the entry in its tree. */
export interface BlockPlace {
  readonly file: number;
  readonly entry: number;
}

/**
 * From a block's digest to the places where it may be, 16 bytes a block: it compares the first 8 bytes of the digest only, so that
 * whoever asks compares the rest. Blocks can't be taken out; a place whose file is gone is for the asker to pass over.
 */
export interface BlockIndex {
  add(digest: Buffer, place: BlockPlace): void;
  places(digest: Buffer): Generator<BlockPlace>;
}

const WORDS = 4;

export function createBlockIndex(): BlockIndex {
  let slots = 1024;
  let used = 0;
  let table = new Uint32Array(slots * WORDS);

  const insert = (low: number, high: number, file: number, entry: number): void => {
    let slot = low % slots;
    while (table[slot * WORDS + 2] !== 0) slot = (slot + 1) % slots;
    table.set([low, high, file + 1, entry], slot * WORDS);
  };
  const grow = (): void => {
    const old = table;
    slots *= 2;
    table = new Uint32Array(slots * WORDS);
    for (let at = 0; at < old.length; at += WORDS) {
      const [low = 0, high = 0, file = 0, entry = 0] = old.subarray(at, at + WORDS);
      if (file !== 0) insert(low, high, file - 1, entry);
    }
  };

  return {
    add(digest, { file, entry }) {
      if ((used + 1) * 4 > slots * 3) grow();
      insert(digest.readUInt32LE(0), digest.readUInt32LE(4), file, entry);
      used += 1;
    },
    *places(digest) {
      const low = digest.readUInt32LE(0);
      const high = digest.readUInt32LE(4);
      for (let slot = low % slots; table[slot * WORDS + 2] !== 0; slot = (slot + 1) % slots) {
        const [a, b, file = 0, entry = 0] = table.subarray(slot * WORDS, slot * WORDS + WORDS);
        if (a === low && b === high) yield { file: file - 1, entry };
      }
    },
  };
}
