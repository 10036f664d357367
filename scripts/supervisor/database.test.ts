import { spawn } from "node:child_process";
import { mkdtempSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { migrateDeploy, migrationDrift } from "../migrate.ts";
import { databaseUrl, startDatabase } from "./database.ts";
import { writeMigration } from "./migrations-folder.ts";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "tessera-test-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

async function query(url: string, sql: string) {
  const client = new pg.Client(url);
  await client.connect();
  try {
    return (await client.query(sql)).rows;
  } finally {
    await client.end();
  }
}

describe("the embedded database", () => {
  test("keeps its rows over a restart, in a folder that only its user can read", async () => {
    const dataDir = join(folder, "db");
    const first = await startDatabase({ dataDir });
    await query(first.url, "create table t (n int); insert into t values (7)");
    await first.stop();
    const second = await startDatabase({ dataDir });
    expect(second.url).toBe(databaseUrl(dataDir));
    expect(await query(second.url, "select n from t")).toEqual([{ n: 7 }]);
    expect(statSync(dataDir).mode & 0o777).toBe(0o700);
    await second.stop();
  });

  test("refuses a second opener, who would corrupt it", async () => {
    const dataDir = join(folder, "db");
    const database = await startDatabase({ dataDir });
    await expect(startDatabase({ dataDir })).rejects.toThrow(/held by process/);
    await database.stop();
  });

  test("takes over the lock of a process that has died, even when its number is in use again", async () => {
    const dataDir = join(folder, "db");
    writeFileSync(`${dataDir}.lock`, JSON.stringify({ pid: process.ppid, start: "long ago", note: "" }));
    const database = await startDatabase({ dataDir });
    expect(await query(database.url, "select 1 as one")).toEqual([{ one: 1 }]);
    await database.stop();
  });

  test("loses no acknowledged row when its process is killed", async () => {
    const service = join(import.meta.dirname, "../services/database.ts");
    const url = databaseUrl(join(folder, "db"));
    for (let round = 1; round <= 3; round++) {
      const child = spawn(process.execPath, ["--import", "tsx", service], {
        env: { ...process.env, TESSERA_DATA: folder },
        stdio: ["ignore", "ignore", "inherit", "ipc"],
      });
      await new Promise((ready) => child.once("message", ready));
      await query(url, "create table if not exists t (n serial)");
      const before = await query(url, "select count(*)::int as n from t");
      expect(before).toEqual([{ n: (round - 1) * 50 }]);
      for (let row = 0; row < 50; row++) await query(url, "insert into t default values");
      const ended = new Promise((done) => child.once("exit", done));
      child.kill("SIGKILL");
      await ended;
    }
  });
});

describe("migrations", () => {
  const schema = (fields: string) => `
generator client {
  provider = "prisma-client"
  output = "./generated"
  engineType = "client"
}
datasource db {
  provider = "postgresql"
}
model Thing {
  id String @id
  ${fields}
}`;

  test("are written from the schema, applied once, and agree with it afterwards", async () => {
    writeFileSync(join(folder, "schema.prisma"), schema(""));
    writeMigration("first", await migrationDrift(folder), folder);
    expect(await migrationDrift(folder)).toBe("");
    const database = await startDatabase({ memory: true });
    expect(await migrateDeploy(database.url, folder)).toHaveLength(1);
    expect(await migrateDeploy(database.url, folder)).toEqual([]);
    await query(database.url, `insert into "Thing" values ('a')`);
    writeFileSync(join(folder, "schema.prisma"), schema("size Int?"));
    expect(await migrationDrift(folder)).toMatch(/ADD COLUMN/);
    await database.stop();
  });

  test("that fail are not taken for applied", async () => {
    writeFileSync(join(folder, "schema.prisma"), schema(""));
    writeMigration("broken", "create table good (n int); select no_such_function();", folder);
    const database = await startDatabase({ memory: true });
    await expect(migrateDeploy(database.url, folder)).rejects.toThrow();
    await expect(migrateDeploy(database.url, folder)).rejects.toThrow();
    await database.stop();
  });
});
