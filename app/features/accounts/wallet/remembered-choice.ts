import * as z from "zod/mini";

const choiceSchema = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("demo"), role: z.string() }),
  z.object({ kind: z.literal("browser"), rdns: z.string() }),
]);

/** Which wallet was used last in this browser, so that a reload finds it again. */
export type WalletChoice = z.infer<typeof choiceSchema>;

const key = "tessera.wallet";

export function recallChoice(): WalletChoice | null {
  try {
    return choiceSchema.safeParse(JSON.parse(localStorage.getItem(key) ?? "null")).data ?? null;
  } catch {
    return null;
  }
}

export function keepChoice(choice: WalletChoice | null): void {
  try {
    if (choice) localStorage.setItem(key, JSON.stringify(choice));
    else localStorage.removeItem(key);
  } catch {
    // Storage may be blocked; the wallet is then chosen anew after a reload.
  }
}
