import { expect, test } from "vitest";
import { PublicFacts } from "./public-facts.ts";
import { takeFacts } from "./take-facts.ts";

function safetensors(header: unknown, dataBytes: number): Blob {
  const json = new TextEncoder().encode(typeof header === "string" ? header : JSON.stringify(header));
  const length = new DataView(new ArrayBuffer(8));
  length.setBigUint64(0, BigInt(json.length), true);
  return new Blob([length, json, new Uint8Array(dataBytes)]);
}

const factsOf = async (blob: Blob, adapterConfig?: string) => {
  const source = { name: "a.safetensors", mediaType: "", blob, ...(adapterConfig !== undefined && { adapterConfig }) };
  return PublicFacts.parse(await takeFacts(source, { sampleRows: true }));
};

const lora = {
  __metadata__: { base_model_name_or_path: "some/base" },
  "base_model.model.layers.0.self_attn.q_proj.lora_A.weight": { dtype: "F16", shape: [8, 64], data_offsets: [0, 1024] },
  "base_model.model.layers.0.self_attn.q_proj.lora_B.weight": {
    dtype: "F16",
    shape: [64, 8],
    data_offsets: [1024, 2048],
  },
  "base_model.model.layers.0.self_attn.v_proj.lora_A.weight": {
    dtype: "F32",
    shape: [8, 4],
    data_offsets: [2048, 2176],
  },
};

test("tensors, parameters, rank, target modules and base model from the header", async () => {
  expect(await factsOf(safetensors(lora, 2176))).toMatchObject({
    kind: "adapter",
    parameters: 1056,
    tensorCount: 3,
    dtypes: [
      { dtype: "F16", tensors: 2 },
      { dtype: "F32", tensors: 1 },
    ],
    rank: 8,
    alpha: null,
    targetModules: ["q_proj", "v_proj"],
    baseModel: "some/base",
  });
});

test("adapter_config.json completes it; a broken one is as none", async () => {
  const config = { r: 16, lora_alpha: 32, target_modules: ["k_proj"], base_model_name_or_path: "another/base" };
  expect(await factsOf(safetensors(lora, 2176), JSON.stringify(config))).toMatchObject({
    rank: 16,
    alpha: 32,
    targetModules: ["k_proj"],
    baseModel: "another/base",
  });
  expect(await factsOf(safetensors(lora, 2176), '{"r":"many","target_modules":"all-linear"}')).toMatchObject({
    rank: 8,
    targetModules: ["all-linear"],
  });
  expect(await factsOf(safetensors(lora, 2176), "{")).toMatchObject({ rank: 8, baseModel: "some/base" });
});

const tensor = (shape: unknown, span: unknown, dtype: unknown = "F32") => ({ t: { dtype, shape, data_offsets: span } });
const hostile: [string, Blob][] = [
  ["a header longer than the file", new Blob([new Uint8Array([255, 0, 0, 0, 0, 0, 0, 0, 123, 125])])],
  ["a header of exabytes", new Blob([new Uint8Array(16).fill(255)])],
  ["no JSON", safetensors("{", 0)],
  ["an array", safetensors("[]", 0)],
  ["too short", new Blob(["x"])],
  ["a span outside the file", safetensors(tensor([4], [0, 16]), 8)],
  ["a span that does not fit the shape", safetensors(tensor([4], [0, 8]), 8)],
  ["a hole before", safetensors(tensor([1], [4, 8]), 8)],
  ["bytes behind", safetensors(tensor([1], [0, 4]), 8)],
  ["overlap", safetensors({ ...tensor([2], [0, 8]), u: { dtype: "F32", shape: [1], data_offsets: [4, 8] } }, 8)],
  ["a negative size", safetensors(tensor([-1, -1], [0, 4]), 4)],
  ["a shape that overflows", safetensors(tensor([2 ** 53 - 1, 2 ** 53 - 1], [0, 4]), 4)],
  ["an unknown type", safetensors(tensor([1], [0, 4], "PICKLE"), 4)],
  ["a fractional offset", safetensors(tensor([1], [0, 4.5]), 4)],
  ["an additional key", safetensors({ t: { ...tensor([1], [0, 4]).t, code: "x" } }, 4)],
  ["a prototype", safetensors('{"__proto__":{"dtype":"F32"}}', 0)],
];

for (const [what, blob] of hostile) {
  test(`hostile: ${what} is opaque`, async () => {
    expect(await factsOf(blob)).toMatchObject({ kind: "opaque", bytes: blob.size, note: expect.any(String) });
  });
}
