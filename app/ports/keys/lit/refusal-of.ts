import { z } from "zod";
import { refused } from "~/outcome.ts";
import type { UnwrapRefusal } from "../key-network.ts";

/** The SDK wraps the nodes' most common answer into its error. */
const nodeErrorSchema = z.object({
  info: z.object({ errorCode: z.string().optional(), message: z.string().optional() }),
});

const REASONS: Readonly<Record<string, UnwrapRefusal>> = {
  NodeAccessControlConditionsReturnedNotAuthorized: "not-allowed",
  NodeAccessControlConditionsCheckFailed: "broken",
  NodeInvalidAuthSig: "session-refused",
  NodeRateLimitExceeded: "too-often",
  NodeChainUnavailable: "unreachable",
  NodeNotReady: "unreachable",
  NodeSystemFault: "unreachable",
};

/** What an error of the SDK's `decrypt` means. */
export function refusalOf(error: unknown) {
  const parsed = nodeErrorSchema.safeParse(error);
  if (!parsed.success) return refused("broken", error instanceof Error ? error.message : undefined);
  const { errorCode, message } = parsed.data.info;
  // Without a code no node answered at all.
  return refused(errorCode === undefined ? "unreachable" : (REASONS[errorCode] ?? "broken"), message);
}
