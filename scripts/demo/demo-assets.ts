import { type Address, type Hex, keccak256, toBytes } from "viem";
import { demoAccount } from "~/demo-accounts.ts";
import { assetIdOf } from "~/ids.ts";
import { recipientOf, type Share } from "../../contracts/shares-tree.ts";
import { generateLoraAdapter } from "./lora-adapter.ts";
import { generateMeterReadings } from "./meter-readings.ts";
import type { Draft, OfferTerms } from "./publish-asset.ts";
import { generateQuestionAnswers } from "./question-answers.ts";
import type { DraftFile } from "./seal-files.ts";

const USDC = 1_000_000n;
const DAY = 86_400;
const FOR_EVER = 4_294_967_295;

const creator = demoAccount(2).address;
const contributors = [demoAccount(3).address, demoAccount(8).address] as const;
const saltOf = (name: string): Hex => keccak256(toBytes(`tessera demo asset: ${name}`));

const file = (name: string, mediaType: string, content: Uint8Array<ArrayBuffer> | string): DraftFile => ({
  name,
  mediaType,
  blob: new Blob([content]),
});

function sharesOf(rest: readonly Share[]): Share[] {
  const given = rest.reduce((sum, { ppm }) => sum + ppm, 0);
  return [{ recipient: recipientOf(creator), ppm: 1_000_000 - given }, ...rest];
}

/** A term licence unless told otherwise; payments can be disputed for a day. */
function offer(currency: Address, terms: Partial<OfferTerms> & Pick<OfferTerms, "price">): OfferTerms {
  return {
    currency,
    ...{ term: FOR_EVER, uses: 0, hold: DAY },
    ...{ resaleShare: 0, resellable: false, transferable: false, opensLater: false },
    ...{ supplyCap: 0, start: 0, end: 0, allowRoot: `0x${"00".repeat(32)}` },
    ...terms,
  };
}

const metered = (currency: Address, uses: number, unitPrice: bigint): OfferTerms =>
  offer(currency, { price: unitPrice * BigInt(uses), uses, term: 0, hold: 0 });

function meterReadings(usdc: Address): Draft {
  return {
    salt: saltOf("meter readings"),
    title: "Household electricity, hourly (synthetic)",
    description: `Hourly import and export of **40 invented households** over 120 days of winter and spring: 115,200 rows.

Made by a seeded program to be of real shape: morning and evening peaks, weekends, heat pumps that follow the outdoor temperature,
rooftop solar, three tariffs, and the gaps that real meters have (\`quality\` is \`missing\` or \`estimated\` in about 1 % of the rows).
No reading is anybody's, so nothing learnt from it about a household is true of one.

| column | unit |
|---|---|
| \`import_kwh\`, \`export_kwh\` | kWh in that hour |
| \`outdoor_c\` | °C |
| \`time\` | UTC, start of the hour |
`,
    kind: "dataset",
    tags: ["energy", "time series", "synthetic", "tabular"],
    licence: { spdx: "CC-BY-4.0" },
    files: [file("household-electricity.csv", "text/csv", generateMeterReadings())],
    shares: sharesOf([{ recipient: recipientOf(contributors[0]), ppm: 200_000 }]),
    offers: [offer(usdc, { price: 49n * USDC, term: 365 * DAY }), offer(usdc, { price: 9n * USDC, term: 30 * DAY })],
  };
}

function wordProblems(usdc: Address): Draft {
  return {
    salt: saltOf("word problems"),
    title: "12,000 word problems with worked steps (synthetic)",
    description: `Short questions about money, rates, the calendar and mixtures, each with its steps and its answer, as JSON lines.

All of it is templated by a seeded program: the language is plain and repeats itself, the arithmetic is checked. Good for testing
pipelines and for teaching a small model to show its steps; not a benchmark. About one in ten is marked as the \`test\` split.
`,
    kind: "dataset",
    tags: ["text", "reasoning", "synthetic", "english"],
    licence: { spdx: "CC-BY-SA-4.0" },
    files: [file("word-problems.jsonl", "application/jsonl", generateQuestionAnswers())],
    shares: sharesOf([
      { recipient: recipientOf(contributors[0]), ppm: 150_000 },
      { recipient: recipientOf(contributors[1]), ppm: 100_000 },
    ]),
    offers: [offer(usdc, { price: 25n * USDC }), metered(usdc, 20, USDC / 2n)],
  };
}

function adapter(usdc: Address, parent: bigint): Draft {
  const { weights, config } = generateLoraAdapter();
  return {
    salt: saltOf("lora adapter"),
    title: "Rank-8 LoRA adapter for SmolLM2-135M (untrained)",
    description: `An adapter in PEFT's layout: \`adapter_model.safetensors\` and \`adapter_config.json\`, for \`q_proj\` and \`v_proj\` in all 30 layers,
460,800 parameters in F32.

**It is untrained:** the A matrices are random, the B matrices zero, so that it changes nothing in the base model's answers. It has the
names and shapes of a real one, to load, inspect and start training from. A tenth of its income goes to the word problems that it is
meant to be trained on.
`,
    kind: "adapter",
    tags: ["lora", "peft", "smollm2", "untrained"],
    licence: { spdx: "Apache-2.0" },
    files: [
      file("adapter_model.safetensors", "application/octet-stream", weights),
      file("adapter_config.json", "application/json", config),
    ],
    shares: sharesOf([
      { recipient: parent, ppm: 100_000 },
      { recipient: recipientOf(contributors[1]), ppm: 50_000 },
    ]),
    offers: [offer(usdc, { price: 12n * USDC, term: 90 * DAY }), metered(usdc, 10, USDC)],
  };
}

/** The three demo assets, parents before children, each made when it is asked for. */
export function demoAssets(usdc: Address): { readonly salt: Hex; readonly name: string; readonly make: () => Draft }[] {
  const problems = BigInt(assetIdOf(creator, saltOf("word problems")));
  return [
    { name: "meter readings", salt: saltOf("meter readings"), make: () => meterReadings(usdc) },
    { name: "word problems", salt: saltOf("word problems"), make: () => wordProblems(usdc) },
    { name: "LoRA adapter", salt: saltOf("lora adapter"), make: () => adapter(usdc, problems) },
  ];
}
