import { expect, test } from "vitest";
import { PublicFacts } from "./public-facts.ts";
import { takeFacts } from "./take-facts.ts";

const factsOf = async (text: string) => {
  const source = { name: "t.jsonl", mediaType: "", blob: new Blob([text]) };
  return PublicFacts.parse(await takeFacts(source, { sampleRows: true }));
};

test("columns come as they appear; absent values are nulls", async () => {
  const facts = await factsOf('{"text":"hi","n":1}\n\n{"text":null,"tags":["a"],"n":2.5}\r\n{"ok":true}');
  expect(facts).toMatchObject({
    rows: 3,
    columns: [
      { name: "text", type: "text", nulls: 2 },
      { name: "n", type: "number", nulls: 1, min: 1, max: 2.5, mean: 1.75 },
      { name: "tags", type: "nested", nulls: 2 },
      { name: "ok", type: "boolean", nulls: 2 },
    ],
    sample: [
      ["hi", "1", null, null],
      [null, "2.5", '["a"]', null],
      [null, null, null, "true"],
    ],
  });
});

test("hostile: prototype keys, broken lines, deep nesting, a line without end, endless new keys", async () => {
  const proto = await factsOf('{"__proto__":{"polluted":1},"constructor":2}\n');
  expect(proto).toMatchObject({ columns: [{ name: "__proto__", type: "nested" }, { name: "constructor" }] });
  expect(Reflect.get({}, "polluted")).toBeUndefined();
  expect(await factsOf('{"a":1}\n{"a":\nnot json\n')).toMatchObject({ rows: 1, malformedRows: 2 });
  expect(await factsOf(`{"a":${"[".repeat(200_000)}${"]".repeat(200_000)}}`)).toMatchObject({ kind: "tabular" });
  expect(await factsOf(`{"a":1}\n"${"x".repeat(5_000_000)}"\n`)).toMatchObject({ rows: 1, malformedRows: 1 });
  const keys = Array.from({ length: 30_000 }, (_, index) => `{"k${index}":1}`).join("\n");
  expect(await factsOf(keys)).toMatchObject({ rows: 30_000, moreColumns: 29_500 });
  expect(await factsOf("not json at all")).toMatchObject({ kind: "opaque" });
});

test("text with half a surrogate pair stays valid Unicode", async () => {
  const facts = await factsOf('{"a":"\\ud800x"}');
  expect(facts).toMatchObject({ sample: [["\ufffdx"]] });
});
