import { createHash } from "node:crypto";
import { expect, it } from "vitest";
import { takeFacts } from "~/features/assets/facts/take-facts.ts";
import { generateLoraAdapter } from "./lora-adapter.ts";
import { generateMeterReadings } from "./meter-readings.ts";
import { generateQuestionAnswers } from "./question-answers.ts";

const sha256 = (bytes: Uint8Array): string => createHash("sha256").update(bytes).digest("hex");
const factsOf = (name: string, bytes: Uint8Array<ArrayBuffer>, adapterConfig?: string) => {
  const source = { name, mediaType: "", blob: new Blob([bytes]) };
  return takeFacts(adapterConfig === undefined ? source : { ...source, adapterConfig }, { sampleRows: true });
};

it("makes the same bytes every time", () => {
  expect(sha256(generateMeterReadings())).toBe(sha256(generateMeterReadings()));
  expect(sha256(generateQuestionAnswers())).toBe(sha256(generateQuestionAnswers()));
  expect(sha256(generateLoraAdapter().weights)).toBe(sha256(generateLoraAdapter().weights));
});

it("makes a table that reads as one", async () => {
  const bytes = generateMeterReadings();
  expect(bytes.length).toBeGreaterThan(5_000_000);
  const facts = await factsOf("readings.csv", bytes);
  expect(facts).toMatchObject({ kind: "tabular", rows: 115_200, malformedRows: 0 });
  const columns = facts.kind === "tabular" ? facts.columns : [];
  const used = columns.find(({ name }) => name === "import_kwh");
  expect(used).toMatchObject({ type: "number", nulls: expect.any(Number), min: expect.any(Number) });
  expect(used?.min).toBeGreaterThan(0);
  expect(used?.max).toBeLessThan(20);
});

it("makes word problems whose steps end in their answers", async () => {
  const bytes = generateQuestionAnswers();
  expect(await factsOf("problems.jsonl", bytes)).toMatchObject({ kind: "tabular", rows: 12_000, malformedRows: 0 });
  for (const line of new TextDecoder().decode(bytes).trim().split("\n")) {
    const { steps, answer, synthetic } = JSON.parse(line);
    expect(synthetic).toBe(true);
    expect(steps.at(-1)).toContain(answer.replace(" %", ""));
  }
});

it("makes an adapter of real names and shapes", async () => {
  const { weights, config } = generateLoraAdapter();
  expect(await factsOf("adapter_model.safetensors", weights, config)).toMatchObject({
    kind: "adapter",
    parameters: 460_800,
    tensorCount: 120,
    rank: 8,
    alpha: 16,
    targetModules: ["q_proj", "v_proj"],
    baseModel: "HuggingFaceTB/SmolLM2-135M",
  });
});
