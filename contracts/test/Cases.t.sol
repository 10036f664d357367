// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {ICases} from "../src/interfaces/ICases.sol";
import {IEffects} from "../src/interfaces/IEffects.sol";
import {IListing} from "../src/interfaces/IListing.sol";
import {IOrders} from "../src/interfaces/IOrders.sol";
import {IPurchases} from "../src/interfaces/IPurchases.sol";
import {PERPETUAL, Share} from "../src/types/Assets.sol";
import {Action, Case, Decision, State} from "../src/types/Cases.sol";
import {Meter} from "../src/types/Licences.sol";
import {Fixture} from "./support/Fixture.sol";
import {isFalse, isTrue, same, vm, within} from "./support/Vm.sol";

/// @dev See Cases.tree: disputes.
contract CasesTest is Fixture {
    uint256 private id;

    function decision(uint256 refund) internal pure returns (Decision memory) {
        return Decision(refund, Action.None, "");
    }

    function propose(uint256 reviewer, Decision memory it) internal {
        vm.prank(reviewers[reviewer]);
        cases.propose(id, it);
    }

    function confirm(uint256 reviewer, Decision memory it) internal {
        vm.prank(reviewers[reviewer]);
        cases.confirm(id, it);
    }

    function decide(Decision memory it) internal {
        propose(0, it);
        confirm(1, it);
        vm.warp(block.timestamp + APPEAL);
        cases.execute(id, it);
    }

    function disputed() internal {
        buy(buyer, buyer, 0);
        id = openDispute(buyer, buyer, 0, PRICE);
    }

    function noticed() internal {
        vm.prank(stranger);
        id = cases.openNotice(asset, keccak256("evidence"));
    }

    function balance(address account) internal view returns (uint256 amount) {
        (amount,) = tessera.balancesOf(account, address(usdc));
    }

    function expectState(State state) internal view {
        same(uint256(cases.caseOf(id).state), uint256(state), "state");
    }

    function test_OpenDispute() external {
        buy(buyer, buyer, 0);
        vm.expectEmit(address(tessera));
        emit IEffects.PaymentFrozen(asset, buyer, buyer, PRICE);
        id = openDispute(buyer, buyer, 0, PRICE);
        Case memory it = cases.caseOf(id);
        same(it.amount, PRICE, "amount");
        same(it.deadline, START + DECISION, "deadline");
        isFalse(tessera.canOpen(asset, 1, buyer), "the licence is suspended");
        same(tessera.bucketOf(asset).current, 0, "the payment has left its hold");
        same(tessera.refundableOf(asset, buyer, buyer), 0, "and can't be disputed twice");
        vm.prank(buyer);
        vm.expectRevert(IPurchases.Frozen.selector);
        tessera.buy(order(asset, buyer));
    }

    function test_OpenDisputeOnlyInTheHold() external {
        buy(buyer, buyer, 0);
        vm.expectRevert(IEffects.NotRefundable.selector);
        openDispute(buyer, buyer, 0, PRICE + 1);
        vm.expectRevert(IEffects.NotRefundable.selector);
        openDispute(buyer, buyer, 0, 0);
        vm.expectRevert(ICases.NotParty.selector);
        vm.prank(stranger);
        cases.openDispute(asset, buyer, buyer, PRICE, 0);
        vm.warp((START / HOLD + 2) * HOLD);
        vm.expectRevert(IEffects.NotRefundable.selector);
        openDispute(buyer, buyer, 0, PRICE);
    }

    function test_OnlyThatPaymentIsFrozen() external {
        buy(buyer, buyer, 0);
        buy(friend, friend, 0);
        vm.warp((START / HOLD + 1) * HOLD);
        buy(buyer, buyer, 0);
        id = openDispute(buyer, buyer, 0, PRICE + 1);
        same(tessera.refundableOf(asset, buyer, buyer), PRICE - 1, "oldest first");
        same(tessera.bucketOf(asset).previous, PRICE, "the friend's stays");
        same(tessera.bucketOf(asset).current, PRICE - 1, "and the rest");
        isTrue(tessera.canOpen(asset, 1, friend), "the friend opens");
    }

    function test_FullRefund() external {
        disputed();
        decide(decision(PRICE));
        same(balance(buyer), PRICE, "refunded");
        same(tessera.balanceOf(buyer, asset), 0, "taken back");
        same(tessera.totalSupply(asset), 0, "supply");
        isTrue(tessera.licenceOf(asset, buyer).revoked, "revoked");
        expectState(State.Closed);
        vm.prank(buyer);
        tessera.withdraw(address(usdc), buyer);
        buy(buyer, buyer, 0);
        isTrue(tessera.canOpen(asset, 1, buyer), "it can be bought anew");
    }

    function test_FullRefundOfOneTermOfTwo() external {
        buy(buyer, buyer, 0);
        buy(buyer, buyer, 0);
        id = openDispute(buyer, buyer, 0, PRICE);
        vm.warp(START + 1);
        decide(decision(PRICE));
        same(tessera.licenceOf(asset, buyer).expiry, START + TERM, "one term is left");
        same(tessera.balanceOf(buyer, asset), 1, "held");
        isTrue(tessera.canOpen(asset, 1, buyer), "opens");
        same(tessera.refundableOf(asset, buyer, buyer), PRICE, "the other payment stays in its hold");
    }

    function test_PartialRefund() external {
        disputed();
        propose(0, decision(4e6));
        confirm(1, decision(4e6));
        vm.warp(START + APPEAL);
        vm.expectEmit(address(tessera));
        emit IEffects.PaymentSettled(asset, buyer, buyer, 4e6, 6e6, 0);
        cases.execute(id, decision(4e6));
        same(balance(buyer), 4e6, "refunded");
        same(tessera.poolOf(asset, 0, address(usdc)), 6e6, "released");
        isTrue(tessera.canOpen(asset, 1, buyer), "kept");
    }

    function test_Release() external {
        disputed();
        decide(decision(0));
        same(balance(buyer), 0, "nothing back");
        same(tessera.poolOf(asset, 0, address(usdc)), PRICE, "released");
        isTrue(tessera.canOpen(asset, 1, buyer), "opens again");
    }

    function test_RefundGoesToThePayer() external {
        buy(operator, buyer, 0);
        vm.prank(buyer);
        id = cases.openDispute(asset, buyer, operator, PRICE, 0);
        decide(decision(PRICE));
        same(balance(operator), PRICE, "the payer");
        same(balance(buyer), 0, "not the holder");
        same(tessera.balanceOf(buyer, asset), 0, "taken back");
    }

    function test_ProposeAndConfirmAreGuarded() external {
        disputed();
        vm.expectRevert(ICases.NotReviewer.selector);
        vm.prank(stranger);
        cases.propose(id, decision(0));
        vm.expectRevert(ICases.BadDecision.selector);
        propose(0, decision(uint256(PRICE) + 1));
        vm.expectRevert(ICases.WrongState.selector);
        confirm(1, decision(0));
        propose(0, decision(PRICE));
        vm.expectRevert(ICases.WrongState.selector);
        propose(1, decision(PRICE));
        vm.expectRevert(ICases.SameReviewer.selector);
        confirm(0, decision(PRICE));
        vm.expectRevert(ICases.NotReviewer.selector);
        vm.prank(stranger);
        cases.confirm(id, decision(PRICE));
        vm.expectRevert(ICases.BadDecision.selector);
        confirm(1, decision(uint256(PRICE) - 1));
        confirm(1, decision(PRICE));
        expectState(State.Decided);
        vm.expectRevert(ICases.WrongTime.selector);
        cases.execute(id, decision(PRICE));
        vm.warp(START + APPEAL - 1);
        vm.expectRevert(ICases.WrongTime.selector);
        cases.execute(id, decision(PRICE));
        vm.warp(START + APPEAL);
        vm.expectRevert(ICases.BadDecision.selector);
        cases.execute(id, decision(0));
        cases.execute(id, decision(PRICE));
        vm.expectRevert(ICases.WrongState.selector);
        cases.execute(id, decision(PRICE));
    }

    function test_PartiesDoNotReview() external {
        vm.prank(governor);
        cases.setReviewer(buyer, true);
        vm.prank(governor);
        cases.setReviewer(creator, true);
        disputed();
        vm.expectRevert(ICases.NotReviewer.selector);
        vm.prank(buyer);
        cases.propose(id, decision(PRICE));
        vm.expectRevert(ICases.NotReviewer.selector);
        vm.prank(creator);
        cases.propose(id, decision(0));
    }

    function test_Refuse() external {
        disputed();
        propose(0, decision(PRICE));
        vm.expectRevert(ICases.SameReviewer.selector);
        vm.prank(reviewers[0]);
        cases.refuse(id);
        vm.prank(reviewers[1]);
        cases.refuse(id);
        expectState(State.Open);
        propose(1, decision(0));
        confirm(0, decision(0));
    }

    function test_ImmediateWithoutAppealWindow() external {
        deploy(0);
        fund(buyer);
        asset = list("asset");
        disputed();
        propose(0, decision(PRICE));
        confirm(1, decision(PRICE));
        expectState(State.Closed);
        same(balance(buyer), PRICE, "at once");
    }

    function test_AppealIsDecidedByOthersAndFinal() external {
        disputed();
        propose(0, decision(PRICE));
        confirm(1, decision(PRICE));
        vm.expectRevert(ICases.NotParty.selector);
        vm.prank(stranger);
        cases.appeal(id, 0);
        vm.prank(creator);
        vm.expectEmit(address(cases));
        emit ICases.Appealed(id, creator, START + DECISION, "evidence");
        cases.appeal(id, "evidence");
        expectState(State.Appealed);
        vm.expectRevert(ICases.WrongState.selector);
        vm.prank(buyer);
        cases.appeal(id, 0);
        for (uint256 i; i < 2; ++i) {
            vm.expectRevert(ICases.NotReviewer.selector);
            propose(i, decision(0));
        }
        propose(2, decision(0));
        vm.expectRevert(ICases.NotReviewer.selector);
        confirm(0, decision(0));
        vm.prank(reviewers[3]);
        cases.refuse(id);
        expectState(State.Appealed);
        propose(2, decision(1));
        confirm(3, decision(1));
        expectState(State.Closed);
        same(balance(buyer), 1, "the second decision took effect");
    }

    function test_AppealTooLate() external {
        disputed();
        propose(0, decision(PRICE));
        confirm(1, decision(PRICE));
        vm.warp(START + APPEAL);
        vm.expectRevert(ICases.WrongTime.selector);
        vm.prank(creator);
        cases.appeal(id, 0);
    }

    function test_UndecidedAppealLeavesTheDecisionStanding() external {
        disputed();
        propose(0, decision(PRICE));
        confirm(1, decision(PRICE));
        vm.prank(creator);
        cases.appeal(id, 0);
        propose(2, decision(0));
        vm.expectRevert(ICases.WrongTime.selector);
        cases.execute(id, decision(PRICE));
        vm.warp(START + DECISION + 1);
        vm.expectRevert(ICases.BadDecision.selector);
        cases.execute(id, decision(0));
        cases.execute(id, decision(PRICE));
        same(balance(buyer), PRICE, "as decided first");
    }

    function test_LapseRefunds() external {
        disputed();
        propose(0, decision(0));
        vm.warp(START + DECISION);
        vm.expectRevert(ICases.WrongTime.selector);
        cases.lapse(id);
        vm.expectRevert(ICases.WrongState.selector);
        cases.execute(id, decision(0));
        vm.warp(START + DECISION + 1);
        vm.expectRevert(ICases.WrongTime.selector);
        confirm(1, decision(0));
        cases.lapse(id);
        same(balance(buyer), PRICE, "refunded");
        same(tessera.balanceOf(buyer, asset), 0, "taken back");
        vm.expectRevert(ICases.WrongState.selector);
        cases.lapse(id);
    }

    function test_LapseOfADecisionThatCannotBeExecuted() external {
        disputed();
        Decision memory it = Decision(0, Action.RevokeLicence, abi.encode(asset, stranger));
        propose(0, it);
        confirm(1, it);
        vm.warp(START + APPEAL);
        vm.expectRevert(IEffects.NoSuchLicence.selector);
        cases.execute(id, it);
        vm.warp(START + 2 * DECISION);
        vm.expectRevert(ICases.WrongTime.selector);
        cases.lapse(id);
        vm.warp(START + 2 * DECISION + 1);
        cases.lapse(id);
        same(balance(buyer), PRICE, "refunded");
    }

    function test_Drop() external {
        buy(operator, buyer, 0);
        vm.prank(buyer);
        id = cases.openDispute(asset, buyer, operator, PRICE, 0);
        vm.expectRevert(ICases.NotParty.selector);
        vm.prank(buyer);
        cases.drop(id);
        vm.prank(operator);
        cases.drop(id);
        same(tessera.poolOf(asset, 0, address(usdc)), PRICE, "released");
        isTrue(tessera.canOpen(asset, 1, buyer), "opens again");
    }

    function test_DropOfAProposedCase() external {
        disputed();
        propose(0, decision(PRICE));
        vm.prank(buyer);
        vm.expectEmit(address(cases));
        emit ICases.Dropped(id);
        cases.drop(id);
        expectState(State.Closed);
        vm.prank(buyer);
        vm.expectRevert(ICases.WrongState.selector);
        cases.drop(id);
    }

    function test_RevokeAndRestoreALicence() external {
        buy(friend, friend, 0);
        disputed();
        decide(Decision(0, Action.RevokeLicence, abi.encode(asset, friend)));
        isFalse(tessera.canOpen(asset, 1, friend), "revoked");
        same(tessera.totalSupply(asset), 1, "burnt");
        noticed();
        decide(Decision(0, Action.RestoreLicence, abi.encode(asset, friend)));
        isTrue(tessera.canOpen(asset, 1, friend), "restored");
        same(tessera.totalSupply(asset), 2, "supply");
        noticed();
        propose(0, Decision(0, Action.RevokeLicence, abi.encode(asset ^ (1 << 99), friend)));
        confirm(1, Decision(0, Action.RevokeLicence, abi.encode(asset ^ (1 << 99), friend)));
        vm.warp(block.timestamp + APPEAL);
        vm.expectRevert(ICases.BadDecision.selector);
        cases.execute(id, Decision(0, Action.RevokeLicence, abi.encode(asset ^ (1 << 99), friend)));
    }

    function test_RevokingAMeteredLicenceReturnsItsUnits() external {
        buy(friend, buyer, 2);
        settle(1, 10);
        noticed();
        decide(Decision(0, Action.RevokeLicence, abi.encode(asset | 2, buyer)));
        same(balance(friend), 9e6, "unspent units");
        (Meter memory meter,) = tessera.meterOf(asset | 2, buyer);
        same(meter.given, 0, "none left");
    }

    function test_PauseAVersion() external {
        buy(buyer, buyer, 0);
        noticed();
        decide(Decision(0, Action.PauseVersion, abi.encode(uint32(1))));
        isFalse(tessera.canOpen(asset, 1, buyer), "paused");
        isTrue(tessera.canOpen(asset, 1, creator), "its creator still opens");
        vm.prank(friend);
        vm.expectRevert(IPurchases.Closed.selector);
        tessera.buy(order(asset, friend));
        noticed();
        decide(Decision(0, Action.ResumeVersion, abi.encode(uint32(1))));
        isTrue(tessera.canOpen(asset, 1, buyer), "resumed");
        buy(friend, friend, 0);
        noticed();
        propose(0, Decision(0, Action.PauseVersion, abi.encode(uint32(2))));
        confirm(1, Decision(0, Action.PauseVersion, abi.encode(uint32(2))));
        vm.warp(block.timestamp + APPEAL);
        vm.expectRevert(abi.encodeWithSelector(IListing.UnknownAsset.selector, asset));
        cases.execute(id, Decision(0, Action.PauseVersion, abi.encode(uint32(2))));
    }

    function test_PausingAnEarlierVersionStopsNoSale() external {
        vm.prank(creator);
        tessera.addVersion(asset, version("v2"));
        noticed();
        decide(Decision(0, Action.PauseVersion, abi.encode(uint32(1))));
        buy(buyer, buyer, 0);
        isTrue(tessera.canOpen(asset, 2, buyer), "opens");
    }

    function revoke() internal {
        noticed();
        decide(Decision(0, Action.RevokeAsset, ""));
    }

    function test_RevokedAssetRefundsWhatWasInItsHold() external {
        vm.warp((START / HOLD) * HOLD);
        buy(friend, friend, 0);
        vm.warp((START / HOLD + 2) * HOLD);
        buy(buyer, buyer, 0);
        buy(operator, stranger, 0);
        buy(buyer, buyer, 2);
        revoke();
        isFalse(tessera.canOpen(asset, 1, buyer), "opens for nobody");
        isTrue(tessera.canOpen(asset, 1, creator), "but its creator");
        vm.prank(friend);
        vm.expectRevert(IPurchases.Closed.selector);
        tessera.buy(order(asset, friend));
        vm.warp(block.timestamp + 400 days);
        same(tessera.clockOf(asset), (START / HOLD + 2) * HOLD + APPEAL, "its clock stands still");
        vm.expectRevert(IOrders.NothingToRefund.selector);
        tessera.refundRevoked(asset, friend, friend);
        vm.expectEmit(address(tessera));
        emit IOrders.Refunded(asset, buyer, buyer, PRICE);
        tessera.refundRevoked(asset, buyer, buyer);
        tessera.refundRevoked(asset, stranger, operator);
        tessera.takeBack(asset | 2, buyer);
        same(balance(buyer), 2 * PRICE, "payment and unspent units");
        same(balance(operator), PRICE, "the payer's");
        same(tessera.totalSupply(asset), 1, "licences are taken back");
        vm.expectRevert(IOrders.NothingToRefund.selector);
        tessera.refundRevoked(asset, buyer, buyer);
        uint256[] memory ids = new uint256[](1);
        ids[0] = asset;
        tessera.mature(ids);
        same(tessera.poolOf(asset, 0, address(usdc)), PRICE, "only what had matured");
    }

    function test_RestoredAssetGoesOn() external {
        buy(buyer, buyer, 0);
        revoke();
        noticed();
        decide(Decision(0, Action.RestoreAsset, ""));
        isTrue(tessera.canOpen(asset, 1, buyer), "opens again");
        same(tessera.clockOf(asset), block.timestamp, "its clock goes on");
        vm.expectRevert(IOrders.NothingToRefund.selector);
        tessera.refundRevoked(asset, buyer, buyer);
    }

    function test_RedirectAShare() external {
        buy(buyer, buyer, 0);
        vm.warp((START / HOLD + 2) * HOLD);
        noticed();
        decide(Decision(0, Action.RedirectShare, abi.encode(shares, uint256(uint160(contributor)), stranger)));
        (,,, uint8 period,) = tessera.assetOf(asset);
        same(period, 1, "period");
        same(tessera.poolOf(asset, 0, address(usdc)), PRICE, "what had matured is the old period's");
        tessera.claim(claimFor(uint160(contributor), ""));
        same(balance(contributor), 3e6, "and its recipient's");
        Share[] memory next = new Share[](3);
        (next[0], next[1]) = (Share(uint160(stranger), 300_000), Share(uint160(second), 100_000));
        next[2] = Share(uint160(creator), 600_000);
        isTrue(tessera.sharesRootOf(asset, 1) == rootOf(next), "the claimant's from now on");
    }

    function rootOf(Share[] memory list_) private pure returns (bytes32) {
        bytes32[] memory leaf = new bytes32[](3);
        for (uint256 i; i < 3; ++i) {
            leaf[i] = keccak256(bytes.concat(keccak256(abi.encode(list_[i].recipient, list_[i].ppm))));
        }
        bytes32 pair = leaf[0] < leaf[1]
            ? keccak256(bytes.concat(leaf[0], leaf[1]))
            : keccak256(bytes.concat(leaf[1], leaf[0]));
        return pair < leaf[2] ? keccak256(bytes.concat(pair, leaf[2])) : keccak256(bytes.concat(leaf[2], pair));
    }

    function test_EffectsAreForCasesAlone() external {
        vm.startPrank(governor);
        vm.expectRevert(IEffects.NotCases.selector);
        tessera.freezePayment(asset, buyer, buyer, 1);
        vm.expectRevert(IEffects.NotCases.selector);
        tessera.settlePayment(asset, buyer, buyer, 1, 1, true);
        vm.expectRevert(IEffects.NotCases.selector);
        tessera.revokeLicence(asset, buyer);
        vm.expectRevert(IEffects.NotCases.selector);
        tessera.restoreLicence(asset, buyer);
        vm.expectRevert(IEffects.NotCases.selector);
        tessera.setVersionPaused(asset, 1, true);
        vm.expectRevert(IEffects.NotCases.selector);
        tessera.freezeAsset(asset, PERPETUAL);
        vm.expectRevert(IEffects.NotCases.selector);
        tessera.revokeAsset(asset);
        vm.expectRevert(IEffects.NotCases.selector);
        tessera.restoreAsset(asset);
        vm.expectRevert(IEffects.NotCases.selector);
        tessera.redirectShare(asset, shares, uint160(contributor), stranger);
        vm.stopPrank();
    }

    function testFuzz_RefundAndReleaseAreThePayment(uint256 amount, uint256 refund) external {
        amount = within(amount, 1, PRICE);
        refund = within(refund, 0, amount);
        buy(buyer, buyer, 0);
        id = openDispute(buyer, buyer, 0, amount);
        decide(decision(refund));
        same(balance(buyer), refund, "refund");
        same(tessera.poolOf(asset, 0, address(usdc)), amount - refund, "released");
        same(tessera.refundableOf(asset, buyer, buyer), PRICE - amount, "the rest stays in its hold");
    }
}
