import { createHash } from "node:crypto";
import { once } from "node:events";
import { createWriteStream, openAsBlob, type WriteStream } from "node:fs";
import { createRandom } from "../../scripts/demo/random.ts";

export interface LargeFile {
  readonly blob: Blob;
  /** In hex. */
  readonly sha256: string;
}

async function write(path: string, pieces: Iterable<Uint8Array>): Promise<LargeFile> {
  const hash = createHash("sha256");
  const file: WriteStream = createWriteStream(path);
  for (const piece of pieces) {
    hash.update(piece);
    if (!file.write(piece)) await once(file, "drain");
  }
  file.end();
  await once(file, "close");
  return { blob: await openAsBlob(path), sha256: hash.digest("hex") };
}

/** A CSV of at least 64 MiB with the marker in a row far from the first. */
export function writeLargeCsv(path: string, marker: string): Promise<LargeFile> {
  const random = createRandom("large csv");
  function* rows(): Generator<Uint8Array> {
    yield Buffer.from("id,name,value,note\n");
    for (let row = 0, bytes = 0; bytes < 64 * 1_048_576; ) {
      const lines: string[] = [];
      for (const last = row + 5000; row < last; row++) {
        const note = row === 20_000 ? marker : `n${random.int(0, 99)}`;
        lines.push(`${row},station ${random.int(1, 500)},${random.normal().toFixed(6)},${note}\n`);
      }
      const piece = Buffer.from(lines.join(""));
      bytes += piece.length;
      yield piece;
    }
  }
  return write(path, rows());
}

/** An adapter of about 100 MB in safetensors, with the marker among its values. */
export function writeLargeAdapter(path: string, marker: string): Promise<LargeFile> {
  const random = createRandom("large adapter");
  const layers = 24;
  const rank = 64;
  const width = 8192;
  const tensorBytes = rank * width * 4;
  function* pieces(): Generator<Uint8Array> {
    const header: Record<string, unknown> = { __metadata__: { format: "pt" } };
    for (let index = 0; index < layers * 2; index++) {
      const name = `base_model.model.layers.${index >> 1}.self_attn.q_proj.lora_${index % 2 ? "B" : "A"}.weight`;
      const shape = index % 2 ? [width, rank] : [rank, width];
      header[name] = { dtype: "F32", shape, data_offsets: [index * tensorBytes, (index + 1) * tensorBytes] };
    }
    const text = JSON.stringify(header);
    const json = Buffer.from(text.padEnd(Math.ceil(text.length / 8) * 8));
    const length = Buffer.alloc(8);
    length.writeBigUInt64LE(BigInt(json.length));
    yield length;
    yield json;
    for (let index = 0; index < layers * 2; index++) {
      const values = Float32Array.from({ length: rank * width }, () => random.unit() - 0.5);
      const tensor = Buffer.from(values.buffer);
      if (index === layers) tensor.write(marker, 1000);
      yield tensor;
    }
  }
  return write(path, pieces());
}
