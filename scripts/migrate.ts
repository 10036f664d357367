/**
 * Migrations without Prisma's native engine.
 *   node --import tsx scripts/migrate.ts new NAME    writes prisma/migrations/<time>_NAME from the changes in schema.prisma
 *   node --import tsx scripts/migrate.ts check       exits 1 when schema.prisma and the migrations differ
 *   node --import tsx scripts/migrate.ts deploy      applies what is missing to DATABASE_URL
 */
import { z } from "zod";
import { PRISMA_FOLDER, writeMigration } from "./supervisor/migrations-folder.ts";
import { startWorkerThread } from "./supervisor/worker-thread.ts";

/** Applies every migration that the database at `url` lacks, and answers their names. Throws when one fails: it is then recorded as failed. */
export async function migrateDeploy(url: string, folder = PRISMA_FOLDER): Promise<string[]> {
  return z.array(z.string()).parse(await inThread({ task: "deploy", url, folder }));
}

/** The SQL that leads from the migrations to schema.prisma; empty when they agree. */
export async function migrationDrift(folder = PRISMA_FOLDER): Promise<string> {
  return z.string().parse(await inThread({ task: "diff", folder }));
}

/** The schema engine leaves a timer of ten seconds behind: in a thread that is ended, nobody waits for it. */
function inThread(task: { task: string; url?: string; folder: string }): Promise<unknown> {
  const worker = startWorkerThread(new URL("./supervisor/migrate-worker.ts", import.meta.url), task);
  return new Promise<unknown>((done, fail) => {
    worker.once("message", done);
    worker.once("error", fail);
    worker.once("exit", (code) => fail(new Error(`The migration thread ended with code ${code}.`)));
  }).finally(() => worker.terminate());
}

async function main([command, name]: string[]): Promise<number> {
  if (command === "deploy") {
    const applied = await migrateDeploy(z.string({ error: "Set DATABASE_URL." }).parse(process.env.DATABASE_URL));
    console.log(applied.length ? applied.join("\n") : "The database is up to date.");
    return 0;
  }
  if (command === "check" || (command === "new" && name)) {
    const sql = await migrationDrift();
    if (!sql) console.log("schema.prisma and the migrations agree.");
    else if (command === "check") console.log(`${sql}\nRun: node --import tsx scripts/migrate.ts new NAME`);
    else console.log(`Wrote ${writeMigration(name ?? "change", sql)}\n${sql}`);
    return sql && command === "check" ? 1 : 0;
  }
  console.error("Usage: migrate.ts new NAME | check | deploy");
  return 2;
}

if (process.argv[1] === import.meta.filename) process.exit(await main(process.argv.slice(2)));
