// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {Share} from "../../src/types/Assets.sol";

/// @dev The tree of shares, written anew for the tests.
library Tree {
    function leaf(Share memory share) internal pure returns (bytes32) {
        return keccak256(bytes.concat(keccak256(abi.encode(share.recipient, share.ppm))));
    }

    function join(bytes32 a, bytes32 b) internal pure returns (bytes32) {
        return a < b ? keccak256(bytes.concat(a, b)) : keccak256(bytes.concat(b, a));
    }

    function level(bytes32[] memory nodes) internal pure returns (bytes32[] memory above) {
        above = new bytes32[]((nodes.length + 1) / 2);
        for (uint256 i; i < above.length; ++i) {
            above[i] = 2 * i + 1 < nodes.length ? join(nodes[2 * i], nodes[2 * i + 1]) : nodes[2 * i];
        }
    }

    function leaves(Share[] memory shares) internal pure returns (bytes32[] memory nodes) {
        nodes = new bytes32[](shares.length);
        for (uint256 i; i < nodes.length; ++i) nodes[i] = leaf(shares[i]);
    }

    function root(Share[] memory shares) internal pure returns (bytes32) {
        bytes32[] memory nodes = leaves(shares);
        while (nodes.length > 1) nodes = level(nodes);
        return nodes[0];
    }

    function proof(Share[] memory shares, uint256 recipient) internal pure returns (bytes32[] memory path) {
        uint256 index;
        while (index < shares.length && shares[index].recipient != recipient) ++index;
        path = new bytes32[](0);
        for (bytes32[] memory nodes = leaves(shares); nodes.length > 1; nodes = level(nodes)) {
            uint256 sibling = index ^ 1;
            if (sibling < nodes.length) path = append(path, nodes[sibling]);
            index >>= 1;
        }
    }

    function append(bytes32[] memory path, bytes32 node) private pure returns (bytes32[] memory longer) {
        longer = new bytes32[](path.length + 1);
        for (uint256 i; i < path.length; ++i) longer[i] = path[i];
        longer[path.length] = node;
    }
}
