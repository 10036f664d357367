/** Estimates how many distinct texts it was given (HyperLogLog, 2,048 registers: about 2 % off), in 2 kB. */
export interface DistinctCounter {
  add(text: string): void;
  estimate(): number;
}

const BITS = 11;
const REGISTERS = 1 << BITS;
const HASHED_CHARACTERS = 1024;

/** FNV-1a with murmur3's finaliser, seeded by the length so that long texts that begin alike still differ. */
function hash(text: string): number {
  let value = 0x811c9dc5 ^ text.length;
  const end = Math.min(text.length, HASHED_CHARACTERS);
  for (let at = 0; at < end; at++) value = Math.imul(value ^ text.charCodeAt(at), 0x01000193);
  value = Math.imul(value ^ (value >>> 16), 0x85ebca6b);
  value = Math.imul(value ^ (value >>> 13), 0xc2b2ae35);
  return (value ^ (value >>> 16)) >>> 0;
}

export function createDistinctCounter(): DistinctCounter {
  const registers = new Uint8Array(REGISTERS);
  return {
    add(text) {
      const value = hash(text);
      const register = value >>> (32 - BITS);
      const rank = Math.min(Math.clz32(value << BITS), 32 - BITS) + 1;
      if (rank > (registers[register] ?? 0)) registers[register] = rank;
    },
    estimate() {
      let sum = 0;
      let zeros = 0;
      for (const rank of registers) {
        sum += 2 ** -rank;
        if (rank === 0) zeros += 1;
      }
      const raw = ((0.7213 / (1 + 1.079 / REGISTERS)) * REGISTERS ** 2) / sum;
      if (raw <= 2.5 * REGISTERS && zeros > 0) return Math.round(REGISTERS * Math.log(REGISTERS / zeros));
      const space = 2 ** 32;
      return Math.round(raw > space / 30 ? -space * Math.log(1 - Math.min(raw / space, 0.999_999)) : raw);
    },
  };
}
