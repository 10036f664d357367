import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { createShareSigner, type ShareSigner } from "../bls/signer.ts";
import { moveShare, readShare, type Share, writeShare } from "../share/share-file.ts";
import type { Confirmation, Deal, Offer, Plan } from "./messages.ts";
import { CeremonyFailed, Participant } from "./participant.ts";
import type { MemberCode } from "./secrets.ts";

export interface Holding {
  readonly share: Share;
  readonly signer: ShareSigner;
}

const confirmationCode = (confirmation: Omit<Confirmation, "mac">): unknown => ["confirmation", confirmation];

/**
 * A node's share on disk and its part in ceremonies. A new share is written beside the old one and takes its place only when every
 * holder has confirmed the same transcript, so that a crash at any moment leaves either the old network or the new one whole.
 */
export class ShareKeeper {
  readonly #directory: string;
  readonly #url: string;
  readonly #passphrase: string;
  readonly #code: MemberCode;
  #active: Holding | null = null;
  #pending: Share | null = null;
  #participant: { readonly plan: Plan; readonly self: Participant } | null = null;

  private constructor(options: { directory: string; url: string; passphrase: string; code: MemberCode }) {
    this.#directory = options.directory;
    this.#url = options.url;
    this.#passphrase = options.passphrase;
    this.#code = options.code;
  }

  /** @throws ShareUnreadable where the passphrase is wrong. */
  static async open(options: {
    directory: string;
    url: string;
    passphrase: string;
    code: MemberCode;
  }): Promise<ShareKeeper> {
    await mkdir(options.directory, { recursive: true, mode: 0o700 });
    const keeper = new ShareKeeper(options);
    keeper.#activate(await readShare(keeper.#path("share"), options.passphrase));
    keeper.#pending = await readShare(keeper.#path("pending"), options.passphrase);
    return keeper;
  }

  #path(name: "share" | "pending"): string {
    return join(this.#directory, `${name}.json`);
  }

  #activate(share: Share | null): void {
    this.#active = share === null ? null : { share, signer: createShareSigner(share.scalar) };
  }

  get active(): Holding | null {
    return this.#active;
  }

  get pending(): Share | null {
    return this.#pending;
  }

  begin(plan: Plan): Offer {
    const active = this.#active?.share ?? null;
    if (active !== null && plan.previous === null) throw new CeremonyFailed("This node already holds a share.");
    const self = new Participant(plan, this.#url, active, this.#code);
    this.#participant = { plan, self };
    return self.offer();
  }

  #participantOf(ceremony: string): Participant {
    if (this.#participant?.plan.ceremony !== ceremony)
      throw new CeremonyFailed("This node takes part in no such ceremony.");
    return this.#participant.self;
  }

  deal(ceremony: string, offers: readonly Offer[]): Deal[] {
    return this.#participantOf(ceremony).deal(offers);
  }

  /** Checks and keeps the new share, not yet in use. */
  async finish(ceremony: string, deals: readonly Deal[]): Promise<Confirmation> {
    const unconfirmed = this.#participantOf(ceremony).finish(deals);
    const confirmation = this.#confirm({ ...unconfirmed, confirmation: "" });
    const share = { ...unconfirmed, confirmation: confirmation.mac };
    await writeShare(this.#path("pending"), share, this.#passphrase);
    this.#pending = share;
    this.#participant = null;
    return confirmation;
  }

  #confirm({ index, transcript, network }: Share): Confirmation {
    const confirmation = { index, transcript, sharePublicKey: network.sharePublicKeys[index - 1] ?? "" };
    return { ...confirmation, mac: this.#code.sign(confirmationCode(confirmation)) };
  }

  /** Puts the new share into use. Repeating it changes nothing. @throws CeremonyFailed where a holder has not confirmed. */
  async commit(transcript: string, confirmations: readonly Confirmation[]): Promise<void> {
    if (this.#active?.share.transcript === transcript) return;
    const share = this.#pending;
    if (share?.transcript !== transcript)
      throw new CeremonyFailed("This node has no share of that transcript to put into use.");
    share.network.sharePublicKeys.forEach((sharePublicKey, position) => {
      const expected = { index: position + 1, transcript, sharePublicKey };
      const given = confirmations.find(({ index }) => index === expected.index);
      if (given === undefined || !this.#code.verify(confirmationCode(expected), given.mac)) {
        throw new CeremonyFailed(`The node of index ${expected.index} has not confirmed the transcript.`);
      }
    });
    await moveShare(this.#path("pending"), this.#path("share"));
    this.#activate(share);
    this.#pending = null;
  }
}
