import { PrismaPg } from "@prisma/adapter-pg";
import pg from "pg";
import { PrismaClient } from "../prisma/generated/client.ts";

export type Database = PrismaClient;
/** What is inside `db.$transaction`. Never use the outer client there: the embedded database has one session, and would wait for itself. */
export type Transaction = Parameters<Parameters<PrismaClient["$transaction"]>[0]>[0];

/** The embedded database runs one transaction at a time, so that waiting for one's turn is ordinary and must not fail. */
const patience = { maxWait: 15_000, timeout: 15_000 };

/** Opens the database at `url`: PostgreSQL, or the embedded one behind its socket. */
export function openDatabase(url: string, connections = 8): Database & { end(): Promise<void> } {
  const pool = new pg.Pool({ connectionString: url, max: connections });
  // A connection that drops while idle is replaced at its next use; without a listener it would end the process.
  pool.on("error", () => {});
  const client = new PrismaClient({ adapter: new PrismaPg(pool), transactionOptions: patience });
  return Object.assign(client, {
    async end() {
      await client.$disconnect();
      await pool.end();
    },
  });
}

/** A NUMERIC(78, 0) as the exact integer that it is. */
export const units = (amount: { toFixed(digits: number): string }): bigint => BigInt(amount.toFixed(0));
