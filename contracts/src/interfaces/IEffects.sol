// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {Share} from "../types/Assets.sol";

/// @title Effects: what a case does to rights and money. Only the `Cases` contract can call these
/// @notice None of them pays anyone but a payment's own payer or its asset's pool.
interface IEffects {
    /// @notice A payment left its bucket for a case, and the licence is suspended.
    event PaymentFrozen(uint256 indexed offerId, address indexed holder, address indexed payer, uint256 amount);
    /// @notice A frozen payment was divided: `refund` to its payer's balance, `released` to the asset's pool of `period`.
    event PaymentSettled(
        uint256 indexed offerId,
        address indexed holder,
        address indexed payer,
        uint256 refund,
        uint256 released,
        uint8 period
    );
    /// @notice A full refund took back the terms that it had paid for; others remain until `expiry`.
    event LicenceShortened(uint256 indexed offerId, address indexed holder, uint256 expiry);
    event LicenceRevoked(uint256 indexed offerId, address indexed holder);
    event LicenceRestored(uint256 indexed offerId, address indexed holder);
    event VersionPaused(uint256 indexed assetId, uint32 indexed version, bool paused);
    /// @notice Nothing of the asset opens or sells until then; zero lifts it.
    event AssetFrozen(uint256 indexed assetId, uint256 until);
    /// @notice Nothing of the asset opens or sells, and payments still in their hold are their payers' to pull.
    event AssetRevoked(uint256 indexed assetId);
    event AssetRestored(uint256 indexed assetId);

    /// @notice Only the `Cases` contract may call this.
    error NotCases();
    /// @notice More than what is still in its hold (or frozen) was asked for.
    error NotRefundable();
    /// @notice There is no such licence, or it is in that state already.
    error NoSuchLicence();

    /// @notice Takes `amount` of a payment out of its hold, oldest money first, and suspends the licence.
    function freezePayment(uint256 offerId, address holder, address payer, uint256 amount) external;

    /// @notice Divides a frozen payment and lifts its suspension; `revoke` takes the licence back.
    function settlePayment(
        uint256 offerId,
        address holder,
        address payer,
        uint256 amount,
        uint256 refund,
        bool revoke
    ) external;

    function revokeLicence(uint256 offerId, address holder) external;
    function restoreLicence(uint256 offerId, address holder) external;
    function setVersionPaused(uint256 assetId, uint32 version, bool paused) external;

    /// @param until Unix seconds; zero lifts a freeze. No effect on a revoked asset.
    function freezeAsset(uint256 assetId, uint32 until) external;
    function revokeAsset(uint256 assetId) external;
    function restoreAsset(uint256 assetId) external;

    /// @notice Gives a recipient's share of the income that matures from now on to a claimant.
    function redirectShare(uint256 assetId, Share[] calldata current, uint256 from, address claimant) external;
}
