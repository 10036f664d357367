import { z } from "zod";

export interface Tensor {
  readonly name: string;
  readonly dtype: string;
  readonly shape: readonly number[];
  readonly parameters: number;
}

export interface SafetensorsHeader {
  readonly tensors: readonly Tensor[];
  readonly metadata: ReadonlyMap<string, string>;
}

/** The file's header is not one that the format allows, so nothing that it says is repeated. */
export class SafetensorsInvalid extends Error {
  override readonly name = "SafetensorsInvalid";
}

const HEADER_BYTES = 32 * 1_048_576;
const TENSORS = 200_000;
const BITS = new Map(
  Object.entries({ BOOL: 8, U8: 8, I8: 8, F8_E5M2: 8, F8_E4M3: 8, F8_E8M0: 8, I16: 16, U16: 16, F16: 16, BF16: 16 }),
);
for (const dtype of ["I32", "U32", "F32"]) BITS.set(dtype, 32);
for (const dtype of ["I64", "U64", "F64"]) BITS.set(dtype, 64);

const offset = z.number().int().nonnegative().max(Number.MAX_SAFE_INTEGER);
const Entry = z.strictObject({
  dtype: z.string().refine((dtype) => BITS.has(dtype)),
  shape: z.array(offset).max(16),
  data_offsets: z.tuple([offset, offset]),
});

async function readJson(blob: Blob): Promise<{ header: object; dataBytes: number }> {
  if (blob.size < 10) throw new SafetensorsInvalid("Too short to be a safetensors file.");
  const length = new DataView(await blob.slice(0, 8).arrayBuffer()).getBigUint64(0, true);
  if (length > HEADER_BYTES) throw new SafetensorsInvalid(`Its header claims ${length} bytes.`);
  const dataBytes = blob.size - 8 - Number(length);
  if (dataBytes < 0) throw new SafetensorsInvalid("Its header claims more bytes than the file has.");
  const text = await blob.slice(8, 8 + Number(length)).arrayBuffer();
  try {
    const header: unknown = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(text));
    if (typeof header === "object" && header !== null && !Array.isArray(header)) return { header, dataBytes };
  } catch (cause) {
    throw new SafetensorsInvalid("Its header is not JSON.", { cause });
  }
  throw new SafetensorsInvalid("Its header is not an object.");
}

function checkLayout(spans: [number, number][], dataBytes: number): void {
  let end = 0;
  for (const [from, to] of spans.sort((a, b) => a[0] - b[0] || a[1] - b[1])) {
    if (from !== end || to < from) throw new SafetensorsInvalid("Its tensors overlap or leave holes.");
    end = to;
  }
  if (end !== dataBytes) throw new SafetensorsInvalid("Its tensors don't fill the file.");
}

/**
 * The header of a safetensors file, checked as the format demands: known types, spans that fit shapes, no overlap and no hole.
 * No tensor is read. @throws SafetensorsInvalid
 */
export async function readSafetensorsHeader(blob: Blob): Promise<SafetensorsHeader> {
  const { header, dataBytes } = await readJson(blob);
  const entries = Object.entries(header);
  if (entries.length > TENSORS) throw new SafetensorsInvalid("It has too many tensors.");
  const metadata = new Map<string, string>();
  const tensors: Tensor[] = [];
  const spans: [number, number][] = [];
  for (const [name, value] of entries) {
    if (name === "__metadata__") {
      for (const [key, text] of Object.entries(value ?? {})) if (typeof text === "string") metadata.set(key, text);
      continue;
    }
    const entry = Entry.safeParse(value);
    if (!entry.success) throw new SafetensorsInvalid("One of its tensors is not described as the format demands.");
    const { dtype, shape, data_offsets: span } = entry.data;
    const parameters = shape.reduce((product, size) => product * size, 1);
    const bytes = (parameters * (BITS.get(dtype) ?? 0)) / 8;
    if (!Number.isSafeInteger(bytes) || span[1] - span[0] !== bytes) {
      throw new SafetensorsInvalid("One of its tensors does not have the size of its shape.");
    }
    tensors.push({ name, dtype, shape, parameters });
    spans.push([...span]);
  }
  checkLayout(spans, dataBytes);
  return { tensors, metadata };
}
