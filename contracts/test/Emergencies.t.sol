// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {ICases} from "../src/interfaces/ICases.sol";
import {IPurchases} from "../src/interfaces/IPurchases.sol";
import {Action, Decision} from "../src/types/Cases.sol";
import {Fixture} from "./support/Fixture.sol";
import {isFalse, isTrue, same, vm} from "./support/Vm.sol";

/// @dev See Cases.tree: notices, inspection, emergency freezes, arbitration.
contract EmergenciesTest is Fixture {
    uint256 private id;

    function setUp() public override {
        super.setUp();
        buy(buyer, buyer, 0);
        vm.prank(stranger);
        id = cases.openNotice(asset, 0);
    }

    function freeze(uint256 reviewer) private {
        vm.prank(reviewers[reviewer]);
        cases.freezeInEmergency(id);
    }

    function test_NoticeOfAnUnknownAsset() external {
        vm.expectRevert(ICases.BadDecision.selector);
        cases.openNotice(asset ^ (1 << 99), 0);
    }

    function test_ANoticeOpensNothing() external view {
        isTrue(tessera.canOpen(asset, 1, buyer), "the licence goes on");
        isFalse(tessera.canOpen(asset, 1, reviewers[0]), "reviewers see nothing");
    }

    function test_EvidenceOfPartiesOnly() external {
        vm.prank(creator);
        vm.expectEmit(address(cases));
        emit ICases.EvidenceSubmitted(id, creator, keccak256("response"));
        cases.submitEvidence(id, keccak256("response"));
        vm.prank(stranger);
        cases.submitEvidence(id, keccak256("counter-notice"));
        vm.prank(buyer);
        vm.expectRevert(ICases.NotParty.selector);
        cases.submitEvidence(id, 0);
    }

    function test_InspectionTakesTwoAndEndsWithTheCase() external {
        vm.prank(reviewers[0]);
        cases.consentToInspection(id);
        isFalse(tessera.canOpen(asset, 1, reviewers[0]), "one is not enough");
        vm.expectRevert(ICases.SameReviewer.selector);
        vm.prank(reviewers[0]);
        cases.consentToInspection(id);
        vm.expectRevert(ICases.NotReviewer.selector);
        vm.prank(buyer);
        cases.consentToInspection(id);
        vm.prank(reviewers[1]);
        cases.consentToInspection(id);
        isTrue(tessera.canOpen(asset, 1, reviewers[2]), "the panel opens");
        isFalse(tessera.canOpen(asset, 1, stranger), "and only the panel");
        vm.prank(governor);
        cases.setReviewer(reviewers[2], false);
        isFalse(tessera.canOpen(asset, 1, reviewers[2]), "who has left it doesn't");
        vm.prank(stranger);
        cases.drop(id);
        isFalse(tessera.canOpen(asset, 1, reviewers[0]), "it ends with the case");
        vm.expectRevert(ICases.WrongState.selector);
        vm.prank(reviewers[0]);
        cases.consentToInspection(id);
    }

    function test_EmergencyLapses() external {
        vm.expectRevert(ICases.NotReviewer.selector);
        vm.prank(stranger);
        cases.freezeInEmergency(id);
        freeze(0);
        isFalse(tessera.canOpen(asset, 1, buyer), "frozen");
        vm.prank(friend);
        vm.expectRevert(IPurchases.Closed.selector);
        tessera.buy(order(asset, friend));
        vm.prank(creator);
        vm.expectRevert(IPurchases.Closed.selector);
        tessera.changeShares(asset, shares, shares, new bytes[](0));
        vm.warp(START + 3 days - 1);
        isFalse(tessera.canOpen(asset, 1, buyer), "for three days");
        vm.warp(START + 3 days);
        isTrue(tessera.canOpen(asset, 1, buyer), "then it frees itself");
        vm.expectRevert(ICases.FrozenRecently.selector);
        freeze(1);
        vm.expectRevert(ICases.WrongTime.selector);
        vm.prank(reviewers[1]);
        cases.confirmEmergency(id);
    }

    function test_EmergencyConfirmed() external {
        vm.expectRevert(ICases.WrongState.selector);
        vm.prank(reviewers[1]);
        cases.confirmEmergency(id);
        freeze(0);
        vm.expectRevert(ICases.SameReviewer.selector);
        vm.prank(reviewers[0]);
        cases.confirmEmergency(id);
        vm.prank(reviewers[1]);
        vm.expectEmit(address(cases));
        emit ICases.EmergencyConfirmed(id, reviewers[1], START + DECISION);
        cases.confirmEmergency(id);
        vm.warp(START + DECISION - 1);
        isFalse(tessera.canOpen(asset, 1, buyer), "to the deadline");
        vm.warp(START + DECISION);
        isTrue(tessera.canOpen(asset, 1, buyer), "no longer");
    }

    function test_ClosingTheCaseLiftsItsOwnFreezeOnly() external {
        freeze(0);
        vm.warp(START + 31 days);
        uint256 first = id;
        vm.prank(friend);
        id = cases.openNotice(asset, 0);
        freeze(0);
        cases.lapse(first);
        isFalse(tessera.canOpen(asset, 1, creator) == false, "the creator opens");
        vm.prank(stranger);
        vm.expectRevert(IPurchases.Closed.selector);
        tessera.buy(order(asset, stranger));
        vm.prank(friend);
        cases.drop(id);
        buy(stranger, stranger, 0);
    }

    function test_Escalation() external {
        Decision memory it = Decision(0, Action.None, "");
        vm.prank(reviewers[0]);
        cases.propose(id, it);
        vm.prank(reviewers[1]);
        cases.confirm(id, it);
        vm.expectRevert(ICases.NoArbitrator.selector);
        vm.prank(stranger);
        cases.escalate(id);
        Court court = new Court();
        vm.expectRevert(ICases.NotManager.selector);
        cases.setArbitrator(address(court), "");
        vm.prank(governor);
        cases.setArbitrator(address(court), "court 1");
        vm.expectRevert(ICases.NotParty.selector);
        vm.prank(buyer);
        cases.escalate(id);
        vm.prank(stranger);
        uint256 dispute = cases.escalate{value: 1 ether}(id);
        same(address(court).balance, 1 ether, "its fee");
        vm.expectRevert(ICases.WrongTime.selector);
        cases.execute(id, it);
        vm.expectRevert(ICases.NotArbitrator.selector);
        cases.rule(dispute, 1);
        court.rule(cases, dispute, 1);
        isFalse(tessera.canOpen(asset, 1, buyer), "revoked");
        vm.expectRevert(ICases.WrongState.selector);
        court.rule(cases, dispute, 1);
    }

    function test_ArbitrationOfADispute() external {
        Court court = new Court();
        vm.prank(governor);
        cases.setArbitrator(address(court), "");
        id = openDispute(buyer, buyer, 0, PRICE);
        Decision memory it = Decision(0, Action.None, "");
        vm.prank(reviewers[0]);
        cases.propose(id, it);
        vm.prank(reviewers[1]);
        cases.confirm(id, it);
        vm.prank(buyer);
        uint256 dispute = cases.escalate(id);
        court.rule(cases, dispute, 1);
        (uint256 amount,) = tessera.balancesOf(buyer, address(usdc));
        same(amount, PRICE, "refunded");
    }

    function test_ArbitrationThatNeverComes() external {
        Court court = new Court();
        vm.prank(governor);
        cases.setArbitrator(address(court), "");
        Decision memory it = Decision(0, Action.RevokeAsset, "");
        vm.prank(reviewers[0]);
        cases.propose(id, it);
        vm.prank(reviewers[1]);
        cases.confirm(id, it);
        vm.prank(creator);
        cases.escalate(id);
        vm.warp(START + 180 days);
        vm.expectRevert(ICases.WrongTime.selector);
        cases.execute(id, it);
        vm.warp(START + 180 days + 1);
        cases.execute(id, it);
        (,,,, uint32 closedUntil) = tessera.assetOf(asset);
        same(closedUntil, type(uint32).max, "the first decision stands");
    }

    function test_Reviewers() external {
        vm.expectRevert(ICases.NotManager.selector);
        cases.setReviewer(stranger, true);
        isTrue(cases.isReviewer(reviewers[0]), "from the start");
        same(cases.tessera(), address(tessera), "core");
        same(cases.manager(), governor, "manager");
        same(cases.appealWindow(), APPEAL, "appeal window");
        same(cases.decisionTime(), DECISION, "decision time");
    }
}

contract Court {
    uint256 private count;

    function createDispute(uint256, bytes calldata) external payable returns (uint256) {
        return ++count + 40;
    }

    function rule(ICases cases, uint256 dispute, uint256 ruling) external {
        cases.rule(dispute, ruling);
    }
}
