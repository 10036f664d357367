// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {Hashes} from "@openzeppelin/contracts/utils/cryptography/Hashes.sol";
import {MAX_SHARES} from "../State.sol";
import {IListing} from "../interfaces/IListing.sol";
import {SHARE_UNITS, Share} from "../types/Assets.sol";

/// @title SharesTree: the Merkle tree of an asset's shares
/// @dev Leaves are hashed twice, pairs sorted, as in OpenZeppelin's standard tree; a node without a pair rises as it is.
library SharesTree {
    function leaf(uint256 recipient, uint32 ppm) internal pure returns (bytes32) {
        return keccak256(abi.encode(Hashes.efficientKeccak256(bytes32(recipient), bytes32(uint256(ppm)))));
    }

    /// @return The tree's root, once the list is known to be ascending, without zeros, and exact.
    function root(Share[] memory shares) internal pure returns (bytes32) {
        uint256 count = shares.length;
        if (count == 0 || count > MAX_SHARES) revert IListing.BadShares();
        bytes32[] memory nodes = new bytes32[](count);
        uint256 sum;
        uint256 previous;
        for (uint256 i; i < count; ++i) {
            (uint256 recipient, uint32 ppm) = (shares[i].recipient, shares[i].ppm);
            if (recipient <= previous || ppm == 0) revert IListing.BadShares();
            previous = recipient;
            sum += ppm;
            nodes[i] = leaf(recipient, ppm);
        }
        if (sum != SHARE_UNITS) revert IListing.BadShares();
        while (count > 1) {
            uint256 half = count / 2;
            for (uint256 i; i < half; ++i) {
                nodes[i] = Hashes.commutativeKeccak256(nodes[2 * i], nodes[2 * i + 1]);
            }
            if (count % 2 == 1) nodes[half++] = nodes[count - 1];
            count = half;
        }
        return nodes[0];
    }

    /// @return next The list with `from`'s part given to `to`, still ascending.
    function redirected(Share[] memory shares, uint256 from, uint256 to) internal pure returns (Share[] memory next) {
        uint32 ppm;
        bool known;
        for (uint256 i; i < shares.length; ++i) {
            if (shares[i].recipient == from) ppm = shares[i].ppm;
            if (shares[i].recipient == to) known = true;
        }
        if (ppm == 0 || from == to) revert IListing.BadShares();
        next = new Share[](known ? shares.length - 1 : shares.length);
        uint256 count;
        bool placed = known;
        for (uint256 i; i < shares.length; ++i) {
            Share memory share = shares[i];
            if (!placed && share.recipient > to) {
                next[count++] = Share(to, ppm);
                placed = true;
            }
            if (share.recipient == from) continue;
            next[count++] = Share(share.recipient, share.recipient == to ? share.ppm + ppm : share.ppm);
        }
        if (!placed) next[count] = Share(to, ppm);
    }
}
