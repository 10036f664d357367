import { sha256 } from "@noble/hashes/sha2";
import { bytesToHex, hexToBytes } from "@noble/hashes/utils";
import fc from "fast-check";
import { expect, test } from "vitest";
import { createDigestList } from "./digest-list.ts";
import { merklePath, merkleRoot, merkleRootFromPath } from "./merkle.ts";

/** Tree heads of the first n of these inputs, published with Certificate Transparency's reference implementation. */
const inputs = ["", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f"];
const heads = [
  "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
  "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
  "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
  "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
  "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
  "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
  "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
  "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
];

const leavesOf = (contents: readonly Uint8Array[]) => {
  const list = createDigestList();
  for (const content of contents) list.add(sha256(new Uint8Array([0, ...content])));
  return list.bytes();
};

test("tree heads are those of RFC 6962", () => {
  for (const [index, head] of heads.entries()) {
    expect(bytesToHex(merkleRoot(leavesOf(inputs.slice(0, index + 1).map(hexToBytes))))).toBe(head);
  }
});

test("each leaf's path leads to the root, and to no other place or leaf", () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 70 }), fc.nat(), fc.nat(), (count, one, other) => {
      const leaves = leavesOf(Array.from({ length: count }, (_, index) => Uint8Array.of(index)));
      const index = one % count;
      const path = merklePath(leaves, index);
      const leaf = leaves.slice(index * 32, index * 32 + 32);
      const root = bytesToHex(merkleRoot(leaves));
      const from = (at: number, of: number, steps = path) => {
        const found = merkleRootFromPath(leaf, at, of, steps);
        return found && bytesToHex(found);
      };
      expect(from(index, count)).toBe(root);
      const wrong = other % count;
      if (wrong !== index) expect(from(wrong, count)).not.toBe(root);
      if (count > 1) expect(from(index, count, path.slice(1))).toBeNull();
      expect(from(count, count)).toBeNull();
    }),
  );
});
