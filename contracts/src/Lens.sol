// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {ILens} from "./interfaces/ILens.sol";
import {ITessera} from "./interfaces/ITessera.sol";
import {Holds} from "./libraries/Holds.sol";
import {OfferTerms, SHARE_UNITS} from "./types/Assets.sol";
import {Bucket} from "./types/Earnings.sol";

/// @title Lens
contract Lens is ILens {
    ITessera private immutable core;

    constructor(address tessera) {
        core = ITessera(tessera);
    }

    /// @inheritdoc ILens
    function poolOf(uint256 assetId, address currency)
        public
        view
        override
        returns (uint256 held, uint256 matured, bytes memory due)
    {
        (,, uint8 offers, uint8 period,) = core.assetOf(assetId);
        matured = core.poolOf(assetId, period, currency);
        for (uint256 i; i < offers; ++i) {
            (uint256 offerHeld, uint256 offerDue) = _offer(assetId, i, currency);
            held += offerHeld;
            matured += offerDue;
            if (offerDue != 0) due = bytes.concat(due, bytes1(uint8(i)));
        }
    }

    /// @inheritdoc ILens
    function earningsOf(uint256 assetId, address currency, uint256 recipient, uint32 ppm)
        external
        view
        override
        returns (uint256 held, uint256 claimable, uint256 claimed, bytes memory due)
    {
        uint256 matured;
        (held, matured, due) = poolOf(assetId, currency);
        held = held * ppm / SHARE_UNITS;
        (,,, uint8 period,) = core.assetOf(assetId);
        claimed = core.claimedOf(assetId, period, currency, recipient);
        claimable = matured * ppm / SHARE_UNITS - claimed;
    }

    /// @inheritdoc ILens
    function claimableOf(uint256 assetId, uint8 period, address currency, uint256 recipient, uint32 ppm)
        external
        view
        override
        returns (uint256 claimable)
    {
        uint256 entitled = core.poolOf(assetId, period, currency) * ppm / SHARE_UNITS;
        return entitled - core.claimedOf(assetId, period, currency, recipient);
    }

    function _offer(uint256 assetId, uint256 number, address currency)
        private
        view
        returns (uint256 held, uint256 due)
    {
        (OfferTerms memory terms,) = core.offerOf(assetId | number);
        if (terms.currency != currency) return (0, 0);
        Bucket memory bucket = core.bucketOf(assetId | number);
        due = Holds.roll(bucket, Holds.epochAt(core.clockOf(assetId), terms.hold), terms.hold);
        held = uint256(bucket.current) + bucket.previous;
    }
}
