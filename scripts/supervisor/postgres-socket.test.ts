import pg from "pg";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Database, startDatabase } from "./database.ts";

let database: Database;
let pool: pg.Pool;
beforeAll(async () => {
  database = await startDatabase({ memory: true });
  pool = new pg.Pool({ connectionString: database.url, max: 8 });
  await pool.query("CREATE TABLE note (id int PRIMARY KEY, text text)");
}, 60_000);
afterAll(async () => {
  await pool.end();
  await database.stop();
});

test("queries of many connections at once never mix, small and large", async () => {
  const answers = await Promise.all(
    Array.from({ length: 300 }, async (_, i) => {
      const long = String(i).repeat(i % 7 === 0 ? 100_000 : 1);
      const columns = i % 3;
      const { rows } = await pool.query(`SELECT $1::text AS text, ${columns} AS columns`, [long]);
      return rows[0].text === long && rows[0].columns === columns;
    }),
  );
  expect(answers.every(Boolean)).toBe(true);
});

test("a transaction has the session to itself until it ends", async () => {
  const client = await pool.connect();
  await client.query("BEGIN");
  await client.query("INSERT INTO note VALUES (1, 'a')");
  const seen = pool.query("SELECT count(*)::int AS count FROM note");
  await client.query("INSERT INTO note VALUES (2, 'b')");
  await client.query("COMMIT");
  client.release();
  expect((await seen).rows[0].count).toBe(2);
});

test("a query that fails harms neither its own connection nor others", async () => {
  const client = await pool.connect();
  await expect(client.query("SELECT * FROM nothing WHERE id = $1", [1])).rejects.toThrow(/nothing/);
  expect((await client.query("SELECT 1 AS one")).rows[0].one).toBe(1);
  await client.query("BEGIN");
  await expect(client.query("INSERT INTO note VALUES (1, 'again')")).rejects.toThrow();
  await client.query("ROLLBACK");
  client.release();
  expect((await pool.query("SELECT 2 AS two")).rows[0].two).toBe(2);
});

test("a client that dies in a transaction leaves nothing of it, and blocks nobody", async () => {
  const client = new pg.Client({ connectionString: database.url });
  await client.connect();
  client.on("error", () => {});
  await client.query("BEGIN");
  await client.query("INSERT INTO note VALUES (9, 'lost')");
  const { connection } = client as unknown as { connection: { stream: { destroy(): void } } };
  connection.stream.destroy();
  const { rows } = await pool.query("SELECT count(*)::int AS count FROM note WHERE id = 9");
  expect(rows[0].count).toBe(0);
});
