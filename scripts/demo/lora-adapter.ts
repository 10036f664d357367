import { createRandom, type Random } from "./random.ts";

/** Shapes of SmolLM2-135M: hidden size 576, 9 heads and 3 key-value heads of 64, 30 layers. */
const BASE_MODEL = "HuggingFaceTB/SmolLM2-135M";
const HIDDEN = 576;
const OUTPUTS = { q_proj: 576, v_proj: 192 } as const;
const LAYERS = 30;
const RANK = 8;

interface Tensor {
  readonly name: string;
  readonly shape: readonly [number, number];
  readonly values: Float32Array;
}

/** PEFT's start: A is Kaiming-uniform, B is zero, so that the adapter changes nothing until it is trained. */
function layerTensors(random: Random, layer: number, module: keyof typeof OUTPUTS): Tensor[] {
  const bound = Math.sqrt(3 / HIDDEN) * Math.sqrt(1 / 3);
  const name = (matrix: string): string =>
    `base_model.model.model.layers.${layer}.self_attn.${module}.lora_${matrix}.weight`;
  const down = Float32Array.from({ length: RANK * HIDDEN }, () => (random.unit() * 2 - 1) * bound);
  return [
    { name: name("A"), shape: [RANK, HIDDEN], values: down },
    { name: name("B"), shape: [OUTPUTS[module], RANK], values: new Float32Array(OUTPUTS[module] * RANK) },
  ];
}

/** The safetensors format: header length (u64, little-endian), JSON header padded with spaces to 8 bytes, then the values. */
function encodeSafetensors(
  tensors: readonly Tensor[],
  metadata: Readonly<Record<string, string>>,
): Uint8Array<ArrayBuffer> {
  let offset = 0;
  const header: Record<string, unknown> = { __metadata__: metadata };
  for (const { name, shape, values } of tensors) {
    header[name] = { dtype: "F32", shape, data_offsets: [offset, offset + values.byteLength] };
    offset += values.byteLength;
  }
  const text = JSON.stringify(header);
  const json = new TextEncoder().encode(text.padEnd(Math.ceil(text.length / 8) * 8));
  const file = new Uint8Array(8 + json.length + offset);
  const view = new DataView(file.buffer);
  view.setBigUint64(0, BigInt(json.length), true);
  file.set(json, 8);
  let at = 8 + json.length;
  for (const { values } of tensors) {
    for (const value of values) {
      view.setFloat32(at, value, true);
      at += 4;
    }
  }
  return file;
}

export interface LoraAdapter {
  /** adapter_model.safetensors */
  readonly weights: Uint8Array<ArrayBuffer>;
  /** The text of adapter_config.json. */
  readonly config: string;
}

/** A rank-8 LoRA adapter of real names and shapes, untrained: 460,800 parameters. */
export function generateLoraAdapter(): LoraAdapter {
  const random = createRandom("tessera demo: lora adapter");
  const tensors: Tensor[] = [];
  for (let layer = 0; layer < LAYERS; layer++) {
    tensors.push(...layerTensors(random, layer, "q_proj"), ...layerTensors(random, layer, "v_proj"));
  }
  const config = {
    base_model_name_or_path: BASE_MODEL,
    bias: "none",
    fan_in_fan_out: false,
    inference_mode: true,
    init_lora_weights: true,
    lora_alpha: 16,
    lora_dropout: 0.05,
    modules_to_save: null,
    peft_type: "LORA",
    r: RANK,
    target_modules: Object.keys(OUTPUTS),
    task_type: "CAUSAL_LM",
  };
  const metadata = { format: "pt", base_model: BASE_MODEL, note: "untrained: A random, B zero" };
  return { weights: encodeSafetensors(tensors, metadata), config: JSON.stringify(config, null, 2) };
}
