// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {assetOf} from "./State.sol";
import {IArbitrator} from "./interfaces/IArbitrator.sol";
import {ICases} from "./interfaces/ICases.sol";
import {ITessera} from "./interfaces/ITessera.sol";
import {Share} from "./types/Assets.sol";
import {Action, Case, Decision, Kind, State} from "./types/Cases.sol";

/// @title Cases
contract Cases is ICases {
    uint256 private constant EMERGENCY = 3 days;
    uint256 private constant EMERGENCY_PAUSE = 30 days;
    uint256 private constant ARBITRATION = 180 days;
    uint256 private constant IN_FAVOUR = 1;

    ITessera private immutable core;
    /// @inheritdoc ICases
    address public immutable override manager;
    /// @inheritdoc ICases
    uint256 public immutable override appealWindow;
    /// @inheritdoc ICases
    uint256 public immutable override decisionTime;

    uint256 private count;
    mapping(uint256 caseId => Case) private list;
    /// @dev Reviewers that took part in the first round.
    mapping(uint256 caseId => mapping(address reviewer => bool)) private tookPart;
    mapping(uint256 caseId => mapping(address reviewer => bool)) private consented;
    /// @dev The decision of the first round, which stands if the appeal is not decided in time.
    mapping(uint256 caseId => bytes32) private standing;
    mapping(uint256 assetId => uint256) private inspections;
    mapping(uint256 assetId => uint256 timestamp) private emergencies;
    mapping(uint256 caseId => address reviewer) private freezers;
    mapping(uint256 assetId => uint256 caseId) private freezes;
    mapping(address arbitrator => mapping(uint256 disputeId => uint256 caseId)) private arbitrations;
    address private arbitrator;
    bytes private extraData;

    /// @inheritdoc ICases
    mapping(address account => bool) public override isReviewer;

    modifier onlyManager() {
        if (msg.sender != manager) revert NotManager();
        _;
    }

    constructor(
        address tessera_,
        address manager_,
        uint256 appealWindow_,
        uint256 decisionTime_,
        address[] memory reviewers
    ) {
        core = ITessera(tessera_);
        manager = manager_;
        appealWindow = appealWindow_;
        decisionTime = decisionTime_;
        for (uint256 i; i < reviewers.length; ++i) _setReviewer(reviewers[i], true);
    }

    /// @inheritdoc ICases
    function openDispute(uint256 offerId, address holder, address payer, uint256 amount, bytes32 evidence)
        external
        override
        returns (uint256 caseId)
    {
        if (msg.sender != payer && msg.sender != holder) revert NotParty();
        caseId = _open(Kind.Dispute, assetOf(offerId));
        Case storage it = list[caseId];
        (it.offerId, it.holder, it.payer, it.amount) = (offerId, holder, payer, uint96(amount));
        _announce(caseId, evidence);
        core.freezePayment(offerId, holder, payer, amount);
    }

    /// @inheritdoc ICases
    function openNotice(uint256 assetId, bytes32 evidence) external override returns (uint256 caseId) {
        (address creator,,,,) = core.assetOf(assetId);
        if (creator == address(0)) revert BadDecision();
        caseId = _open(Kind.Notice, assetId);
        (list[caseId].holder, list[caseId].payer) = (msg.sender, msg.sender);
        _announce(caseId, evidence);
    }

    /// @inheritdoc ICases
    function submitEvidence(uint256 caseId, bytes32 evidence) external override {
        _requireLive(list[caseId].state);
        _requireParty(caseId);
        emit EvidenceSubmitted(caseId, msg.sender, evidence);
    }

    /// @inheritdoc ICases
    function propose(uint256 caseId, Decision calldata decision) external override {
        Case storage it = list[caseId];
        if (it.state != State.Open && it.state != State.Appealed) revert WrongState();
        if (block.timestamp > it.deadline) revert WrongTime();
        _requireReviewer(caseId);
        _requireSound(it, decision);
        (it.state, it.proposer, it.decision) = (State.Proposed, msg.sender, keccak256(abi.encode(decision)));
        emit Proposed(caseId, msg.sender, decision);
    }

    /// @inheritdoc ICases
    function confirm(uint256 caseId, Decision calldata decision) external override {
        Case storage it = list[caseId];
        _requireSecond(caseId, it);
        _requireDecision(it.decision, decision);
        bool isFinal = appealWindow == 0 || it.round != 0;
        it.executableAt = uint40(block.timestamp + (isFinal ? 0 : appealWindow));
        it.state = State.Decided;
        tookPart[caseId][it.proposer] = true;
        tookPart[caseId][msg.sender] = true;
        emit Confirmed(caseId, msg.sender, it.executableAt);
        if (isFinal) _execute(caseId, decision);
    }

    /// @inheritdoc ICases
    function refuse(uint256 caseId) external override {
        Case storage it = list[caseId];
        _requireSecond(caseId, it);
        it.state = it.round == 0 ? State.Open : State.Appealed;
        emit Refused(caseId, msg.sender);
    }

    /// @inheritdoc ICases
    function appeal(uint256 caseId, bytes32 evidence) external override {
        Case storage it = list[caseId];
        _requireAppealable(caseId, it);
        it.state = State.Appealed;
        it.deadline = uint40(block.timestamp + decisionTime);
        emit Appealed(caseId, msg.sender, it.deadline, evidence);
    }

    /// @inheritdoc ICases
    function escalate(uint256 caseId) external payable override returns (uint256 disputeId) {
        Case storage it = list[caseId];
        _requireAppealable(caseId, it);
        if (arbitrator == address(0)) revert NoArbitrator();
        it.state = State.Arbitrated;
        it.deadline = uint40(block.timestamp + ARBITRATION);
        disputeId = IArbitrator(arbitrator).createDispute{value: msg.value}(2, extraData);
        arbitrations[arbitrator][disputeId] = caseId;
        emit Escalated(caseId, disputeId);
    }

    /// @inheritdoc ICases
    function rule(uint256 disputeId, uint256 ruling) external override {
        uint256 caseId = arbitrations[msg.sender][disputeId];
        if (caseId == 0) revert NotArbitrator();
        Case storage it = list[caseId];
        if (it.state != State.Arbitrated) revert WrongState();
        Decision memory decision;
        if (ruling == IN_FAVOUR) {
            if (it.kind == Kind.Dispute) decision.refund = it.amount;
            else decision.action = Action.RevokeAsset;
        }
        _execute(caseId, decision);
    }

    /// @inheritdoc ICases
    function execute(uint256 caseId, Decision calldata decision) external override {
        Case storage it = list[caseId];
        if (it.state == State.Decided) {
            if (block.timestamp < it.executableAt) revert WrongTime();
            _requireDecision(it.decision, decision);
        } else {
            // An appeal or arbitration that was not decided in time leaves the first decision standing.
            _requireLive(it.state);
            if (it.round == 0) revert WrongState();
            if (block.timestamp <= it.deadline) revert WrongTime();
            _requireDecision(standing[caseId], decision);
        }
        _execute(caseId, decision);
    }

    /// @inheritdoc ICases
    function lapse(uint256 caseId) external override {
        Case storage it = list[caseId];
        _requireLive(it.state);
        // A decision that could not be executed for so long lapses too: a case never holds a payment for ever.
        bool undecided = it.state != State.Decided && it.round == 0;
        uint256 last = it.deadline > it.executableAt ? it.deadline : it.executableAt;
        if (block.timestamp <= (undecided ? it.deadline : last + decisionTime)) revert WrongTime();
        _close(caseId);
        emit Lapsed(caseId);
        if (it.kind == Kind.Dispute) _settle(it, it.amount);
    }

    /// @inheritdoc ICases
    function drop(uint256 caseId) external override {
        Case storage it = list[caseId];
        if (msg.sender != it.payer) revert NotParty();
        if ((it.state != State.Open && it.state != State.Proposed) || it.round != 0) revert WrongState();
        _close(caseId);
        emit Dropped(caseId);
        if (it.kind == Kind.Dispute) _settle(it, 0);
    }

    /// @inheritdoc ICases
    function consentToInspection(uint256 caseId) external override {
        Case storage it = list[caseId];
        _requireLive(it.state);
        _requireReviewer(caseId);
        if (consented[caseId][msg.sender]) revert SameReviewer();
        consented[caseId][msg.sender] = true;
        if (++it.consents == 2) ++inspections[it.assetId];
        emit InspectionConsented(caseId, msg.sender);
    }

    /// @inheritdoc ICases
    function freezeInEmergency(uint256 caseId) external override {
        Case storage it = list[caseId];
        _requireLive(it.state);
        _requireReviewer(caseId);
        uint256 last = emergencies[it.assetId];
        if (last != 0 && block.timestamp < last + EMERGENCY_PAUSE) revert FrozenRecently();
        emergencies[it.assetId] = block.timestamp;
        (freezers[caseId], freezes[it.assetId]) = (msg.sender, caseId);
        uint256 until = block.timestamp + EMERGENCY;
        emit EmergencyFrozen(caseId, msg.sender, until);
        core.freezeAsset(it.assetId, uint32(until));
    }

    /// @inheritdoc ICases
    function confirmEmergency(uint256 caseId) external override {
        Case storage it = list[caseId];
        _requireLive(it.state);
        _requireReviewer(caseId);
        address freezer = freezers[caseId];
        if (freezer == address(0)) revert WrongState();
        if (freezer == msg.sender) revert SameReviewer();
        uint256 lapsesAt = emergencies[it.assetId] + EMERGENCY;
        if (freezes[it.assetId] != caseId || block.timestamp >= lapsesAt || it.deadline < lapsesAt) revert WrongTime();
        emit EmergencyConfirmed(caseId, msg.sender, it.deadline);
        core.freezeAsset(it.assetId, uint32(it.deadline));
    }

    /// @inheritdoc ICases
    function setReviewer(address account, bool allowed) external override onlyManager {
        _setReviewer(account, allowed);
    }

    /// @inheritdoc ICases
    function setArbitrator(address arbitrator_, bytes calldata extraData_) external override onlyManager {
        (arbitrator, extraData) = (arbitrator_, extraData_);
        emit ArbitratorSet(arbitrator_, extraData_);
    }

    /// @inheritdoc ICases
    function mayInspect(uint256 assetId, address account) external view override returns (bool) {
        return inspections[assetId] != 0 && isReviewer[account];
    }

    /// @inheritdoc ICases
    function caseOf(uint256 caseId) external view override returns (Case memory) {
        return list[caseId];
    }

    /// @inheritdoc ICases
    function tessera() external view override returns (address) {
        return address(core);
    }

    function _open(Kind kind, uint256 assetId) private returns (uint256 caseId) {
        caseId = ++count;
        Case storage it = list[caseId];
        (it.kind, it.state, it.assetId) = (kind, State.Open, assetId);
        it.deadline = uint40(block.timestamp + decisionTime);
    }

    function _announce(uint256 caseId, bytes32 evidence) private {
        Case memory it = list[caseId];
        emit CaseOpened(
            caseId,
            it.assetId,
            msg.sender,
            it.kind,
            it.offerId,
            it.holder,
            it.payer,
            it.amount,
            it.deadline,
            evidence
        );
    }

    function _execute(uint256 caseId, Decision memory decision) private {
        Case storage it = list[caseId];
        _close(caseId);
        emit Executed(caseId, decision);
        if (it.kind == Kind.Dispute) _settle(it, decision.refund);
        _act(it.assetId, decision.action, decision.data);
    }

    function _settle(Case storage it, uint256 refund) private {
        core.settlePayment(it.offerId, it.holder, it.payer, it.amount, refund, refund == it.amount);
    }

    function _act(uint256 assetId, Action action, bytes memory data) private {
        if (action == Action.None) return;
        if (action == Action.RevokeLicence || action == Action.RestoreLicence) {
            (uint256 offerId, address holder) = abi.decode(data, (uint256, address));
            if (assetOf(offerId) != assetId) revert BadDecision();
            if (action == Action.RevokeLicence) core.revokeLicence(offerId, holder);
            else core.restoreLicence(offerId, holder);
        } else if (action == Action.PauseVersion || action == Action.ResumeVersion) {
            core.setVersionPaused(assetId, abi.decode(data, (uint32)), action == Action.PauseVersion);
        } else if (action == Action.RevokeAsset) {
            core.revokeAsset(assetId);
        } else if (action == Action.RestoreAsset) {
            core.restoreAsset(assetId);
        } else {
            (Share[] memory current, uint256 from, address claimant) = abi.decode(data, (Share[], uint256, address));
            core.redirectShare(assetId, current, from, claimant);
        }
    }

    /// @dev The panel's right to inspect and an emergency freeze end with the case.
    function _close(uint256 caseId) private {
        Case storage it = list[caseId];
        it.state = State.Closed;
        if (it.consents > 1) --inspections[it.assetId];
        if (freezes[it.assetId] == caseId) core.freezeAsset(it.assetId, 0);
    }

    function _setReviewer(address account, bool allowed) private {
        isReviewer[account] = allowed;
        emit ReviewerSet(account, allowed);
    }

    /// @dev Only a party, once a case, before the decision can be executed. What was decided is kept.
    function _requireAppealable(uint256 caseId, Case storage it) private {
        if (it.state != State.Decided || it.round != 0) revert WrongState();
        if (block.timestamp >= it.executableAt) revert WrongTime();
        _requireParty(caseId);
        it.round = 1;
        standing[caseId] = it.decision;
    }

    function _requireSecond(uint256 caseId, Case storage it) private view {
        if (it.state != State.Proposed) revert WrongState();
        if (block.timestamp > it.deadline) revert WrongTime();
        if (it.proposer == msg.sender) revert SameReviewer();
        _requireReviewer(caseId);
    }

    function _requireReviewer(uint256 caseId) private view {
        if (!isReviewer[msg.sender] || tookPart[caseId][msg.sender] || _isParty(caseId)) revert NotReviewer();
    }

    function _requireParty(uint256 caseId) private view {
        if (!_isParty(caseId)) revert NotParty();
    }

    function _isParty(uint256 caseId) private view returns (bool) {
        Case storage it = list[caseId];
        (address creator,,,,) = core.assetOf(it.assetId);
        return msg.sender == it.holder || msg.sender == it.payer || msg.sender == creator;
    }

    function _requireSound(Case storage it, Decision calldata decision) private view {
        if (decision.refund > it.amount) revert BadDecision();
    }

    function _requireDecision(bytes32 expected, Decision calldata decision) private pure {
        if (keccak256(abi.encode(decision)) != expected) revert BadDecision();
    }

    function _requireLive(State state) private pure {
        if (state == State.None || state == State.Closed) revert WrongState();
    }
}
