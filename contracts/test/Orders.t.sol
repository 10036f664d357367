// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {DemoUSDC} from "../src/DemoUSDC.sol";
import {IListing} from "../src/interfaces/IListing.sol";
import {IOrders} from "../src/interfaces/IOrders.sol";
import {IPurchases} from "../src/interfaces/IPurchases.sol";
import {OfferTerms} from "../src/types/Assets.sol";
import {Authorization, Order, Permit, Resale} from "../src/types/Licences.sol";
import {Fixture} from "./support/Fixture.sol";
import {isFalse, isTrue, same, vm, within} from "./support/Vm.sol";

/// @dev See Orders.tree: buyWithPermit, buyWithAuthorization, buyMany, fulfil, buyResale, cancelResale.
contract OrdersTest is Fixture {
    function permit(uint256 key, uint256 value) private view returns (Permit memory it) {
        bytes32 typeHash =
            keccak256("Permit(address owner,address spender,uint256 value,uint256 nonce,uint256 deadline)");
        address owner = vm.addr(key);
        bytes32 message =
            keccak256(abi.encode(typeHash, owner, address(tessera), value, usdc.nonces(owner), START));
        bytes32 hash = keccak256(abi.encodePacked("\x19\x01", domain(address(usdc), "Demo USDC"), message));
        (it.v, it.r, it.s) = vm.sign(key, hash);
        (it.value, it.deadline) = (value, START);
    }

    function test_Permit() external {
        vm.prank(buyer);
        usdc.approve(address(tessera), 0);
        Permit memory it = permit(BUYER_KEY, PRICE);
        vm.prank(buyer);
        tessera.buyWithPermit(order(asset, buyer), it);
        same(tessera.balanceOf(buyer, asset), 1, "held");
        same(usdc.allowance(buyer, address(tessera)), 0, "used up");
        vm.prank(buyer);
        vm.expectRevert();
        tessera.buyWithPermit(order(asset, buyer), it);
    }

    function test_PermitUsedUpByAnother() external {
        vm.prank(buyer);
        usdc.approve(address(tessera), 0);
        Permit memory it = permit(BUYER_KEY, PRICE);
        usdc.permit(buyer, address(tessera), it.value, it.deadline, it.v, it.r, it.s);
        vm.prank(buyer);
        tessera.buyWithPermit(order(asset, buyer), it);
        same(tessera.balanceOf(buyer, asset), 1, "the allowance is there all the same");
    }

    function test_PermitOfAnotherPaysNothing() external {
        Permit memory it = permit(BUYER_KEY, PRICE);
        vm.prank(stranger);
        usdc.approve(address(tessera), 0);
        vm.prank(stranger);
        vm.expectRevert();
        tessera.buyWithPermit(order(asset, stranger), it);
    }

    function test_CoinNeedsNoPermit() external {
        Permit memory it = permit(BUYER_KEY, PRICE);
        vm.prank(buyer);
        vm.expectRevert(IPurchases.CoinNotAccepted.selector);
        tessera.buyWithPermit(order(asset | 1, buyer), it);
    }

    function authorization(Order memory it, bytes32 salt) private view returns (Authorization memory made) {
        bytes32 nonce = keccak256(abi.encode(it.offerId, it.to, it.version, salt));
        bytes32 message = keccak256(
            abi.encode(
                keccak256(
                    "ReceiveWithAuthorization(address from,address to,uint256 value,uint256 validAfter,uint256 validBefore,bytes32 nonce)"
                ),
                buyer,
                address(tessera),
                uint256(PRICE),
                uint256(0),
                START + 1,
                nonce
            )
        );
        bytes32 hash = keccak256(abi.encodePacked("\x19\x01", domain(address(usdc), "Demo USDC"), message));
        made = Authorization(buyer, 0, START + 1, salt, signed(BUYER_KEY, hash));
    }

    function test_Authorization() external {
        Order memory it = order(asset, buyer);
        Authorization memory made = authorization(it, "salt");
        it.to = stranger;
        vm.prank(stranger);
        vm.expectRevert(DemoUSDC.BadSignature.selector);
        tessera.buyWithAuthorization(it, made);
        it.to = buyer;
        it.offerId = asset | 3;
        vm.expectRevert(DemoUSDC.BadSignature.selector);
        tessera.buyWithAuthorization(it, made);
        it.offerId = asset;
        vm.prank(stranger);
        tessera.buyWithAuthorization(it, made);
        same(tessera.refundableOf(asset, buyer, buyer), PRICE, "the signer paid, whoever sent it");
        vm.expectRevert(DemoUSDC.AuthorizationUsedOrCanceled.selector);
        tessera.buyWithAuthorization(it, made);
        it.offerId = asset | 1;
        vm.expectRevert(IPurchases.CoinNotAccepted.selector);
        tessera.buyWithAuthorization(it, made);
    }

    function test_Many() external {
        Order[] memory all = new Order[](3);
        all[0] = order(asset, buyer);
        all[1] = order(asset | 1, buyer);
        all[2] = order(asset | 1, friend);
        uint256 coin = buyer.balance;
        vm.prank(buyer);
        tessera.buyMany{value: 2 * uint256(PRICE) + 7}(all);
        same(coin - buyer.balance, 2 * uint256(PRICE), "exact change");
        same(tessera.balanceOf(buyer, asset), 1, "first");
        same(tessera.balanceOf(buyer, asset | 1), 1, "second");
        same(tessera.balanceOf(friend, asset | 1), 1, "third");
        vm.prank(buyer);
        vm.expectRevert(abi.encodeWithSelector(IPurchases.PriceTooHigh.selector, PRICE));
        tessera.buyMany{value: 2 * uint256(PRICE) - 1}(all);
        all[2] = order(asset | 9, buyer);
        vm.prank(buyer);
        vm.expectRevert(abi.encodeWithSelector(IListing.UnknownOffer.selector, asset | 9));
        tessera.buyMany{value: 2 * uint256(PRICE)}(all);
    }

    function fulfil(address to, bytes32 ref) private {
        vm.prank(operator);
        tessera.fulfil(order(asset, to), ref);
    }

    function test_Fulfil() external {
        vm.prank(buyer);
        vm.expectRevert(IOrders.NotFulfiller.selector);
        tessera.fulfil(order(asset, buyer), "ref 1");
        vm.expectEmit(address(tessera));
        emit IOrders.Fulfilled("ref 1", asset, buyer);
        fulfil(buyer, "ref 1");
        isTrue(tessera.isFulfilled("ref 1"), "used");
        isFalse(tessera.isFulfilled("ref 2"), "unused");
        same(tessera.refundableOf(asset, buyer, operator), PRICE, "the operator's money");
        vm.expectRevert(abi.encodeWithSelector(IOrders.AlreadyFulfilled.selector, bytes32("ref 1")));
        fulfil(buyer, "ref 1");
    }

    function test_DailyCap() external {
        fulfil(buyer, "1");
        fulfil(friend, "2");
        fulfil(stranger, "3");
        (uint256 cap, uint256 spent) = tessera.dailyCapOf(address(usdc));
        same(cap, 3 * uint256(PRICE), "cap");
        same(spent, 3 * uint256(PRICE), "spent");
        vm.expectRevert(IOrders.DailyCapReached.selector);
        fulfil(creator, "4");
        vm.warp((START / 1 days + 1) * 1 days - 1);
        vm.expectRevert(IOrders.DailyCapReached.selector);
        fulfil(creator, "4");
        vm.warp((START / 1 days + 1) * 1 days);
        (, spent) = tessera.dailyCapOf(address(usdc));
        same(spent, 0, "a new day");
        fulfil(creator, "4");
        vm.prank(governor);
        tessera.setDailyCap(address(usdc), uint256(PRICE) - 1);
        vm.warp((START / 1 days + 2) * 1 days);
        vm.expectRevert(IOrders.DailyCapReached.selector);
        fulfil(creator, "5");
    }

    function test_CoinIsNotFulfilled() external {
        vm.prank(governor);
        tessera.setDailyCap(address(0), 100 ether);
        vm.prank(operator);
        vm.expectRevert(IPurchases.CoinNotAccepted.selector);
        tessera.fulfil(order(asset | 1, buyer), "ref");
    }

    function resale(address to, uint256 price, uint256 nonce) private view returns (Resale memory) {
        return Resale(asset | 3, buyer, to, price, nonce, START + 90 days);
    }

    function signedResale(uint256 key, Resale memory it) private view returns (bytes memory) {
        bytes32 typeHash = keccak256(
            "Resale(uint256 offerId,address seller,address buyer,uint256 price,uint256 nonce,uint256 deadline)"
        );
        return signed(key, digest(keccak256(abi.encode(typeHash, it))));
    }

    function test_Resale() external {
        buy(buyer, buyer, 3);
        Resale memory it = resale(address(0), 1_000_001, 0);
        bytes memory good = signedResale(BUYER_KEY, it);
        vm.expectEmit(address(tessera));
        emit IOrders.Resold(asset | 3, buyer, friend, 1_000_001, 50_000, type(uint32).max, 1, START);
        vm.prank(friend);
        tessera.buyResale(it, good);
        same(tessera.balanceOf(buyer, asset | 3), 0, "sold");
        same(tessera.balanceOf(friend, asset | 3), 1, "bought");
        same(tessera.totalSupply(asset | 3), 1, "supply");
        isTrue(tessera.canOpen(asset, 1, friend), "opens");
        isFalse(tessera.canOpen(asset, 1, buyer), "no longer");
        (uint256 proceeds,) = tessera.balancesOf(buyer, address(usdc));
        same(proceeds, 950_001, "proceeds");
        same(tessera.bucketOf(asset | 3).current, uint256(PRICE) + 50_000, "the share, rounded down");
        vm.prank(buyer);
        tessera.buy(order(asset | 3, buyer));
        vm.prank(stranger);
        vm.expectRevert(IOrders.ResaleNotValid.selector);
        tessera.buyResale(it, good);
    }

    function test_ResaleRefused() external {
        buy(buyer, buyer, 3);
        Resale memory it = resale(friend, 1e6, 1);
        bytes memory good = signedResale(BUYER_KEY, it);
        bytes memory other = signedResale(FRIEND_KEY, it);
        vm.startPrank(stranger);
        vm.expectRevert(IOrders.ResaleNotValid.selector);
        tessera.buyResale(it, good);
        vm.stopPrank();
        vm.startPrank(friend);
        vm.expectRevert(IOrders.ResaleNotValid.selector);
        tessera.buyResale(it, other);
        it.price -= 1;
        vm.expectRevert(IOrders.ResaleNotValid.selector);
        tessera.buyResale(it, good);
        it.price += 1;
        vm.warp(START + 90 days + 1);
        vm.expectRevert(IOrders.ResaleNotValid.selector);
        tessera.buyResale(it, good);
        vm.warp(START + 90 days);
        vm.stopPrank();
        vm.prank(buyer);
        tessera.cancelResale(1);
        vm.prank(friend);
        vm.expectRevert(IOrders.ResaleNotValid.selector);
        tessera.buyResale(it, good);
        it = resale(buyer, 1e6, 2);
        good = signedResale(BUYER_KEY, it);
        vm.prank(buyer);
        vm.expectRevert(IOrders.ResaleNotValid.selector);
        tessera.buyResale(it, good);
    }

    function test_ResaleOnlyWhereTheOfferAllows() external {
        buy(buyer, buyer, 0);
        vm.warp(START + 20 days);
        Resale memory it = resale(address(0), 1e6, 0);
        it.offerId = asset;
        bytes memory good = signedResale(BUYER_KEY, it);
        vm.prank(friend);
        vm.expectRevert(IOrders.ResaleNotValid.selector);
        tessera.buyResale(it, good);
    }

    function test_ResaleInTheHold() external {
        uint256 id = offerInHold();
        vm.prank(buyer);
        tessera.buy(order(id, buyer));
        Resale memory it = resale(address(0), 4e6, 0);
        it.offerId = id;
        bytes memory good = signedResale(BUYER_KEY, it);
        vm.warp((START / HOLD + 2) * HOLD - 1);
        vm.prank(friend);
        vm.expectRevert(IPurchases.NotTransferable.selector);
        tessera.buyResale(it, good);
        vm.warp((START / HOLD + 2) * HOLD);
        vm.prank(friend);
        tessera.buyResale(it, good);
        same(tessera.licenceOf(id, friend).expiry, START + TERM, "what was left");
        same(tessera.refundableOf(id, friend, friend), 400_000, "its share can be disputed by who paid it");
        same(tessera.refundableOf(id, buyer, buyer), 0, "and the first payment by nobody");
        vm.prank(friend);
        vm.expectRevert(IPurchases.NotTransferable.selector);
        tessera.safeTransferFrom(friend, stranger, id, 1, "");
    }

    function offerInHold() private returns (uint256) {
        OfferTerms memory terms = forever();
        (terms.hold, terms.term, terms.resaleShare) = (HOLD, TERM, 100_000);
        vm.prank(creator);
        return tessera.addOffer(asset, terms);
    }

    function test_ResaleInCoinAndToAHolder() external {
        buy(buyer, buyer, 3);
        buy(friend, friend, 3);
        Resale memory it = resale(address(0), 1e6, 0);
        bytes memory good = signedResale(BUYER_KEY, it);
        vm.prank(friend);
        vm.expectRevert(IPurchases.AlreadyHolds.selector);
        tessera.buyResale(it, good);
        vm.prank(stranger);
        vm.expectRevert(IPurchases.CoinNotAccepted.selector);
        tessera.buyResale{value: 1}(it, good);
    }

    function testFuzz_ResaleIsDividedWhole(uint80 price) external {
        price = uint80(within(price, 0, 900_000e6));
        buy(buyer, buyer, 3);
        Resale memory it = resale(address(0), price, 0);
        bytes memory good = signedResale(BUYER_KEY, it);
        vm.prank(friend);
        tessera.buyResale(it, good);
        (uint256 proceeds,) = tessera.balancesOf(buyer, address(usdc));
        uint256 share = tessera.bucketOf(asset | 3).current - uint256(PRICE);
        same(proceeds + share, price, "whole");
        same(share, uint256(price) * 50_000 / 1e6, "rounded down");
    }
}
