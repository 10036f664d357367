import { z } from "zod";

const text = z.string().max(2000);

/** The parts of PEFT's adapter_config.json that are published. All are optional: tools differ. */
const AdapterConfig = z.object({
  r: z.number().int().positive().max(1_000_000).optional().catch(undefined),
  lora_alpha: z.number().optional().catch(undefined),
  target_modules: z
    .union([z.array(text).max(10_000), text.transform((one) => [one])])
    .optional()
    .catch(undefined),
  base_model_name_or_path: text.optional().catch(undefined),
});
export type AdapterConfig = z.infer<typeof AdapterConfig>;

const CONFIG_CHARACTERS = 1_048_576;

/** @returns what the configuration says, or null where it is not one */
export function parseAdapterConfig(json: string): AdapterConfig | null {
  if (json.length > CONFIG_CHARACTERS) return null;
  try {
    return AdapterConfig.parse(JSON.parse(json));
  } catch {
    return null;
  }
}
