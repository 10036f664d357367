// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {MerkleProof} from "@openzeppelin/contracts/utils/cryptography/MerkleProof.sol";
import {IEarnings} from "../interfaces/IEarnings.sol";
import {IListing} from "../interfaces/IListing.sol";
import {IPurchases} from "../interfaces/IPurchases.sol";
import {Holds} from "../libraries/Holds.sol";
import {SharesTree} from "../libraries/SharesTree.sol";
import {Balances} from "../libraries/Balances.sol";
import {Signatures} from "../libraries/Signatures.sol";
import {TypedData} from "../libraries/TypedData.sol";
import {SHARE_UNITS} from "../types/Assets.sol";
import {Balance, Bucket, Claim} from "../types/Earnings.sol";
import {Selling} from "./Selling.sol";

/// @title Earning: from a bucket to a pool, a balance, a wallet
abstract contract Earning is IEarnings, Selling {
    /// @inheritdoc IEarnings
    function mature(uint256[] calldata offerIds) external override nonReentrant {
        for (uint256 i; i < offerIds.length; ++i) {
            if (s.offers[offerIds[i]].unpack().flags == 0) revert IListing.UnknownOffer(offerIds[i]);
            Holds.mature(s, offerIds[i]);
        }
    }

    /// @inheritdoc IEarnings
    function claim(Claim calldata request) external override nonReentrant returns (uint256 amount) {
        return _claim(request);
    }

    /// @inheritdoc IEarnings
    function claimMany(Claim[] calldata requests) external override nonReentrant {
        for (uint256 i; i < requests.length; ++i) _claim(requests[i]);
    }

    /// @inheritdoc IEarnings
    function collect(Claim[] calldata requests, address currency, address to)
        external
        override
        nonReentrant
        returns (uint256 amount)
    {
        for (uint256 i; i < requests.length; ++i) _claim(requests[i]);
        return _withdraw(msg.sender, currency, to);
    }

    /// @inheritdoc IEarnings
    function withdraw(address currency, address to) external override nonReentrant returns (uint256 amount) {
        return _withdraw(msg.sender, currency, to);
    }

    /// @inheritdoc IEarnings
    function withdrawBySignature(
        address account,
        address currency,
        address to,
        uint256 deadline,
        bytes calldata signature
    ) external override nonReentrant returns (uint256 amount) {
        bytes32 digest =
            _hashTypedDataV4(TypedData.hashWithdrawal(account, currency, to, s.nonces[account]++, deadline));
        if (block.timestamp > deadline || !Signatures.isValid(account, digest, signature)) revert IListing.BadSignature();
        return _withdraw(account, currency, to);
    }

    /// @inheritdoc IEarnings
    function balancesOf(address account, address currency)
        external
        view
        override
        returns (uint256 withdrawable, uint256 withdrawn)
    {
        Balance memory balance = s.balances[account][currency];
        return (balance.credited - balance.withdrawn, balance.withdrawn);
    }

    /// @inheritdoc IEarnings
    function poolOf(uint256 assetId, uint8 period, address currency) external view override returns (uint256) {
        return s.pools[assetId | period][currency];
    }

    /// @inheritdoc IEarnings
    function claimedOf(uint256 assetId, uint8 period, address currency, uint256 recipient)
        external
        view
        override
        returns (uint256)
    {
        return s.claimed[assetId | period][currency][recipient];
    }

    /// @inheritdoc IEarnings
    function bucketOf(uint256 offerId) external view override returns (Bucket memory) {
        return s.buckets[offerId].unpack();
    }

    /// @inheritdoc IEarnings
    function clockOf(uint256 assetId) external view override returns (uint256) {
        return Holds.clock(s, assetId);
    }

    /// @inheritdoc IEarnings
    function nonces(address account) external view override returns (uint256) {
        return s.nonces[account];
    }

    function _claim(Claim calldata request) private returns (uint256 amount) {
        uint256 assetId = request.assetId & ~uint256(0xff);
        (address currency, uint256 recipient) = (request.currency, request.recipient);
        for (uint256 i; i < request.offers.length; ++i) Holds.mature(s, assetId | uint8(request.offers[i]));

        uint256 key = assetId | request.period;
        bytes32 leaf = SharesTree.leaf(recipient, request.ppm);
        if (!MerkleProof.verifyCalldata(request.proof, s.sharesRoots[key], leaf)) revert NotARecipient();
        uint256 entitled = s.pools[key][currency] * request.ppm / SHARE_UNITS;
        uint256 claimed = s.claimed[key][currency][recipient];
        amount = entitled - claimed;
        if (amount == 0) return 0;

        s.claimed[key][currency][recipient] = entitled;
        if (recipient >> 160 == 0) {
            Balances.add(s, address(uint160(recipient)), currency, amount);
        } else {
            s.pools[recipient | s.assets[recipient].unpack().period][currency] += amount;
        }
        emit Claimed(assetId, recipient, currency, request.period, amount);
    }

    function _withdraw(address account, address currency, address to) private returns (uint256 amount) {
        if (to == address(0) || to == address(this)) revert IPurchases.BadRecipient();
        Balance storage balance = s.balances[account][currency];
        amount = balance.credited - balance.withdrawn;
        if (amount == 0) revert NothingToWithdraw();
        balance.withdrawn = balance.credited;
        emit Withdrawn(account, currency, to, amount);
        _send(currency, to, amount);
    }
}
