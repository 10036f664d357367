// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

/// @title Key network: who the key nodes are, how many of them must agree, and their public keys
/// @notice The Lit 7.x client finds its nodes by `getActiveUnkickedValidatorStructsAndCounts` and watches `StateChanged`.
interface IKeyNetwork {
    struct Epoch {
        uint256 epochLength;
        uint256 number;
        uint256 endTime;
        uint256 retries;
        uint256 timeout;
        uint256 startTime;
    }

    struct Validator {
        uint32 ip;
        uint128 ipv6;
        uint32 port;
        address nodeAddress;
        uint256 reward;
        uint256 senderPubKey;
        uint256 receiverPubKey;
        uint256 lastActiveEpoch;
    }

    /// @notice A key node: its address on the network, its own address, and the public key of its share (48 bytes, BLS12-381 G1).
    struct Node {
        uint32 ip;
        uint32 port;
        address nodeAddress;
        bytes sharePublicKey;
    }

    /// @notice 0: the set of nodes is active; clients read it again.
    event StateChanged(uint8 newState);
    event NodesSet(uint256 indexed epoch, uint256 threshold, Node[] nodes);
    /// @notice The key that capsules are wrapped under (48 bytes, BLS12-381 G1). It outlives every change of nodes.
    event PublicKeySet(bytes publicKey);
    event OwnerChanged(address indexed owner);

    error NotOwner();
    /// @notice The threshold is zero or exceeds the number of nodes, or a public key is not 48 bytes.
    error BadNodes();
    /// @notice The network's public key is set once.
    error PublicKeyFixed();

    /// @notice Replaces the active nodes and begins the next epoch; only the owner.
    /// @param nodes In the order of their share indices, from 1.
    function setNodes(Node[] calldata nodes, uint256 threshold) external;

    /// @notice Publishes the network's public key; only the owner, once.
    function setPublicKey(bytes calldata publicKey) external;

    function transferOwnership(address owner) external;

    function getActiveUnkickedValidatorStructsAndCounts()
        external
        view
        returns (Epoch memory epoch, uint256 threshold, Validator[] memory validators);

    function publicKey() external view returns (bytes memory);
    /// @return The public keys of the active nodes' shares, in the nodes' order.
    function sharePublicKeys() external view returns (bytes[] memory);
    function owner() external view returns (address);
    function threshold() external view returns (uint256);
    function epoch() external view returns (uint256);
}
