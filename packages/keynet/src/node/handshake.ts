import { z } from "zod";
import { Refusal } from "../auth/refusal.ts";
import type { ShareKeeper } from "../ceremony/share-keeper.ts";

const requestSchema = z.object({ challenge: z.string().max(200), epoch: z.number().nullish() });

/** `POST /web/handshake/`: the network's public key, as Lit's clients ask for it before anything else. */
export function handshake(keeper: ShareKeeper, body: unknown): object {
  const request = requestSchema.safeParse(body);
  if (!request.success)
    throw new Refusal("NodeInvalidRequest", "A handshake needs a challenge.", { cause: request.error });
  if (keeper.active === null) throw new Refusal("NodeNotReady", "This node holds no share yet.");
  const { share, signer } = keeper.active;
  return {
    serverPublicKey: signer.publicKey,
    subnetPublicKey: share.network.publicKey,
    networkPublicKey: share.network.publicKey,
    networkPublicKeySet: share.network.publicKey,
    clientSdkVersion: "7.4.0",
    hdRootPubkeys: [],
    attestation: null,
    // The client puts this into the message that a wallet signs, as its nonce; a session's own times and key protect it from replay.
    latestBlockhash: `0x${share.transcript}`,
  };
}
