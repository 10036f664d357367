import { parentPort, workerData } from "node:worker_threads";
import { PrismaPg } from "@prisma/adapter-pg";
import { z } from "zod";
import { readMigrations, readSchema, schemaContainer } from "./migrations-folder.ts";
import { openSchemaEngine } from "./schema-engine.ts";

const Task = z.discriminatedUnion("task", [
  z.object({ task: z.literal("deploy"), url: z.string(), folder: z.string() }),
  z.object({ task: z.literal("diff"), folder: z.string() }),
]);

const filters = { externalTables: [], externalEnums: [] };
const input = Task.parse(workerData.input);
parentPort?.postMessage(input.task === "deploy" ? await deploy(input.url, input.folder) : await diff(input.folder));

async function deploy(url: string, folder: string): Promise<string[]> {
  const engine = await openSchemaEngine(new PrismaPg({ connectionString: url, max: 1 }), readSchema(folder));
  const { appliedMigrationNames } = await engine.applyMigrations({ migrationsList: readMigrations(folder), filters });
  return appliedMigrationNames;
}

/** The SQL that leads from the migrations to the schema; empty when they agree. Its database is needed by developers only. */
async function diff(folder: string): Promise<string> {
  const { MemorySchema } = await import("./memory-schema.ts");
  const engine = await openSchemaEngine(new MemorySchema(), readSchema(folder));
  const { stdout } = await engine.diff({
    from: { tag: "migrations", ...readMigrations(folder) },
    to: { tag: "schemaDatamodel", ...schemaContainer(folder) },
    script: true,
    exitCode: true,
    filters,
  });
  return !stdout || stdout.includes("empty migration") ? "" : stdout;
}
