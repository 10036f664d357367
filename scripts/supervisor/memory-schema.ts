import { PGlite } from "@electric-sql/pglite";
import { pg_trgm } from "@electric-sql/pglite/contrib/pg_trgm";
import type { SqlDriverAdapter, SqlMigrationAwareDriverAdapterFactory } from "@prisma/driver-adapter-utils";
import { PrismaPGlite } from "pglite-prisma-adapter";

/**
 * Empty databases in memory, in which the schema engine replays migrations to compare them with schema.prisma: it reads columns of
 * type "char", which `@prisma/adapter-pg` refuses.
 */
export class MemorySchema implements SqlMigrationAwareDriverAdapterFactory {
  readonly provider = "postgres";
  readonly adapterName = "pglite-in-memory";

  async connect(): Promise<SqlDriverAdapter> {
    const client = await PGlite.create({ extensions: { pg_trgm } });
    const adapter = await new PrismaPGlite(client).connect();
    // The adapter's own executeScript doesn't wait for the script, so that a failing one would pass for a good one.
    adapter.executeScript = async (script) => {
      await client.exec(script);
    };
    return adapter;
  }

  connectToShadowDb(): Promise<SqlDriverAdapter> {
    return this.connect();
  }
}
