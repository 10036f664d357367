import type { Address, Hex } from "viem";
import { createSiweMessage } from "viem/siwe";
import { z } from "zod";

const nonceSchema = z.object({ nonce: z.string().min(8) });
const refusalSchema = z.object({ message: z.string() });

export class SignInRefusedError extends Error {
  override name = "SignInRefusedError";
}

interface SignIn {
  address: Address;
  chainId: number;
  sign: (message: string) => Promise<Hex>;
}

/** Signs in with Ethereum (EIP-4361): a single-use nonce, one signature, a session cookie. @throws SignInRefusedError, or the wallet's error. */
export async function signIn({ address, chainId, sign }: SignIn): Promise<void> {
  const answer = await fetch("/session/nonce", { headers: { Accept: "application/json" } });
  const { nonce } = nonceSchema.parse(await answer.json());
  const message = createSiweMessage({
    address,
    chainId,
    nonce,
    domain: location.host,
    uri: location.origin,
    version: "1",
    statement: "Sign in to Tessera.",
    issuedAt: new Date(),
    expirationTime: new Date(Date.now() + 10 * 60_000),
  });
  const signature = await sign(message);
  const session = await fetch("/session", {
    method: "post",
    headers: { "Content-Type": "application/json", Accept: "application/json" },
    body: JSON.stringify({ message, signature }),
  });
  const refusal = refusalSchema.safeParse(await session.json().catch(() => null));
  if (session.ok) return;
  throw new SignInRefusedError(refusal.data?.message ?? "The sign-in was refused. Try once more.");
}

export async function signOut(): Promise<void> {
  await fetch("/session/leave", { method: "post" });
}
