import { z } from "zod";
import type { AuditLog, Decision } from "../audit/audit-log.ts";
import { authSigSchema } from "../auth/auth-sig.ts";
import type { Authenticate } from "../auth/authenticate.ts";
import { Refusal } from "../auth/refusal.ts";
import type { ContractWalletCheck } from "../auth/verify-wallet.ts";
import type { Holding } from "../ceremony/share-keeper.ts";
import type { ChainReader } from "../chain/chain-reader.ts";
import { ChainUnavailable } from "../chain/chain-view.ts";
import { BadCondition } from "../conditions/bad-condition.ts";
import { evaluate } from "../conditions/evaluate.ts";
import { identityOf, resourceIdOf } from "../conditions/identity.ts";
import {
  accessControlConditionsSchema,
  type ConditionList,
  evmContractConditionsSchema,
  unifiedConditionsSchema,
} from "../conditions/schema.ts";
import { createChainViews } from "./chain-views.ts";
import type { RateLimit } from "./rate-limit.ts";

const requestSchema = z.object({
  accessControlConditions: accessControlConditionsSchema.nullish(),
  evmContractConditions: evmContractConditionsSchema.nullish(),
  unifiedAccessControlConditions: unifiedConditionsSchema.nullish(),
  dataToEncryptHash: z.string().regex(/^[0-9a-f]{64}$/),
  chain: z.string().max(100),
  authSig: authSigSchema,
  litParams: z.record(z.string(), z.string()).nullish(),
});

type SignRequest = z.infer<typeof requestSchema>;

export interface SignContext {
  readonly holding: Holding;
  readonly nodeAddress: string;
  readonly chains: ReadonlyMap<string, ChainReader>;
  readonly contractWallet: (chain: string) => ContractWalletCheck;
  readonly authenticate: Authenticate;
  readonly walletLimit: RateLimit;
  readonly audit: AuditLog;
}

/**
 * `POST /web/encryption/sign/`: this node's share of the key to one capsule, if the conditions hold for whoever signed. Every decision is
 * written down before it is answered.
 * @throws Refusal
 */
export async function signShare(context: SignContext, body: unknown): Promise<object> {
  const decision: { -readonly [Key in keyof Decision]: Decision[Key] } = {
    who: null,
    resource: null,
    conditions: null,
    blocks: {},
    answer: "no",
    reason: null,
  };
  try {
    await decide(context, body, decision);
    decision.answer = "yes";
  } catch (error) {
    const refusal = toRefusal(error);
    decision.reason = `${refusal.code}: ${refusal.message}`;
    await context.audit.append(decision);
    throw refusal;
  }
  await context.audit.append(decision);
  return answer(context.holding, decision.resource ?? "");
}

async function decide(
  context: SignContext,
  body: unknown,
  decision: { -readonly [Key in keyof Decision]: Decision[Key] },
): Promise<void> {
  const request = parse(body);
  const { list, operatorsMayBeLeftOut } = conditionsOf(request);
  const resourceId = resourceIdOf(list, request.dataToEncryptHash);
  decision.resource = resourceId;
  decision.conditions = list;
  const authority = await context.authenticate(request.authSig, resourceId, {
    nodeAddress: context.nodeAddress,
    now: Date.now(),
    isContractWallet: context.contractWallet(request.chain),
  });
  decision.who = authority.address;
  if (!context.walletLimit(authority.address))
    throw new Refusal("NodeRateLimitExceeded", "This wallet asks too often; try again in a minute.");
  const views = createChainViews(context.chains);
  const subject = { address: authority.address, parameters: request.litParams ?? {}, view: views.view };
  try {
    if (await evaluate(subject, list, { operatorsMayBeLeftOut })) return;
  } finally {
    decision.blocks = views.blocks();
  }
  throw new Refusal(
    "NodeAccessControlConditionsReturnedNotAuthorized",
    "The access conditions do not hold for this wallet.",
  );
}

function parse(body: unknown): SignRequest {
  const request = requestSchema.safeParse(body);
  if (request.success) return request.data;
  throw new Refusal("NodeInvalidRequest", `Not a request to sign: ${z.prettifyError(request.error).slice(0, 500)}`);
}

function conditionsOf(request: SignRequest): { list: ConditionList; operatorsMayBeLeftOut: boolean } {
  const { accessControlConditions, evmContractConditions, unifiedAccessControlConditions } = request;
  const given = [accessControlConditions, evmContractConditions, unifiedAccessControlConditions].filter(
    (list) => list != null,
  );
  const [list] = given;
  if (list === undefined || given.length > 1) {
    throw new Refusal(
      "NodeInvalidRequest",
      "Exactly one list of accessControlConditions, evmContractConditions or unifiedAccessControlConditions.",
    );
  }
  return { list, operatorsMayBeLeftOut: accessControlConditions != null };
}

function toRefusal(error: unknown): Refusal {
  if (error instanceof Refusal) return error;
  if (error instanceof BadCondition) {
    return new Refusal("NodeAccessControlConditionsCheckFailed", error.message, { cause: error });
  }
  if (error instanceof ChainUnavailable) {
    return new Refusal("NodeChainUnavailable", "This node can't read the chain now.", { cause: error });
  }
  return new Refusal("NodeSystemFault", "This node failed.", { cause: error });
}

function answer({ share, signer }: Holding, resourceId: string): object {
  const signature = Buffer.from(signer.sign(identityOf(resourceId))).toString("hex");
  const index = share.index.toString(16).padStart(2, "0");
  return { result: "success", signatureShare: { ProofOfPossession: `${index}${signature}` }, shareIndex: share.index };
}
