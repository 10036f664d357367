import { createWalletClient, type Hex, http, isHex, numberToHex, toHex } from "viem";
import { z } from "zod";
import { demoAccount, EMBEDDED_CHAIN_ID } from "~/demo-accounts.ts";
import type { Site } from "~/site.ts";
import { chainOf } from "./chain-of.ts";
import type { DemoRole } from "./demo-roles.ts";
import {
  describeMessage,
  describeTransaction,
  describeTypedData,
  type RequestView,
  type Surroundings,
} from "./describe-request.ts";
import { type Provider, UserRejectedError } from "./provider.ts";

export class NotEmbeddedError extends Error {
  override name = "NotEmbeddedError";
  constructor() {
    super("The demo wallet works on the embedded chain only: its keys are public. Use a wallet of your own.");
  }
}

const hexSchema = z.custom<Hex>((value) => isHex(value));
const addressSchema = z.custom<`0x${string}`>(
  (value) => typeof value === "string" && /^0x[0-9a-fA-F]{40}$/.test(value),
);
const transactionSchema = z.object({
  to: addressSchema.optional(),
  data: hexSchema.optional(),
  value: hexSchema.transform(BigInt).optional(),
  gas: hexSchema.transform(BigInt).optional(),
});
const typedDataSchema = z.object({
  domain: z.object({
    name: z.string().optional(),
    version: z.string().optional(),
    chainId: z.coerce.number().optional(),
    verifyingContract: addressSchema.optional(),
    salt: hexSchema.optional(),
  }),
  types: z.record(z.string(), z.array(z.object({ name: z.string(), type: z.string() }))),
  primaryType: z.string(),
  message: z.record(z.string(), z.unknown()),
});

interface Demo {
  site: Site;
  role: DemoRole;
  around: Surroundings;
  /** Shows the request to the person; resolves to whether they agree. */
  ask: (view: RequestView) => Promise<boolean>;
}

/**
 * A wallet in the page, as EIP-1193: asks before each signature, like a real one.
 * @throws NotEmbeddedError unless the site says that the chain is the embedded one, id 31337, and the chain itself says so too.
 */
export async function createDemoProvider({ site, role, around, ask }: Demo): Promise<Provider> {
  if (!site.embedded || site.chain.id !== EMBEDDED_CHAIN_ID) throw new NotEmbeddedError();
  const account = demoAccount(role.index);
  const client = createWalletClient({ account, chain: chainOf(site), transport: http(site.chain.rpcUrl) });
  if ((await client.getChainId()) !== EMBEDDED_CHAIN_ID) throw new NotEmbeddedError();

  const agree = async (view: RequestView) => {
    if (!(await ask(view))) throw new UserRejectedError();
  };
  const methods: Record<string, (params: readonly unknown[]) => Promise<unknown>> = {
    eth_requestAccounts: async () => [account.address],
    eth_accounts: async () => [account.address],
    eth_chainId: async () => numberToHex(EMBEDDED_CHAIN_ID),
    personal_sign: async ([raw]) => {
      const message = z.string().parse(raw);
      await agree(describeMessage(message));
      return account.signMessage({ message: { raw: isHex(message) ? message : toHex(message) } });
    },
    eth_signTypedData_v4: async ([, json]) => {
      const data = typedDataSchema.parse(typeof json === "string" ? JSON.parse(json) : json);
      await agree(describeTypedData(data, around));
      return account.signTypedData(data);
    },
    eth_sendTransaction: async ([raw]) => {
      const request = transactionSchema.parse(raw);
      await agree(describeTransaction(request, around));
      const { to, data, value, gas } = request;
      return client.sendTransaction({
        ...(to && { to }),
        ...(data && { data }),
        ...(value && { value }),
        ...(gas && { gas }),
      });
    },
  };
  return {
    async request({ method, params = [] }) {
      const own = methods[method];
      if (own) return own(params);
      return client.transport.request({ method, params });
    },
  };
}
