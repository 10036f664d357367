import type { IncomingMessage } from "node:http";
import type { z } from "zod";
import { Refusal } from "../auth/refusal.ts";
import { commitRequestSchema, dealRequestSchema, finishRequestSchema, planSchema } from "../ceremony/messages.ts";
import { CeremonyFailed } from "../ceremony/participant.ts";
import { equalHex } from "../ceremony/secrets.ts";
import type { ShareKeeper } from "../ceremony/share-keeper.ts";

function parse<T>(schema: z.ZodType<T>, body: unknown): T {
  const parsed = schema.safeParse(body);
  if (parsed.success) return parsed.data;
  throw new Refusal("NodeInvalidRequest", "Not a message of a ceremony.", { cause: parsed.error });
}

/** `POST /ceremony/*`, for whoever shows the coordinator's token. @returns null where the path is none of these. */
export async function runCeremonyStep(
  keeper: ShareKeeper,
  token: string,
  request: IncomingMessage,
  body: () => Promise<unknown>,
): Promise<object | null> {
  const step = /^\/ceremony\/(begin|deal|finish|commit)$/.exec(request.url ?? "")?.[1];
  if (step === undefined) return null;
  if (!equalHex(request.headers.authorization ?? "", `Bearer ${token}`)) {
    throw new Refusal("NodeInvalidAuthSig", "This is not the coordinator's token.");
  }
  try {
    return await steps[step as keyof typeof steps](keeper, await body());
  } catch (error) {
    if (error instanceof CeremonyFailed) throw new Refusal("NodeInvalidRequest", error.message, { cause: error });
    throw error;
  }
}

const steps = {
  begin: async (keeper: ShareKeeper, body: unknown): Promise<object> => keeper.begin(parse(planSchema, body)),
  async deal(keeper: ShareKeeper, body: unknown): Promise<object> {
    const { ceremony, offers } = parse(dealRequestSchema, body);
    return { deals: keeper.deal(ceremony, offers) };
  },
  async finish(keeper: ShareKeeper, body: unknown): Promise<object> {
    const { ceremony, deals } = parse(finishRequestSchema, body);
    return keeper.finish(ceremony, deals);
  },
  async commit(keeper: ShareKeeper, body: unknown): Promise<object> {
    const { transcript, confirmations } = parse(commitRequestSchema, body);
    await keeper.commit(transcript, confirmations);
    return { committed: true };
  },
};
