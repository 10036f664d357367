import { createRandom, type Random } from "./random.ts";

const QUESTIONS = 12_000;

interface Question {
  readonly topic: string;
  readonly question: string;
  readonly steps: readonly string[];
  readonly answer: string;
}

const names = [
  "Amara",
  "Bela",
  "Chidi",
  "Dana",
  "Elif",
  "Farid",
  "Greta",
  "Hana",
  "Ivo",
  "Jun",
  "Kofi",
  "Lena",
] as const;
const goods = ["notebooks", "lamps", "tiles", "seedlings", "bolts", "candles", "postcards", "jars"] as const;
const places = ["the workshop", "the library", "the harbour", "the school", "the clinic", "the mill"] as const;
const money = (cents: number): string => `${Math.floor(cents / 100)}.${String(cents % 100).padStart(2, "0")}`;

function purchase(random: Random): Question {
  const [name, thing, count, cents, paid] = [
    random.pick(names),
    random.pick(goods),
    random.int(2, 48),
    random.int(15, 1950),
    random.int(1, 9) * 5000,
  ];
  const total = count * cents;
  const given = Math.ceil(total / paid) * paid;
  return {
    topic: "money",
    question: `${name} buys ${count} ${thing} at ${money(cents)} each and pays with ${money(given)}. How much is the change?`,
    steps: [
      `${count} x ${money(cents)} = ${money(total)}`,
      `${money(given)} - ${money(total)} = ${money(given - total)}`,
    ],
    answer: money(given - total),
  };
}

function journey(random: Random): Question {
  const [name, place, speed, quarters] = [
    random.pick(names),
    random.pick(places),
    random.int(3, 24) * 4,
    random.int(1, 14),
  ];
  const distance = (speed * quarters) / 4;
  return {
    topic: "rates",
    question: `${name} rides to ${place} at a steady ${speed} km/h and arrives after ${quarters * 15} minutes. How far is it?`,
    steps: [`${quarters * 15} min = ${quarters / 4} h`, `${speed} km/h x ${quarters / 4} h = ${distance} km`],
    answer: `${distance} km`,
  };
}

function weekday(random: Random): Question {
  const start = new Date(Date.UTC(random.int(1990, 2035), random.int(0, 11), random.int(1, 28)));
  const days = random.int(3, 400);
  const end = new Date(start.getTime() + days * 86_400_000);
  const day = (date: Date): string => date.toLocaleDateString("en-GB", { weekday: "long", timeZone: "UTC" });
  const iso = (date: Date): string => date.toISOString().slice(0, 10);
  return {
    topic: "calendar",
    question: `${iso(start)} is a ${day(start)}. Which day of the week comes ${days} days later?`,
    steps: [
      `${days} = ${Math.floor(days / 7)} x 7 + ${days % 7}`,
      `${day(start)} + ${days % 7} days = ${day(end)} (${iso(end)})`,
    ],
    answer: day(end),
  };
}

function mixture(random: Random): Question {
  const [first, second, strong, weak] = [
    random.int(1, 20),
    random.int(1, 20),
    random.int(10, 18) * 5,
    random.int(0, 8) * 5,
  ];
  const solute = first * strong + second * weak;
  const share = (solute / (first + second)).toFixed(1);
  return {
    topic: "percentages",
    question: `${first} litres of a ${strong} % solution are mixed with ${second} litres of a ${weak} % one. What is the strength of the mixture, to one decimal?`,
    steps: [`${first} x ${strong} + ${second} x ${weak} = ${solute}`, `${solute} / ${first + second} = ${share}`],
    answer: `${share} %`,
  };
}

const templates = [purchase, journey, weekday, mixture] as const;

/** Templated word problems with worked steps, as JSON lines. Each is marked as synthetic; no text is anybody else's. */
export function generateQuestionAnswers(): Uint8Array<ArrayBuffer> {
  const random = createRandom("tessera demo: question answers");
  const lines = Array.from({ length: QUESTIONS }, (_, index) => {
    const { topic, question, steps, answer } = random.pick(templates)(random);
    const id = `q${String(index + 1).padStart(5, "0")}`;
    const split = random.unit() < 0.1 ? "test" : "train";
    return `${JSON.stringify({ id, split, topic, question, steps, answer, language: "en", synthetic: true })}\n`;
  });
  return new TextEncoder().encode(lines.join(""));
}
