import { addCommitments, commitmentAt, commitTo, scaleCommitment } from "../bls/commitment.ts";
import {
  addScalars,
  evaluatePolynomial,
  lagrangeAtZero,
  multiplyScalars,
  randomScalar,
  scalarFromHex,
  scalarToHex,
} from "../bls/scalar.ts";
import type { Network } from "../network.ts";
import type { Share } from "../share/share-file.ts";
import { type Deal, type Offer, type Plan, sha256, transcriptOf } from "./messages.ts";
import { createExchangeKey, type ExchangeKey, type MemberCode, openBox, sealBox } from "./secrets.ts";

/** A ceremony that can't go on: a message is not from a node of this network, or a dealer's value does not fit its commitments. */
export class CeremonyFailed extends Error {
  override readonly name = "CeremonyFailed";
}

const offerCode = (plan: Plan, offer: Omit<Offer, "mac">): unknown => ["offer", sha256(plan), offer];
const dealCode = (plan: Plan, deal: Omit<Deal, "mac">): unknown => ["deal", sha256(plan), deal];

/**
 * One node's part in a Feldman key generation or resharing. The key itself exists nowhere: each dealer's polynomial adds to it, and each
 * holder gets one value of every polynomial, checked against public commitments.
 */
export class Participant {
  readonly #plan: Plan;
  readonly #code: MemberCode;
  readonly #index: number | null;
  readonly #dealer: number | null;
  readonly #polynomial: readonly bigint[];
  readonly #exchange: ExchangeKey = createExchangeKey();
  #offers: readonly Offer[] = [];

  /** @param url this node's address, as the plan names it @param share what the node holds of the previous network's key */
  constructor(plan: Plan, url: string, share: Share | null, code: MemberCode) {
    this.#plan = plan;
    this.#code = code;
    const position = plan.nodes.indexOf(url);
    this.#index = position < 0 ? null : position + 1;
    const dealer = plan.previous === null ? this.#index : (share?.index ?? null);
    this.#dealer = dealer !== null && plan.dealers.includes(dealer) ? dealer : null;
    this.#polynomial =
      this.#dealer === null ? [] : [this.#constant(share), ...Array.from({ length: plan.threshold - 1 }, randomScalar)];
  }

