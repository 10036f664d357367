import fc from "fast-check";
import { expect, test } from "vitest";
import { createCsvRows } from "./csv-rows.ts";
import { PublicFacts } from "./public-facts.ts";
import { takeFacts } from "./take-facts.ts";

const factsOf = async (csv: string | Uint8Array<ArrayBuffer>, sampleRows = true) => {
  const facts = await takeFacts({ name: "t.csv", mediaType: "text/csv", blob: new Blob([csv]) }, { sampleRows });
  PublicFacts.parse(facts);
  if (facts.kind !== "tabular") throw new Error(`Not tabular: ${JSON.stringify(facts)}`);
  return facts;
};

test("types, nulls, distinct, bounds and mean", async () => {
  const facts = await factsOf(
    "id,price,when,ok,zip,note\n1,2.5,2024-01-02,true,02134,a\n2,,2024-01-03,false,00501,b\n3,4.5,NA,true,10001,a\n",
  );
  expect(facts.rows).toBe(3);
  expect(facts.columns).toMatchObject([
    { name: "id", type: "integer", nulls: 0, distinct: 3, min: 1, max: 3, mean: 2 },
    { name: "price", type: "number", nulls: 1, distinct: 2, min: 2.5, max: 4.5, mean: 3.5 },
    { name: "when", type: "date", nulls: 1, distinct: 2, min: null, mean: null },
    { name: "ok", type: "boolean", distinct: 2 },
    { name: "zip", type: "text", distinct: 3, min: null },
    { name: "note", type: "text", distinct: 2 },
  ]);
  expect(facts.sample[0]).toEqual(["1", "2.5", "2024-01-02", "true", "02134", "a"]);
});

test("byte order mark, CRLF, quotes, line breaks in cells, semicolons", async () => {
  const facts = await factsOf('\ufeff"na;me";b\r\n"say ""hi""";"two\r\nlines"\r\n\r\nplain;x\r\n');
  expect(facts.columns.map(({ name }) => name)).toEqual(["na;me", "b"]);
  expect(facts.sample).toEqual([
    ['say "hi"', "two\r\nlines"],
    ["plain", "x"],
  ]);
});

test("a table without a header row, repeated and missing names, ragged rows", async () => {
  expect((await factsOf("1,a\n2,b\n")).columns.map(({ name }) => name)).toEqual(["column 1", "column 2"]);
  const facts = await factsOf("a,a,,__proto__\nx,y,z\nx,y,z,w,more\n");
  expect(facts.columns.map(({ name }) => name)).toEqual(["a", "a (2)", "column 3", "__proto__"]);
  expect(facts).toMatchObject({ rows: 2, malformedRows: 2 });
  expect(facts.sample[0]).toEqual(["x", "y", "z", null]);
});

test("no sample rows unless the creator publishes them", async () => {
  expect((await factsOf("a\nsecret\n", false)).sample).toEqual([]);
});

test("hostile: endless cell, many columns, bad UTF-8, unclosed quote, nothing", async () => {
  const long = await factsOf(`a,b\n"${"x".repeat(3_000_000)}",y\n`);
  expect(long.sample[0]?.[0]?.length).toBe(201);
  const wide = await factsOf(`${"c,".repeat(100_000)}c\n`);
  expect([wide.columns.length, wide.moreColumns]).toEqual([500, 99_501]);
  expect((await factsOf(new Uint8Array([0x61, 0x0a, 0xff, 0xfe, 0x0a]))).sample).toEqual([["\ufffd\ufffd"]]);
  expect((await factsOf('a\n"never closed\n\n')).rows).toBe(1);
  expect(await takeFacts({ name: "e.csv", mediaType: "", blob: new Blob([]) }, { sampleRows: true })).toMatchObject({
    kind: "opaque",
  });
});

test("rows are the same however the text is cut into pieces", () => {
  const cell = fc.string({ unit: fc.constantFrom("a", ",", '"', "\n", "\r", "é", " "), maxLength: 6 });
  const table = fc.array(fc.array(cell, { minLength: 2, maxLength: 4 }), { minLength: 1, maxLength: 6 });
  const quote = (text: string): string => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
  fc.assert(
    fc.property(table, fc.integer({ min: 1, max: 7 }), fc.constantFrom("\n", "\r\n", "\r"), (rows, size, line) => {
      const text = rows.map((row) => row.map(quote).join(",")).join(line);
      const seen: string[][] = [];
      const limits = { delimiter: ",", cellCharacters: 100, rowCells: 10 };
      const parser = createCsvRows({ ...limits, onRow: (row) => seen.push([...row]) });
      for (let at = 0; at < text.length; at += size) parser.push(text.slice(at, at + size));
      parser.end();
      expect(seen).toEqual(rows);
    }),
    { numRuns: 500 },
  );
});

test("distinct stays within five per cent at a hundred thousand", async () => {
  const facts = await factsOf(`id\n${Array.from({ length: 100_000 }, (_, index) => `user-${index}`).join("\n")}`);
  expect(facts.columns[0]?.distinct).toBeGreaterThan(95_000);
  expect(facts.columns[0]?.distinct).toBeLessThan(105_000);
});
