import { type AdapterConfig, parseAdapterConfig } from "./adapter-config.ts";
import { clip } from "./clip.ts";
import { type AdapterFacts, FACTS_LIMITS } from "./public-facts.ts";
import { readSafetensorsHeader, type SafetensorsHeader, type Tensor } from "./safetensors-header.ts";

const DOWN = /(?:^|[._])(?:lora_A|lora_down)(?:[._]|$)/;
/** Tensors of the tools in use: `...q_proj.lora_A.weight` (PEFT), `lora_unet_..._to_q.lora_down.weight` (Kohya). */
const MODULE = /([A-Za-z0-9_-]+)\.(?:lora_A|lora_down|lora\.down)(?:\.|$)/;
const BASE_MODEL_KEYS = ["base_model_name_or_path", "base_model", "ss_sd_model_name", "ss_base_model_version"];

const shortName = (text: string): string => clip(text, FACTS_LIMITS.nameCharacters);

/** The rank that most of the down projections have: their smaller side. */
function rankOf(tensors: readonly Tensor[]): number | null {
  const times = new Map<number, number>();
  for (const { name, shape } of tensors) {
    const rank = shape[0];
    if (!DOWN.test(name) || rank === undefined || shape.length < 2) continue;
    times.set(rank, (times.get(rank) ?? 0) + 1);
  }
  return [...times].sort((a, b) => b[1] - a[1])[0]?.[0] ?? null;
}

function modulesOf(tensors: readonly Tensor[]): string[] {
  const modules = new Set<string>();
  for (const { name } of tensors) {
    const module = MODULE.exec(name)?.[1];
    if (module !== undefined && modules.size < FACTS_LIMITS.modules) modules.add(shortName(module));
  }
  return [...modules].sort();
}

function dtypesOf(tensors: readonly Tensor[]): AdapterFacts["dtypes"] {
  const counts = new Map<string, number>();
  for (const { dtype } of tensors) counts.set(dtype, (counts.get(dtype) ?? 0) + 1);
  return [...counts].map(([dtype, count]) => ({ dtype, tensors: count })).sort((a, b) => b.tensors - a.tensors);
}

function baseModelOf({ metadata }: SafetensorsHeader, config: AdapterConfig | null): string | null {
  const named = config?.base_model_name_or_path ?? BASE_MODEL_KEYS.map((key) => metadata.get(key)).find(Boolean);
  return named ? shortName(named) : null;
}

/**
 * What an adapter's header says, completed by its adapter_config.json where that is given.
 * @throws SafetensorsInvalid
 */
export async function readSafetensorsFacts(blob: Blob, adapterConfig?: string): Promise<AdapterFacts> {
  const header = await readSafetensorsHeader(blob);
  const config = adapterConfig === undefined ? null : parseAdapterConfig(adapterConfig);
  const { tensors } = header;
  const listed = config?.target_modules?.slice(0, FACTS_LIMITS.modules).map(shortName);
  return {
    kind: "adapter",
    format: "safetensors",
    parameters: tensors.reduce((sum, { parameters }) => sum + parameters, 0),
    tensorCount: tensors.length,
    dtypes: dtypesOf(tensors),
    tensors: tensors
      .slice(0, FACTS_LIMITS.tensors)
      .map(({ name, dtype, shape }) => ({ name: shortName(name), dtype, shape: [...shape] })),
    rank: config?.r ?? rankOf(tensors),
    alpha: config?.lora_alpha ?? null,
    targetModules: listed ?? modulesOf(tensors),
    baseModel: baseModelOf(header, config),
  };
}