  #constant(share: Share | null): bigint {
    const { previous, dealers } = this.#plan;
    if (previous === null) return randomScalar();
    const known = share?.network;
    const describe = ({ publicKey, epoch, sharePublicKeys }: Network): string =>
      [publicKey, epoch, ...sharePublicKeys].join();
    if (share === null || known === undefined || describe(known) !== describe(previous)) {
      throw new CeremonyFailed("This node does not hold a share of the network that is to be shared out afresh.");
    }
    return multiplyScalars(lagrangeAtZero(share.index, dealers), scalarFromHex(share.scalar));
  }

  offer(): Offer {
    const offer = {
      index: this.#index,
      dealer: this.#dealer,
      commitments: this.#polynomial.map(commitTo),
      exchangeKey: this.#exchange.publicKey,
    };
    return { ...offer, mac: this.#code.sign(offerCode(this.#plan, offer)) };
  }

  /** @returns this node's values for all holders, each readable by its holder only. */
  deal(offers: readonly Offer[]): Deal[] {
    for (const { mac, ...offer } of offers) {
      if (!this.#code.verify(offerCode(this.#plan, offer), mac))
        throw new CeremonyFailed("An offer is not from a node of this network.");
    }
    checkOffers(this.#plan, offers);
    this.#offers = offers;
    const dealer = this.#dealer;
    if (dealer === null) return [];
    return this.#plan.nodes.map((_, position) => {
      const to = position + 1;
      const holder = offers.find((offer) => offer.index === to);
      if (holder === undefined) throw new CeremonyFailed(`The node of index ${to} made no offer.`);
      const value = scalarToHex(evaluatePolynomial(this.#polynomial, to));
      const deal = { dealer, to, box: sealBox(this.#exchange, holder.exchangeKey, this.#context(dealer, to), value) };
      return { ...deal, mac: this.#code.sign(dealCode(this.#plan, deal)) };
    });
  }

  #context(dealer: number, to: number): string {
    return `${this.#plan.ceremony}/${dealer}/${to}`;
  }

  /** Checks every dealer's value and adds them up. @throws CeremonyFailed naming the dealer whose value is wrong */
  finish(deals: readonly Deal[]): Omit<Share, "confirmation"> {
    const index = this.#index;
    if (index === null) throw new CeremonyFailed("This node is not to hold a share.");
    const values = this.#plan.dealers.map((dealer) => this.#receive(dealer, index, deals));
    const scalar = scalarToHex(values.reduce(addScalars));
    const network = networkOf(this.#plan, this.#offers);
    if (commitTo(scalarFromHex(scalar)) !== network.sharePublicKeys[index - 1])
      throw new CeremonyFailed("The share does not fit its public key.");
    return { network, index, scalar, transcript: transcriptOf(this.#plan, this.#offers) };
  }

  #receive(dealer: number, index: number, deals: readonly Deal[]): bigint {
    const offer = this.#offers.find((candidate) => candidate.dealer === dealer);
    const found = deals.find((deal) => deal.dealer === dealer && deal.to === index);
    const blame = (cause?: unknown) =>
      new CeremonyFailed(`The dealer of index ${dealer} gave a value that does not fit its commitments.`, { cause });
    if (offer === undefined || found === undefined) throw blame();
    const { mac, ...deal } = found;
    if (!this.#code.verify(dealCode(this.#plan, deal), mac))
      throw new CeremonyFailed("A deal is not from a node of this network.");
    let value: bigint;
    try {
      value = scalarFromHex(openBox(this.#exchange, offer.exchangeKey, this.#context(dealer, index), deal.box));
    } catch (cause) {
      throw blame(cause);
    }
    if (commitTo(value) !== commitmentAt(offer.commitments, index)) throw blame();
    return value;
  }
}

function checkOffers(plan: Plan, offers: readonly Offer[]): void {
  const holders = offers.flatMap(({ index }) => (index === null ? [] : [index])).sort((a, b) => a - b);
  if (holders.length !== plan.nodes.length || holders.some((index, position) => index !== position + 1)) {
    throw new CeremonyFailed("Not every node of the plan made exactly one offer.");
  }
  for (const dealer of plan.dealers) {
    const [offer, ...more] = offers.filter((candidate) => candidate.dealer === dealer);
    if (offer === undefined || more.length > 0 || offer.commitments.length !== plan.threshold) {
      throw new CeremonyFailed(`The dealer of index ${dealer} made no proper offer.`);
    }
    if (plan.previous !== null && offer.commitments[0] !== expectedConstant(plan, plan.previous, dealer)) {
      throw new CeremonyFailed(`The dealer of index ${dealer} shares out something other than its share.`);
    }
  }
}

function expectedConstant(plan: Plan, previous: Network, dealer: number): string {
  const sharePublicKey = previous.sharePublicKeys[dealer - 1];
  if (sharePublicKey === undefined) throw new CeremonyFailed(`There is no share of index ${dealer}.`);
  return scaleCommitment(sharePublicKey, lagrangeAtZero(dealer, plan.dealers));
}

/** The network that a ceremony makes, which follows from its public messages alone. */
export function networkOf(plan: Plan, offers: readonly Offer[]): Network {
  const rows = plan.dealers.map((dealer) => offers.find((offer) => offer.dealer === dealer)?.commitments ?? []);
  const commitments = Array.from({ length: plan.threshold }, (_, k) => addCommitments(rows.map((row) => row[k] ?? "")));
  return {
    format: "tessera-keynet/1",
    publicKey: commitments[0] ?? "",
    threshold: plan.threshold,
    epoch: (plan.previous?.epoch ?? 0) + 1,
    nodes: plan.nodes,
    sharePublicKeys: plan.nodes.map((_, position) => commitmentAt(commitments, position + 1)),
  };
}
