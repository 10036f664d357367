// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {Case, Decision, Kind} from "../types/Cases.sol";

/// @title Cases: disputes and notices until they are closed
/// @notice One reviewer proposes, a different one confirms. Reviewers that are a party, or that took part before an appeal, are refused.
interface ICases {
    /// @notice A case exists. For a dispute `amount` of the payment is frozen and the licence suspended; for a notice `offerId` and
    /// `amount` are zero, and `holder` and `payer` are whoever opened it.
    event CaseOpened(
        uint256 indexed caseId,
        uint256 indexed assetId,
        address indexed opener,
        Kind kind,
        uint256 offerId,
        address holder,
        address payer,
        uint256 amount,
        uint256 deadline,
        bytes32 evidence
    );
    /// @notice `evidence` is the SHA-256 of a file that its author encrypted to the panel.
    event EvidenceSubmitted(uint256 indexed caseId, address indexed author, bytes32 evidence);
    event Proposed(uint256 indexed caseId, address indexed reviewer, Decision decision);
    /// @notice A different reviewer disagreed; the case is open for another proposal.
    event Refused(uint256 indexed caseId, address indexed reviewer);
    /// @notice A different reviewer agreed; it can be appealed before, and executed from `executableAt`.
    event Confirmed(uint256 indexed caseId, address indexed reviewer, uint256 executableAt);
    event Appealed(uint256 indexed caseId, address indexed party, uint256 deadline, bytes32 evidence);
    /// @notice The decision took effect. Core events of the same transaction say what moved.
    event Executed(uint256 indexed caseId, Decision decision);
    /// @notice The case was not decided in time and took its default effect.
    event Lapsed(uint256 indexed caseId);
    /// @notice A dispute's payer, or a notice's opener, gave up; a frozen payment was released.
    event Dropped(uint256 indexed caseId);
    /// @notice A reviewer agreed that the panel may open the asset; at two it may.
    event InspectionConsented(uint256 indexed caseId, address indexed reviewer);
    /// @notice The asset is frozen until then; confirmed, as long as the case can last.
    event EmergencyFrozen(uint256 indexed caseId, address indexed reviewer, uint256 until);
    event EmergencyConfirmed(uint256 indexed caseId, address indexed reviewer, uint256 until);
    /// @notice The case went to the outside arbitrator.
    event Escalated(uint256 indexed caseId, uint256 indexed disputeId);
    event ReviewerSet(address indexed account, bool allowed);
    event ArbitratorSet(address indexed arbitrator, bytes extraData);

    error NotManager();
    /// @notice The caller is not a reviewer, is a party to the case, or took part in it before.
    error NotReviewer();
    /// @notice The caller is not a party to the case (or the payment).
    error NotParty();
    /// @notice The case is not in a state that allows this.
    error WrongState();
    /// @notice The decision is not the one proposed, or contradicts the case.
    error BadDecision();
    /// @notice It is too early or too late for this.
    error WrongTime();
    /// @notice The reviewer proposed this or consented already: it takes a different one.
    error SameReviewer();
    /// @notice This asset was frozen in an emergency less than 30 days ago.
    error FrozenRecently();
    /// @notice No arbitrator is set, or the fee is short.
    error NoArbitrator();
    /// @notice Only the arbitrator may rule.
    error NotArbitrator();

    /// @notice Freezes a payment inside its hold. Only its payer or the licence's holder; a refund always goes to the payer.
    /// @param amount Minor units, at most `refundableOf`; one payment's amount freezes just that payment, oldest first.
    /// @param evidence SHA-256 of the evidence, or zero.
    function openDispute(uint256 offerId, address holder, address payer, uint256 amount, bytes32 evidence)
        external
        returns (uint256 caseId);

    /// @notice Tells of a wrong in an asset. Changes nothing by itself.
    function openNotice(uint256 assetId, bytes32 evidence) external returns (uint256 caseId);

    /// @notice Chains evidence, a response or a counter-notice; only the parties (opener, holder, payer, creator).
    function submitEvidence(uint256 caseId, bytes32 evidence) external;

    /// @notice Proposes a decision; only a reviewer.
    function propose(uint256 caseId, Decision calldata decision) external;

    /// @notice Agrees with what is proposed; only a different reviewer. Takes effect at once where there is no appeal window or this was
    /// the appeal, else by `execute`.
    function confirm(uint256 caseId, Decision calldata decision) external;

    /// @notice Refuses what is proposed; only a different reviewer.
    function refuse(uint256 caseId) external;

    /// @notice Appeals a decision, once a case; only a party, before `executableAt`.
    function appeal(uint256 caseId, bytes32 evidence) external;

    /// @notice Makes a decision take effect once it can no longer be appealed; anyone. Where an appeal or arbitration is not decided in time,
    /// the first decision stands.
    function execute(uint256 caseId, Decision calldata decision) external;

    /// @notice Gives an undecided case its default effect after its deadline; anyone. A decision that could not be executed within another
    /// `decisionTime` lapses likewise.
    function lapse(uint256 caseId) external;

    /// @notice Gives up before a decision; only a dispute's payer, whose payment is released, or a notice's opener.
    function drop(uint256 caseId) external;

    /// @notice Agrees that the panel may open the asset while this case is open; two reviewers are needed.
    function consentToInspection(uint256 caseId) external;

    /// @notice Freezes the case's asset for three days; only a reviewer, once in 30 days for an asset.
    function freezeInEmergency(uint256 caseId) external;

    /// @notice Extends an emergency freeze to the case's deadline; only a different reviewer, before it has lapsed.
    function confirmEmergency(uint256 caseId) external;

    /// @notice Takes a decision that may be appealed to the outside arbitrator instead of other reviewers; only a party, who pays its fee.
    function escalate(uint256 caseId) external payable returns (uint256 disputeId);

    /// @notice ERC-792: the arbitrator's ruling. 1 refunds in full, any other releases; for a notice 1 revokes the asset, any other dismisses.
    function rule(uint256 disputeId, uint256 ruling) external;

    /// @notice Adds or removes a reviewer; only the manager.
    function setReviewer(address account, bool allowed) external;

    /// @notice Sets the arbitrator for later escalations; only the manager. Zero for none.
    function setArbitrator(address arbitrator, bytes calldata extraData) external;

    /// @notice Whether `account` is a reviewer and two reviewers have consented to inspection in an open case on this asset.
    function mayInspect(uint256 assetId, address account) external view returns (bool);

    function caseOf(uint256 caseId) external view returns (Case memory);
    function isReviewer(address account) external view returns (bool);

    /// @return Seconds between a confirmation and its execution; zero executes at once.
    function appealWindow() external view returns (uint256);

    /// @return Seconds that reviewers have for a decision, from the opening or the appeal.
    function decisionTime() external view returns (uint256);

    function manager() external view returns (address);
    function tessera() external view returns (address);
}
