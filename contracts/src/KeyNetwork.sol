// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {IKeyNetwork} from "./interfaces/IKeyNetwork.sol";

/// @title Key network
contract KeyNetwork is IKeyNetwork {
    uint256 private constant KEY_BYTES = 48;
    uint256 private constant EPOCH_LENGTH = 1 hours;

    Validator[] private validators;
    bytes[] private shareKeys;

    /// @inheritdoc IKeyNetwork
    bytes public override publicKey;
    /// @inheritdoc IKeyNetwork
    address public override owner;
    /// @inheritdoc IKeyNetwork
    uint256 public override threshold;
    /// @inheritdoc IKeyNetwork
    uint256 public override epoch = 1;

    modifier onlyOwner() {
        if (msg.sender != owner) revert NotOwner();
        _;
    }

    constructor(address owner_) {
        owner = owner_;
        emit OwnerChanged(owner_);
    }

    /// @inheritdoc IKeyNetwork
    function setNodes(Node[] calldata nodes, uint256 threshold_) external override onlyOwner {
        if (threshold_ == 0 || threshold_ > nodes.length) revert BadNodes();
        threshold = threshold_;
        ++epoch;
        delete validators;
        delete shareKeys;
        for (uint256 i; i < nodes.length; ++i) {
            Node calldata node = nodes[i];
            if (node.sharePublicKey.length != KEY_BYTES) revert BadNodes();
            validators.push(Validator(node.ip, 0, node.port, node.nodeAddress, 0, 0, 0, 0));
            shareKeys.push(node.sharePublicKey);
        }
        emit NodesSet(epoch, threshold_, nodes);
        emit StateChanged(0);
    }

    /// @inheritdoc IKeyNetwork
    function setPublicKey(bytes calldata publicKey_) external override onlyOwner {
        if (publicKey.length != 0) revert PublicKeyFixed();
        if (publicKey_.length != KEY_BYTES) revert BadNodes();
        publicKey = publicKey_;
        emit PublicKeySet(publicKey_);
    }

    /// @inheritdoc IKeyNetwork
    function transferOwnership(address owner_) external override onlyOwner {
        owner = owner_;
        emit OwnerChanged(owner_);
    }

    /// @inheritdoc IKeyNetwork
    /// @dev The times are always around now: a client refuses an epoch that has ended, and nothing but `setNodes` ends one here.
    function getActiveUnkickedValidatorStructsAndCounts()
        external
        view
        override
        returns (Epoch memory, uint256, Validator[] memory)
    {
        uint256 half = EPOCH_LENGTH / 2;
        Epoch memory now_ = Epoch(EPOCH_LENGTH, epoch, block.timestamp + half, 0, 60, block.timestamp - half);
        return (now_, threshold, validators);
    }

    /// @inheritdoc IKeyNetwork
    function sharePublicKeys() external view override returns (bytes[] memory) {
        return shareKeys;
    }
}
