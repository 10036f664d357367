import { parquetWriteBuffer } from "hyparquet-writer";
import { expect, test } from "vitest";
import { PublicFacts } from "./public-facts.ts";
import { takeFacts } from "./take-facts.ts";

const factsOf = async (part: BlobPart, sampleRows = true) => {
  const source = { name: "t.parquet", mediaType: "", blob: new Blob([part]) };
  return PublicFacts.parse(await takeFacts(source, { sampleRows }));
};

const table = () =>
  parquetWriteBuffer({
    columnData: [
      { name: "name", data: ["Alice", "Bob", "Charlie"], type: "STRING" },
      { name: "age", data: [25, 30, 35], type: "INT32" },
      { name: "score", data: [1.5, null, 2.5], type: "DOUBLE" },
    ],
  });

test("columns, rows and bounds from the footer, and the first rows", async () => {
  expect(await factsOf(table())).toMatchObject({
    kind: "tabular",
    format: "parquet",
    rows: 3,
    columns: [
      { name: "name", type: "text" },
      { name: "age", type: "integer", min: 25, max: 35, nulls: 0 },
      { name: "score", type: "number", min: 1.5, max: 2.5, nulls: 1 },
    ],
    sample: [
      ["Alice", "25", "1.5"],
      ["Bob", "30", null],
      ["Charlie", "35", "2.5"],
    ],
  });
  expect(await factsOf(table(), false)).toMatchObject({ sample: [] });
});

test("hostile: no footer, a footer that claims too much, a cut and a scrambled file", async () => {
  expect(await factsOf("PAR1")).toMatchObject({ kind: "opaque", note: expect.stringContaining("short") });
  const bytes = new Uint8Array(table());
  const huge = bytes.slice();
  new DataView(huge.buffer).setUint32(huge.length - 8, 0xffff_ffff, true);
  expect(await factsOf(huge)).toMatchObject({ kind: "opaque", note: expect.stringContaining("footer") });
  expect(await factsOf(bytes.slice(0, -20))).toMatchObject({ kind: "opaque" });
  for (let at = 4; at < bytes.length - 8; at += 3) {
    const scrambled = bytes.slice();
    scrambled[at] = 0xff;
    await factsOf(scrambled, false);
  }
});
