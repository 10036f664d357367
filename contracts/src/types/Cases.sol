// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

/// @notice A dispute is a buyer's about one payment; a notice is a third party's about an asset.
enum Kind { Dispute, Notice }

/// @notice Open -> Proposed -> Decided -> (Appealed -> Proposed -> ) Closed. A refused proposal goes back to where it came from.
enum State { None, Open, Proposed, Decided, Appealed, Arbitrated, Closed }

/// @notice What a decision does besides dividing a frozen payment. `Decision.data` holds its arguments, ABI-encoded.
/// None: empty. RevokeLicence, RestoreLicence: (uint256 offerId, address holder). PauseVersion, ResumeVersion: (uint32 version).
/// RevokeAsset, RestoreAsset: empty. RedirectShare: (Share[] current, uint256 from, address claimant).
enum Action { None, RevokeLicence, RestoreLicence, PauseVersion, ResumeVersion, RevokeAsset, RestoreAsset, RedirectShare }

/// @notice What is proposed and confirmed.
/// @param refund Minor units of the frozen payment that go back to its payer; the rest is released to the asset's income.
/// A full refund also revokes the licence. Zero for a notice.
struct Decision {
    uint256 refund;
    Action action;
    bytes data;
}

/// @param assetId The asset the case is about.
/// @param offerId The disputed payment's offer; zero for a notice.
/// @param holder The licence's holder; for a notice whoever opened it.
/// @param payer Who paid, and is refunded; zero for a notice.
/// @param amount Minor units frozen.
/// @param deadline When an undecided case takes its default effect: a dispute refunds in full, a notice is dismissed.
/// @param executableAt From when a decided case can be executed by anyone.
/// @param proposer Who proposed what stands.
/// @param consents Reviewers who have agreed that the panel may open the asset.
/// @param decision `keccak256(abi.encode(decision))` of what is proposed or decided.
struct Case {
    uint256 assetId;
    uint256 offerId;
    address holder;
    uint40 deadline;
    uint40 executableAt;
    address payer;
    uint96 amount;
    address proposer;
    Kind kind;
    State state;
    uint8 round;
    uint8 consents;
    bytes32 decision;
}
