// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {Bucket, Claim} from "../types/Earnings.sol";

/// @title Earnings: held, matured, claimed, withdrawn
/// @notice A payment waits in its offer's bucket until its hold has ended, then joins the asset's pool for its currency. A recipient's
/// part of a pool is `floor(matured * ppm / 1e6)`, less what it has claimed; rounding leaves fewer units in a pool than it has recipients.
interface IEarnings {
    /// @notice Money of an offer's bucket joined the asset's pool of this period.
    event Matured(uint256 indexed offerId, uint8 indexed period, uint256 amount);
    /// @notice A recipient's part of a pool went to its balance (an account) or its pool (a parent asset).
    event Claimed(
        uint256 indexed assetId, uint256 indexed recipient, address indexed currency, uint8 period, uint256 amount
    );
    /// @notice An account's balance grew other than by a claim: a resale's proceeds, a refund, units taken back.
    event Credited(address indexed account, address indexed currency, uint256 amount);
    event Withdrawn(address indexed account, address indexed currency, address to, uint256 amount);

    /// @notice The share is not in this period's tree.
    error NotARecipient();
    /// @notice The account has nothing to withdraw in this currency.
    error NothingToWithdraw();
    /// @notice The coin could not be sent.
    error SendFailed();

    /// @notice Moves what has matured into the assets' pools; anyone can call.
    function mature(uint256[] calldata offerIds) external;

    /// @notice Claims for any recipient; anyone can call, the money goes to the recipient alone.
    /// @return amount Minor units; zero where nothing was left to claim.
    function claim(Claim calldata request) external returns (uint256 amount);

    /// @notice Claims many at once: several recipients of an asset, or a parent's part of all its children.
    function claimMany(Claim[] calldata requests) external;

    /// @notice Claims, then withdraws the caller's whole balance in one currency to `to`: what an earnings page calls.
    /// @return amount Minor units withdrawn.
    function collect(Claim[] calldata requests, address currency, address to) external returns (uint256 amount);

    /// @notice Withdraws the caller's whole balance in one currency to `to`.
    function withdraw(address currency, address to) external returns (uint256 amount);

    /// @notice Withdraws an account's whole balance to `to`, by its EIP-712 signature of
    /// `Withdrawal(address account,address currency,address to,uint256 nonce,uint256 deadline)`; ERC-1271 for contracts.
    function withdrawBySignature(
        address account,
        address currency,
        address to,
        uint256 deadline,
        bytes calldata signature
    ) external returns (uint256 amount);

    /// @return withdrawable Minor units that stand on the account's balance.
    /// @return withdrawn Minor units withdrawn in all.
    function balancesOf(address account, address currency)
        external
        view
        returns (uint256 withdrawable, uint256 withdrawn);

    /// @return matured Minor units that have joined this pool in all. What waits in buckets, due or not, is not in it: see `Lens`.
    function poolOf(uint256 assetId, uint8 period, address currency) external view returns (uint256 matured);

    /// @return amount Minor units that the recipient has claimed of this pool in all.
    function claimedOf(uint256 assetId, uint8 period, address currency, uint256 recipient)
        external
        view
        returns (uint256 amount);

    /// @return bucket As stored: money whose hold has ended stays in it until somebody matures it.
    function bucketOf(uint256 offerId) external view returns (Bucket memory bucket);

    /// @notice The time by which holds are measured for this asset: now, or when it was revoked.
    function clockOf(uint256 assetId) external view returns (uint256 timestamp);

    /// @notice The next nonce of an account's `Withdrawal`.
    function nonces(address account) external view returns (uint256);
}
