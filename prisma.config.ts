import { defineConfig } from "prisma/config";

// Prisma's CLI insists on the path of a native engine, which `generate`, `validate` and `format` then never run.
// Migrations go through scripts/migrate.ts instead, with nothing downloaded. PRISMA_NATIVE=1 uses Prisma's own engine.
if (!process.env.PRISMA_NATIVE) process.env.PRISMA_SCHEMA_ENGINE_BINARY ??= "/bin/false";

export default defineConfig({
  schema: "prisma/schema.prisma",
  migrations: { path: "prisma/migrations" },
  datasource: { url: process.env.DATABASE_URL ?? "postgresql://localhost/unset" },
});
