import { z } from "zod";
import { networkSchema } from "../network.ts";
import {
  type Confirmation,
  confirmationSchema,
  type Deal,
  dealSchema,
  type Offer,
  offerSchema,
  type Plan,
} from "./messages.ts";

const TIMEOUT_MS = 20_000;

const shareSchema = z.object({
  index: z.number(),
  network: networkSchema,
  transcript: z.string(),
  confirmation: confirmationSchema,
});

const statusSchema = z.object({
  state: z.enum(["ready", "keyless"]),
  active: shareSchema.nullable(),
  pending: shareSchema.nullable(),
});

export type NodeStatus = z.infer<typeof statusSchema>;

/** A node that does not answer as it should: which, and what it said. */
export class NodeFailed extends Error {
  override readonly name = "NodeFailed";
}

/** What a node says of itself. @throws NodeFailed */
export async function fetchStatus(url: string, timeout = TIMEOUT_MS): Promise<NodeStatus> {
  return statusSchema.parse(await request(url, "/status", { signal: AbortSignal.timeout(timeout) }));
}

async function request(url: string, path: string, init: RequestInit): Promise<unknown> {
  let response: Response;
  let body: unknown;
  try {
    response = await fetch(`${url}${path}`, init);
    body = await response.json();
  } catch (cause) {
    throw new NodeFailed(`The key node ${url} does not answer.`, { cause });
  }
  if (response.ok) return body;
  const { message } = z.object({ message: z.string() }).parse(body);
  throw new NodeFailed(`The key node ${url} refused ${path}: ${message}`);
}

const post = (url: string, step: string, token: string, body: object): Promise<unknown> =>
  request(url, `/ceremony/${step}`, {
    method: "POST",
    headers: { "content-type": "application/json", authorization: `Bearer ${token}` },
    body: JSON.stringify(body),
    signal: AbortSignal.timeout(TIMEOUT_MS),
  });

/** The steps of a ceremony, as a coordinator asks for them. Each throws NodeFailed. */
export const askNode = {
  begin: async (url: string, token: string, plan: Plan): Promise<Offer> =>
    offerSchema.parse(await post(url, "begin", token, plan)),
  deal: async (url: string, token: string, body: { ceremony: string; offers: Offer[] }): Promise<Deal[]> =>
    z.object({ deals: z.array(dealSchema) }).parse(await post(url, "deal", token, body)).deals,
  finish: async (url: string, token: string, body: { ceremony: string; deals: Deal[] }): Promise<Confirmation> =>
    confirmationSchema.parse(await post(url, "finish", token, body)),
  commit: async (
    url: string,
    token: string,
    body: { transcript: string; confirmations: Confirmation[] },
  ): Promise<void> => {
    await post(url, "commit", token, body);
  },
};
