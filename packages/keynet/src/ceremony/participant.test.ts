import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { commitTo } from "../bls/commitment.ts";
import { addScalars, lagrangeAtZero, multiplyScalars, scalarFromHex } from "../bls/scalar.ts";
import { type Deal, type Offer, type Plan, sha256 } from "./messages.ts";
import { CeremonyFailed, Participant } from "./participant.ts";
import { createMemberCode } from "./secrets.ts";

const code = createMemberCode("the members' secret");
const planOf = (threshold: number, count: number): Plan => ({
  ceremony: "ab".repeat(32),
  threshold,
  nodes: Array.from({ length: count }, (_, index) => `http://127.0.0.1:${4000 + index}`),
  previous: null,
  dealers: Array.from({ length: count }, (_, index) => index + 1),
});

function run(plan: Plan, spoil: { offers?: (offers: Offer[]) => Offer[]; deals?: (deals: Deal[]) => Deal[] } = {}) {
  const members = plan.nodes.map((url) => new Participant(plan, url, null, code));
  const offers = (spoil.offers ?? ((all) => all))(members.map((member) => member.offer()));
  const deals = (spoil.deals ?? ((all) => all))(members.flatMap((member) => member.deal(offers)));
  return members.map((member, position) => member.finish(deals.filter(({ to }) => to === position + 1)));
}

describe("generating a key together", () => {
  it("gives shares of which any threshold makes the key, and fewer do not", () => {
    const sizes = fc
      .integer({ min: 2, max: 5 })
      .chain((count) => fc.tuple(fc.integer({ min: 2, max: count }), fc.constant(count)));
    fc.assert(
      fc.property(sizes, ([threshold, count]) => {
        const shares = run(planOf(threshold, count));
        const combine = (chosen: typeof shares) => {
          const indexes = chosen.map(({ index }) => index);
          const parts = chosen.map(({ index, scalar }) =>
            multiplyScalars(scalarFromHex(scalar), lagrangeAtZero(index, indexes)),
          );
          return commitTo(parts.reduce(addScalars));
        };
        const publicKey = shares[0]?.network.publicKey;
        expect(new Set(shares.map(({ transcript }) => transcript)).size).toBe(1);
        expect(combine(shares.slice(0, threshold))).toBe(publicKey);
        expect(combine(shares.slice(-threshold))).toBe(publicKey);
        expect(combine(shares.slice(0, threshold - 1))).not.toBe(publicKey);
        for (const { index, scalar, network } of shares) {
          expect(commitTo(scalarFromHex(scalar))).toBe(network.sharePublicKeys[index - 1]);
        }
      }),
      { numRuns: 5 },
    );
  }, 60_000);

  const plan = planOf(2, 3);
  it("names a dealer whose value is missing, meant for another, or altered", () => {
    const without = (deals: Deal[]) => deals.filter(({ dealer, to }) => !(dealer === 2 && to === 3));
    expect(() => run(plan, { deals: without })).toThrow("The dealer of index 2");
    const swapped = (deals: Deal[]) =>
      deals.map((deal) => {
        if (deal.dealer !== 2 || deal.to !== 3) return deal;
        const box = deals.find(({ dealer, to }) => dealer === 2 && to === 1)?.box ?? "";
        const resealed = { dealer: 2, to: 3, box };
        return { ...resealed, mac: code.sign(["deal", sha256(plan), resealed]) };
      });
    expect(() => run(plan, { deals: swapped })).toThrow("The dealer of index 2");
    const altered = (deals: Deal[]) => deals.map((deal) => ({ ...deal, box: `AAAA${deal.box.slice(4)}` }));
    expect(() => run(plan, { deals: altered })).toThrow("not from a node of this network");
  });

  it("takes no word of somebody without the secret, nor a missing one", () => {
    const stranger = new Participant(plan, plan.nodes[1] ?? "", null, createMemberCode("another secret"));
    const foreign = (offers: Offer[]) => offers.map((offer) => (offer.index === 2 ? stranger.offer() : offer));
    expect(() => run(plan, { offers: foreign })).toThrow("not from a node of this network");
    expect(() => run(plan, { offers: (offers) => offers.slice(1) })).toThrow(CeremonyFailed);
    expect(() => run(plan, { offers: (offers) => [...offers, ...offers.slice(0, 1)] })).toThrow(CeremonyFailed);
  });
});
