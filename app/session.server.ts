import { createHmac, randomBytes } from "node:crypto";
import { createCookie } from "@remix-run/node";
import type { Address } from "viem";
import type { Actor } from "./actor.ts";
import type { Config } from "./config.server.ts";
import type { Context } from "./context.server.ts";
import { readRoles } from "./features/accounts/read-roles.server.ts";

const LIFE = 7 * 24 * 3600;

/** The cookie holds a random id and its signature. Only the id's hash is in the database, so that a stolen copy opens no session. */
function sessionCookie(config: Pick<Config, "publicUrl" | "sessionSecret">) {
  const secure = config.publicUrl.startsWith("https:");
  return createCookie(secure ? "__Host-tessera" : "tessera", {
    secrets: [config.sessionSecret],
    httpOnly: true,
    sameSite: "lax",
    path: "/",
    secure,
    maxAge: LIFE,
  });
}

const stored = (config: Pick<Config, "sessionSecret">, id: string) =>
  createHmac("sha256", config.sessionSecret).update(id).digest("base64url");

async function sessionId(config: Config, request: Request): Promise<string | null> {
  const value: unknown = await sessionCookie(config).parse(request.headers.get("Cookie"));
  return typeof value === "string" ? stored(config, value) : null;
}

/** Begins a session of `address`. @returns the Set-Cookie header's value. */
export async function beginSession(ctx: Pick<Context, "config" | "db" | "clock">, address: Address): Promise<string> {
  const id = randomBytes(32).toString("base64url");
  const now = ctx.clock();
  await ctx.db.session.deleteMany({ where: { expiresAt: { lt: now } } });
  await ctx.db.session.create({
    data: { id: stored(ctx.config, id), address, expiresAt: new Date(now.getTime() + LIFE * 1000) },
  });
  return sessionCookie(ctx.config).serialize(id);
}

/** Ends the request's session, here and in the browser. @returns the Set-Cookie header's value. */
export async function endSession(ctx: Pick<Context, "config" | "db">, request: Request): Promise<string> {
  const id = await sessionId(ctx.config, request);
  if (id) await ctx.db.session.deleteMany({ where: { id } });
  return sessionCookie(ctx.config).serialize("", { maxAge: 0 });
}

/** Who sends this request: an account with its roles, or null for a visitor. */
export async function actorOf(request: Request, ctx: Pick<Context, "config" | "db" | "clock">): Promise<Actor | null> {
  const id = await sessionId(ctx.config, request);
  if (!id) return null;
  const session = await ctx.db.session.findUnique({ where: { id }, include: { account: true } });
  if (!session || session.expiresAt <= ctx.clock()) return null;
  const address = session.address as Address;
  return { address, name: session.account.name, roles: await readRoles(ctx, address) };
}
