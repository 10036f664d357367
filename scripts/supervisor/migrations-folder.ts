import { createHash } from "node:crypto";
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import type { MigrationList, SchemasContainer } from "@prisma/schema-engine-wasm/schema_engine_bg";

const LOCK_FILE = "migration_lock.toml";
const LOCK = 'provider = "postgresql"\n';
const SQL_FILE = "migration.sql";

/** The folder that holds schema.prisma and migrations/, as Prisma's own commands lay it out. */
export const PRISMA_FOLDER = resolve(import.meta.dirname, "../../prisma");

export function readSchema(folder = PRISMA_FOLDER): string {
  return readFileSync(join(folder, "schema.prisma"), "utf8");
}

export function schemaContainer(folder = PRISMA_FOLDER): SchemasContainer {
  return { files: [{ path: "schema.prisma", content: readSchema(folder) }] };
}

/** Every migration in the order in which it applies. */
export function readMigrations(folder = PRISMA_FOLDER): MigrationList {
  const baseDir = join(folder, "migrations");
  mkdirSync(baseDir, { recursive: true });
  const names = readdirSync(baseDir, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort();
  return {
    baseDir,
    shadowDbInitScript: "",
    lockfile: { path: LOCK_FILE, content: LOCK },
    migrationDirectories: names.map((name) => ({
      path: name,
      migrationFile: {
        path: SQL_FILE,
        content: { tag: "ok", value: readFileSync(join(baseDir, name, SQL_FILE), "utf8") },
      },
    })),
  };
}

/** Stands for all migrations as they are. */
export function migrationsDigest(folder = PRISMA_FOLDER): string {
  return createHash("sha256")
    .update(JSON.stringify(readMigrations(folder).migrationDirectories))
    .digest("hex");
}

/** Writes a new migration and answers its name, which begins with the time so that names sort in order. */
export function writeMigration(label: string, sql: string, folder = PRISMA_FOLDER): string {
  const time = new Date().toISOString().replace(/\D/g, "").slice(0, 14);
  const name = `${time}_${label.replace(/\W+/g, "_")}`;
  const path = join(folder, "migrations", name);
  mkdirSync(path, { recursive: true });
  writeFileSync(join(path, SQL_FILE), sql);
  writeFileSync(join(folder, "migrations", LOCK_FILE), LOCK);
  return name;
}
