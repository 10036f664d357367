// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {IListing} from "../src/interfaces/IListing.sol";
import {IPurchases} from "../src/interfaces/IPurchases.sol";
import {OfferTerms, PERPETUAL} from "../src/types/Assets.sol";
import {Bucket} from "../src/types/Earnings.sol";
import {Licence, Meter, Order} from "../src/types/Licences.sol";
import {Fixture} from "./support/Fixture.sol";
import {isFalse, isTrue, same, vm, within} from "./support/Vm.sol";

/// @dev See Buy.tree.
contract BuyTest is Fixture {
    uint256 private constant EPOCH = START / HOLD;

    function refused(address payer, Order memory it, bytes memory reason) private {
        vm.prank(payer);
        vm.expectRevert(reason);
        tessera.buy(it);
    }

    function test_UnknownOffer() external {
        refused(buyer, order(asset | 9, buyer), abi.encodeWithSelector(IListing.UnknownOffer.selector, asset | 9));
    }

    function test_Paused() external {
        vm.prank(creator);
        tessera.setOfferPaused(asset, true);
        refused(buyer, order(asset, buyer), abi.encodeWithSelector(IPurchases.NotOnSale.selector));
        vm.prank(creator);
        tessera.setOfferPaused(asset, false);
        buy(buyer, buyer, 0);
        same(tessera.balanceOf(buyer, asset), 1, "held");
    }

    function test_BeforeStartAndAfterEnd() external {
        OfferTerms memory terms = term(address(usdc));
        (terms.start, terms.end) = (uint32(START + 10), uint32(START + 20));
        vm.prank(creator);
        uint256 id = tessera.addOffer(asset, terms);
        vm.warp(START + 9);
        refused(buyer, order(id, buyer), abi.encodeWithSelector(IPurchases.NotOnSale.selector));
        vm.warp(START + 10);
        vm.prank(buyer);
        tessera.buy(order(id, buyer));
        vm.warp(START + 19);
        vm.prank(friend);
        tessera.buy(order(id, friend));
        vm.warp(START + 20);
        refused(stranger, order(id, stranger), abi.encodeWithSelector(IPurchases.NotOnSale.selector));
    }

    function test_AllowList() external {
        OfferTerms memory terms = term(address(usdc));
        bytes32 mine = keccak256(bytes.concat(keccak256(abi.encode(buyer))));
        bytes32 other = keccak256(bytes.concat(keccak256(abi.encode(friend))));
        terms.allowRoot = mine < other
            ? keccak256(bytes.concat(mine, other))
            : keccak256(bytes.concat(other, mine));
        vm.prank(creator);
        uint256 id = tessera.addOffer(asset, terms);
        Order memory it = order(id, buyer);
        refused(buyer, it, abi.encodeWithSelector(IPurchases.NotAllowed.selector));
        it.allowProof = new bytes32[](1);
        it.allowProof[0] = other;
        vm.prank(stranger);
        tessera.buy(it);
        same(tessera.balanceOf(buyer, id), 1, "the allowed account holds it, whoever paid");
        it.to = stranger;
        refused(stranger, it, abi.encodeWithSelector(IPurchases.NotAllowed.selector));
    }

    function test_TermsChanged() external {
        vm.prank(creator);
        tessera.addVersion(asset, version("v2"));
        Order memory it = order(asset, buyer);
        it.version = 1;
        refused(buyer, it, abi.encodeWithSelector(IPurchases.TermsChanged.selector, 2));
        it.version = 2;
        vm.prank(buyer);
        tessera.buy(it);
        same(tessera.licenceOf(asset, buyer).version, 2, "version");
    }

    function test_CeilingIsTheHighestPrice() external {
        Order memory it = order(asset, buyer);
        it.maxPrice = PRICE - 1;
        refused(buyer, it, abi.encodeWithSelector(IPurchases.PriceTooHigh.selector, PRICE));
        it.maxPrice = PRICE;
        vm.prank(buyer);
        tessera.buy(it);
    }

    function test_BadRecipient() external {
        refused(buyer, order(asset, address(0)), abi.encodeWithSelector(IPurchases.BadRecipient.selector));
        refused(buyer, order(asset, address(tessera)), abi.encodeWithSelector(IPurchases.BadRecipient.selector));
    }

    function test_SoldOut() external {
        OfferTerms memory terms = term(address(usdc));
        terms.supplyCap = 1;
        vm.prank(creator);
        uint256 id = tessera.addOffer(asset, terms);
        vm.prank(buyer);
        tessera.buy(order(id, buyer));
        refused(friend, order(id, friend), abi.encodeWithSelector(IPurchases.SoldOut.selector));
        vm.prank(buyer);
        tessera.buy(order(id, buyer));
        same(tessera.totalSupply(id), 1, "a renewal adds no licence");
    }

    function test_SoldOutMetered() external {
        OfferTerms memory terms = metered();
        terms.supplyCap = 1;
        vm.prank(creator);
        uint256 id = tessera.addOffer(asset, terms);
        vm.prank(buyer);
        tessera.buy(order(id, buyer));
        refused(friend, order(id, friend), abi.encodeWithSelector(IPurchases.SoldOut.selector));
    }

    function test_Sale() external {
        uint256 before = usdc.balanceOf(buyer);
        vm.expectEmit(address(tessera));
        emit IPurchases.Bought(asset, buyer, buyer, PRICE, START + TERM, 1, (EPOCH + 2) * HOLD);
        buy(buyer, buyer, 0);
        same(before - usdc.balanceOf(buyer), PRICE, "paid");
        same(usdc.balanceOf(address(tessera)), PRICE, "kept");
        Bucket memory bucket = tessera.bucketOf(asset);
        same(bucket.epoch, EPOCH, "epoch");
        same(bucket.current, PRICE, "held");
        same(bucket.previous, 0, "none before");
        same(bucket.supply, 1, "supply");
        Licence memory licence = tessera.licenceOf(asset, buyer);
        same(licence.expiry, START + TERM, "expiry");
        same(licence.version, 1, "version");
        same(licence.current, PRICE, "refundable");
        same(tessera.refundableOf(asset, buyer, buyer), PRICE, "refundable");
        isTrue(tessera.exists(asset), "exists");
    }

    function test_RenewalAddsToTheEnd() external {
        buy(buyer, buyer, 0);
        vm.warp(START + 10 days);
        vm.prank(creator);
        tessera.addVersion(asset, version("v2"));
        buy(buyer, buyer, 0);
        Licence memory licence = tessera.licenceOf(asset, buyer);
        same(licence.expiry, START + 2 * TERM, "a term is added to what is left");
        same(licence.version, 1, "the version stays");
        same(tessera.totalSupply(asset), 1, "one licence");
    }

    function test_AfterTheEndItBeginsAnew() external {
        buy(buyer, buyer, 0);
        vm.prank(creator);
        tessera.addVersion(asset, version("v2"));
        vm.warp(START + TERM);
        buy(buyer, buyer, 0);
        Licence memory licence = tessera.licenceOf(asset, buyer);
        same(licence.expiry, START + 2 * TERM, "a term from now");
        same(licence.version, 2, "with the latest version");
        same(tessera.totalSupply(asset), 1, "still one licence");
        isFalse(tessera.canOpen(asset, 1, buyer), "the earlier version is another licence");
    }

    function test_ForeverCannotBeRenewed() external {
        buy(buyer, buyer, 3);
        same(tessera.licenceOf(asset | 3, buyer).expiry, PERPETUAL, "for ever");
        refused(buyer, order(asset | 3, buyer), abi.encodeWithSelector(IPurchases.AlreadyHolds.selector));
    }

    function test_PaymentsOfTwoEpochsStayRefundable() external {
        buy(buyer, buyer, 0);
        vm.warp((EPOCH + 1) * HOLD);
        buy(buyer, buyer, 0);
        same(tessera.refundableOf(asset, buyer, buyer), 2 * PRICE, "both");
        vm.warp((EPOCH + 2) * HOLD);
        same(tessera.refundableOf(asset, buyer, buyer), PRICE, "the first has left its hold");
        vm.warp((EPOCH + 3) * HOLD);
        same(tessera.refundableOf(asset, buyer, buyer), 0, "both have");
    }

    function test_RollingABucketMaturesWhatIsOld() external {
        buy(buyer, buyer, 0);
        vm.warp((EPOCH + 1) * HOLD);
        buy(friend, friend, 0);
        same(tessera.poolOf(asset, 0, address(usdc)), 0, "nothing has matured");
        vm.warp((EPOCH + 2) * HOLD);
        buy(stranger, stranger, 0);
        same(tessera.poolOf(asset, 0, address(usdc)), PRICE, "the first has");
        vm.warp((EPOCH + 9) * HOLD);
        buy(creator, creator, 0);
        same(tessera.poolOf(asset, 0, address(usdc)), 3 * PRICE, "all but the last have");
        same(tessera.bucketOf(asset).previous, 0, "nothing of the epoch before");
    }

    function test_Gift() external {
        vm.expectEmit(address(tessera));
        emit IPurchases.Bought(asset, friend, buyer, PRICE, START + TERM, 1, (EPOCH + 2) * HOLD);
        buy(buyer, friend, 0);
        same(tessera.balanceOf(friend, asset), 1, "the friend holds it");
        same(tessera.refundableOf(asset, friend, friend), 0, "the holder paid nothing");
        same(tessera.refundableOf(asset, friend, buyer), PRICE, "the payer did");
        same(tessera.licenceOf(asset, friend).epoch, EPOCH, "so that it can't be moved in its hold");
        vm.warp((EPOCH + 1) * HOLD);
        buy(buyer, friend, 0);
        same(tessera.refundableOf(asset, friend, buyer), 2 * PRICE, "both gifts");
        vm.warp((EPOCH + 2) * HOLD);
        same(tessera.refundableOf(asset, friend, buyer), PRICE, "the first has matured");
    }

    function test_WithoutHoldNothingIsRefundable() external {
        vm.expectEmit(address(tessera));
        emit IPurchases.Bought(asset | 3, buyer, buyer, PRICE, PERPETUAL, 1, START);
        buy(buyer, buyer, 3);
        same(tessera.refundableOf(asset | 3, buyer, buyer), 0, "refundable");
        same(tessera.refundableOf(asset | 3, buyer, friend), 0, "refundable");
    }

    function test_MeteredPrepays() external {
        vm.expectEmit(address(tessera));
        emit IPurchases.Bought(asset | 2, buyer, buyer, PRICE, PERPETUAL, 1, 0);
        buy(buyer, buyer, 2);
        buy(buyer, buyer, 2);
        (Meter memory meter, address giver) = tessera.meterOf(asset | 2, buyer);
        same(meter.own, 2 * UNITS, "own units");
        same(meter.given, 0, "given units");
        same(giver, address(0), "no giver");
        same(tessera.totalSupply(asset | 2), 1, "one licence");
        same(tessera.bucketOf(asset | 2).current, 0, "prepaid money is not income");
    }

    function test_MeteredGift() external {
        buy(buyer, friend, 2);
        (Meter memory meter, address giver) = tessera.meterOf(asset | 2, friend);
        same(meter.given, UNITS, "given");
        same(giver, buyer, "giver");
        refused(
            stranger, order(asset | 2, friend), abi.encodeWithSelector(IPurchases.HeldForAnother.selector, buyer)
        );
        buy(buyer, friend, 2);
        buy(friend, friend, 2);
        (meter,) = tessera.meterOf(asset | 2, friend);
        same(meter.given, 2 * UNITS, "more of the same giver's");
        same(meter.own, UNITS, "and the holder's own");
    }

    function test_CoinWithChange() external {
        uint256 before = buyer.balance;
        vm.prank(buyer);
        tessera.buy{value: PRICE + 5}(order(asset | 1, buyer));
        same(before - buyer.balance, PRICE, "exact change");
        vm.prank(buyer);
        tessera.buy{value: PRICE}(order(asset | 1, buyer));
        vm.expectRevert(abi.encodeWithSelector(IPurchases.PriceTooHigh.selector, PRICE));
        vm.prank(buyer);
        tessera.buy{value: PRICE - 1}(order(asset | 1, buyer));
        vm.expectRevert(abi.encodeWithSelector(IPurchases.CoinNotAccepted.selector));
        vm.prank(buyer);
        tessera.buy{value: 1}(order(asset, buyer));
    }

    function test_PlainCoinIsRefused() external {
        vm.prank(buyer);
        (bool sent,) = address(tessera).call{value: 1}("");
        isFalse(sent, "coin comes with a purchase or not at all");
    }

    function testFuzz_TimesAndMoney(uint32[6] calldata waits) external {
        uint256 time = START;
        uint256 expiry = START;
        for (uint256 i; i < waits.length; ++i) {
            time += within(waits[i], 0, 60 days);
            vm.warp(time);
            buy(buyer, buyer, 0);
            expiry = (expiry > time ? expiry : time) + TERM;
            same(tessera.licenceOf(asset, buyer).expiry, expiry, "expiry");
            Bucket memory bucket = tessera.bucketOf(asset);
            uint256 held = uint256(bucket.current) + bucket.previous;
            same(held, tessera.refundableOf(asset, buyer, buyer), "the hold covers what can be refunded");
            same(held + tessera.poolOf(asset, 0, address(usdc)), (i + 1) * PRICE, "money is held or matured");
        }
    }
}
