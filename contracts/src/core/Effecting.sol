// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {IEffects} from "../interfaces/IEffects.sol";
import {Catalogue} from "../libraries/Catalogue.sol";
import {Outcomes} from "../libraries/Outcomes.sol";
import {Share} from "../types/Assets.sol";
import {Base} from "./Base.sol";

/// @title Effecting: what the `Cases` contract does to rights and money
abstract contract Effecting is IEffects, Base {
    modifier onlyCases() {
        if (msg.sender != _cases) revert NotCases();
        _;
    }

    /// @inheritdoc IEffects
    function freezePayment(uint256 offerId, address holder, address payer, uint256 amount)
        external
        override
        onlyCases
        nonReentrant
    {
        Outcomes.freezePayment(s, offerId, holder, payer, amount);
    }

    /// @inheritdoc IEffects
    function settlePayment(
        uint256 offerId,
        address holder,
        address payer,
        uint256 amount,
        uint256 refund,
        bool revoke
    ) external override onlyCases nonReentrant {
        Outcomes.settlePayment(s, offerId, holder, payer, amount, refund, revoke);
    }

    /// @inheritdoc IEffects
    function revokeLicence(uint256 offerId, address holder) external override onlyCases {
        Outcomes.revokeLicence(s, offerId, holder);
    }

    /// @inheritdoc IEffects
    function restoreLicence(uint256 offerId, address holder) external override onlyCases {
        Outcomes.restoreLicence(s, offerId, holder);
    }

    /// @inheritdoc IEffects
    function setVersionPaused(uint256 assetId, uint32 version, bool paused) external override onlyCases {
        Outcomes.setVersionPaused(s, assetId, version, paused);
    }

    /// @inheritdoc IEffects
    function freezeAsset(uint256 assetId, uint32 until) external override onlyCases {
        Outcomes.freezeAsset(s, assetId, until);
    }

    /// @inheritdoc IEffects
    function revokeAsset(uint256 assetId) external override onlyCases {
        Outcomes.revokeAsset(s, assetId);
    }

    /// @inheritdoc IEffects
    function restoreAsset(uint256 assetId) external override onlyCases {
        Outcomes.restoreAsset(s, assetId);
    }

    /// @inheritdoc IEffects
    function redirectShare(uint256 assetId, Share[] calldata current, uint256 from, address claimant)
        external
        override
        onlyCases
    {
        Catalogue.redirectShare(s, assetId, current, from, claimant);
    }
}
