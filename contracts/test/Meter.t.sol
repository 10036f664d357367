// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {ILicences} from "../src/interfaces/ILicences.sol";
import {IListing} from "../src/interfaces/IListing.sol";
import {IMeter} from "../src/interfaces/IMeter.sol";
import {IPrepayment} from "../src/interfaces/IPrepayment.sol";
import {GatewayVoucher, Meter, Voucher} from "../src/types/Licences.sol";
import {Fixture} from "./support/Fixture.sol";
import {same, vm, within} from "./support/Vm.sol";

/// @dev See Meter.tree: settle, settleMany, settleGateway, giveNotice, takeBack.
contract MeterTest is Fixture {
    address private constant GATEWAY = address(0x6a7e);
    uint256 private constant UNIT = 100_000;

    function setUp() public override {
        super.setUp();
        buy(buyer, buyer, 2);
    }

    function income() private view returns (uint256) {
        return tessera.bucketOf(asset | 2).current;
    }

    function refused(Voucher memory it, bytes memory signature, bytes memory reason) private {
        vm.expectRevert(reason);
        tessera.settle(it, signature);
    }

    function test_Settle() external {
        vm.expectEmit(address(tessera));
        emit IMeter.UsesSettled(asset | 2, buyer, address(0), 3, 3 * UNIT, 1, START + 1 days);
        vm.prank(stranger);
        settle(1, 3);
        (Meter memory meter,) = tessera.meterOf(asset | 2, buyer);
        same(meter.own, UNITS - 3, "left");
        same(meter.spent, 3, "spent");
        same(meter.versionA, 1, "version");
        same(meter.endA, START + 1 days, "window");
        same(income(), 3 * UNIT, "income at once");
    }

    function test_StaleOrRolledBack() external {
        settle(1, 5);
        Voucher memory it = voucher(1, 5);
        refused(it, signedVoucher(BUYER_KEY, it), abi.encodeWithSelector(IMeter.StaleVoucher.selector));
        it = voucher(1, 4);
        refused(it, signedVoucher(BUYER_KEY, it), abi.encodeWithSelector(IMeter.StaleVoucher.selector));
        it = voucher(1, 0);
        refused(it, signedVoucher(BUYER_KEY, it), abi.encodeWithSelector(IMeter.StaleVoucher.selector));
    }

    function test_Overspent() external {
        Voucher memory it = voucher(1, UNITS + 1);
        refused(it, signedVoucher(BUYER_KEY, it), abi.encodeWithSelector(IMeter.Overspent.selector, UNITS));
        settle(1, UNITS);
        it = voucher(1, UNITS + 1);
        refused(it, signedVoucher(BUYER_KEY, it), abi.encodeWithSelector(IMeter.Overspent.selector, 0));
    }

    function test_WrongVersionNumber() external {
        Voucher memory it = voucher(0, 1);
        refused(it, signedVoucher(BUYER_KEY, it), abi.encodeWithSelector(IMeter.NotMetered.selector));
        it = voucher(65_536, 1);
        refused(it, signedVoucher(BUYER_KEY, it), abi.encodeWithSelector(IMeter.NotMetered.selector));
    }

    function test_Signatures() external {
        bytes memory bad = abi.encodeWithSelector(IListing.BadSignature.selector);
        Voucher memory it = voucher(1, 1);
        refused(it, signedVoucher(FRIEND_KEY, it), bad);
        bytes memory good = signedVoucher(BUYER_KEY, it);
        it.spent = 2;
        refused(it, good, bad);
        it.spent = 1;
        refused(it, "", bad);
        // The other s of the same signature.
        (uint8 v, bytes32 r, bytes32 s) = split(good);
        uint256 order_ = 0xFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFEBAAEDCE6AF48A03BBFD25E8CD0364141;
        refused(it, abi.encodePacked(r, bytes32(order_ - uint256(s)), v == 27 ? uint8(28) : uint8(27)), bad);
        uint256 chain = block.chainid;
        vm.chainId(chain + 1);
        refused(it, good, bad);
        vm.chainId(chain);
        tessera.settle(it, good);
    }

    function split(bytes memory signature) private pure returns (uint8 v, bytes32 r, bytes32 s) {
        v = uint8(signature[64]);
        for (uint256 i; i < 32; ++i) {
            r |= bytes32(signature[i]) >> (8 * i);
            s |= bytes32(signature[32 + i]) >> (8 * i);
        }
    }

    function test_GivenUnitsAreSpentFirst() external {
        buy(friend, buyer, 2);
        settle(1, 30);
        (Meter memory meter,) = tessera.meterOf(asset | 2, buyer);
        same(meter.given, UNITS - 30, "given first");
        same(meter.own, UNITS, "own after");
        settle(1, UNITS + 20);
        (meter,) = tessera.meterOf(asset | 2, buyer);
        same(meter.given, 0, "given");
        same(meter.own, UNITS - 20, "own");
        buy(stranger, buyer, 2);
    }

    function test_SettleManySkipsWhatFails() external {
        buy(friend, friend, 2);
        Voucher[] memory all = new Voucher[](3);
        bytes[] memory signatures = new bytes[](3);
        all[0] = voucher(1, 2);
        signatures[0] = signedVoucher(BUYER_KEY, all[0]);
        all[1] = voucher(1, UNITS + 9);
        signatures[1] = signedVoucher(BUYER_KEY, all[1]);
        all[2] = Voucher(asset | 2, friend, 1, 7);
        signatures[2] = signedVoucher(FRIEND_KEY, all[2]);
        same(tessera.settleMany(all, signatures), 2, "settled");
        same(income(), 9 * UNIT, "income");
        vm.expectRevert(ILicences.BadBatch.selector);
        tessera.settleMany(all, new bytes[](2));
    }

    function gateway(uint32 rate, uint64 calls) private view returns (GatewayVoucher memory) {
        return GatewayVoucher(asset | 2, buyer, GATEWAY, rate, calls);
    }

    function signedGateway(uint256 key, GatewayVoucher memory it) private view returns (bytes memory) {
        bytes32 typeHash = keccak256(
            "GatewayVoucher(uint256 offerId,address holder,address gateway,uint32 rate,uint64 calls)"
        );
        return signed(key, digest(keccak256(abi.encode(typeHash, it))));
    }

    function test_Gateway() external {
        GatewayVoucher memory it = gateway(1_000, 2_999);
        bytes memory wrong = signedGateway(FRIEND_KEY, it);
        vm.expectRevert(IListing.BadSignature.selector);
        tessera.settleGateway(it, wrong);
        bytes memory good = signedGateway(BUYER_KEY, it);
        vm.expectEmit(address(tessera));
        emit IMeter.UsesSettled(asset | 2, buyer, GATEWAY, 2, 2 * UNIT, 0, 0);
        tessera.settleGateway(it, good);
        same(tessera.gatewaySpentOf(asset | 2, buyer, GATEWAY), 2, "whole units");
        vm.expectRevert(IMeter.StaleVoucher.selector);
        tessera.settleGateway(it, good);
        it.calls = 3_000;
        tessera.settleGateway(it, signedGateway(BUYER_KEY, it));
        (Meter memory meter,) = tessera.meterOf(asset | 2, buyer);
        same(meter.own, UNITS - 3, "left");
        same(meter.spent, 0, "apart from the holder's own");
        same(income(), 3 * UNIT, "income");
        it.calls = 1_000_000;
        good = signedGateway(BUYER_KEY, it);
        vm.expectRevert(abi.encodeWithSelector(IMeter.Overspent.selector, UNITS - 3));
        tessera.settleGateway(it, good);
        it.rate = 0;
        vm.expectRevert(IMeter.NotMetered.selector);
        tessera.settleGateway(it, good);
        it = gateway(1, 1);
        it.gateway = address(0);
        vm.expectRevert(IMeter.NotMetered.selector);
        tessera.settleGateway(it, good);
    }

    function test_TakeBackAfterNotice() external {
        buy(friend, buyer, 2);
        settle(1, 40);
        vm.expectRevert(IPrepayment.NoticeRequired.selector);
        vm.prank(stranger);
        tessera.giveNotice(asset | 2, buyer);
        vm.expectRevert(IPrepayment.NoticeRequired.selector);
        tessera.takeBack(asset | 2, buyer);
        vm.prank(friend);
        tessera.giveNotice(asset | 2, buyer);
        vm.warp(START + 3 days - 1);
        vm.expectRevert(IPrepayment.NoticeRequired.selector);
        tessera.takeBack(asset | 2, buyer);
        vm.warp(START + 3 days);
        vm.expectEmit(address(tessera));
        emit IPrepayment.TakenBack(asset | 2, buyer, buyer, UNITS, PRICE);
        tessera.takeBack(asset | 2, buyer);
        (uint256 own,) = tessera.balancesOf(buyer, address(usdc));
        (uint256 given,) = tessera.balancesOf(friend, address(usdc));
        same(own, PRICE, "the holder's");
        same(given, 60 * UNIT, "the giver's");
        vm.expectRevert(IPrepayment.NoticeRequired.selector);
        tessera.takeBack(asset | 2, buyer);
        vm.expectRevert(IMeter.NotMetered.selector);
        tessera.takeBack(asset, buyer);
        Voucher memory it = voucher(1, 41);
        refused(it, signedVoucher(BUYER_KEY, it), abi.encodeWithSelector(IMeter.Overspent.selector, 0));
    }

    function test_HolderGivesNotice() external {
        vm.prank(buyer);
        vm.expectEmit(address(tessera));
        emit IPrepayment.NoticeGiven(asset | 2, buyer, START + 3 days);
        tessera.giveNotice(asset | 2, buyer);
        vm.warp(START + 2 days);
        settle(1, 10);
        vm.warp(START + 3 days);
        tessera.takeBack(asset | 2, buyer);
        (uint256 own,) = tessera.balancesOf(buyer, address(usdc));
        same(own, 90 * UNIT, "vouchers still settle meanwhile");
    }

    function test_PrepayingMoreWithdrawsTheNotice() external {
        vm.prank(buyer);
        tessera.giveNotice(asset | 2, buyer);
        vm.warp(START + 3 days);
        buy(friend, buyer, 2);
        (Meter memory meter,) = tessera.meterOf(asset | 2, buyer);
        same(meter.noticeAt, START, "somebody else's gift does not");
        buy(buyer, buyer, 2);
        vm.expectRevert(IPrepayment.NoticeRequired.selector);
        tessera.takeBack(asset | 2, buyer);
    }

    function testFuzz_EveryUnitIsSpentOnceOrTakenBack(uint32[5] calldata steps) external {
        uint256 spent;
        for (uint256 i; i < steps.length; ++i) {
            if (spent == UNITS) break;
            spent += within(steps[i], 1, UNITS - spent);
            settle(1, uint32(spent));
        }
        vm.prank(buyer);
        tessera.giveNotice(asset | 2, buyer);
        vm.warp(START + 3 days);
        tessera.takeBack(asset | 2, buyer);
        (uint256 own,) = tessera.balancesOf(buyer, address(usdc));
        same(own + income(), PRICE, "to the last unit");
        same(income(), spent * UNIT, "as many as were spent");
    }
}
