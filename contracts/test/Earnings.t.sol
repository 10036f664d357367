// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {IEarnings} from "../src/interfaces/IEarnings.sol";
import {IListing} from "../src/interfaces/IListing.sol";
import {IPurchases} from "../src/interfaces/IPurchases.sol";
import {Listing, OfferTerms, Share} from "../src/types/Assets.sol";
import {Claim} from "../src/types/Earnings.sol";
import {Order} from "../src/types/Licences.sol";
import {Fixture} from "./support/Fixture.sol";
import {Tree} from "./support/Tree.sol";
import {isTrue, same, vm, within} from "./support/Vm.sol";

/// @dev See Earnings.tree: mature, claim, claimMany, collect, withdraw, withdrawBySignature and the lens.
contract EarningsTest is Fixture {
    function matured() private {
        vm.warp((START / HOLD + 2) * HOLD);
    }

    function withdrawable(address account) private view returns (uint256 amount) {
        (amount,) = tessera.balancesOf(account, address(usdc));
    }

    function offers(uint8 number) private pure returns (bytes memory) {
        return abi.encodePacked(number);
    }

    function test_NothingBeforeTheEndOfTheHold() external {
        buy(buyer, buyer, 0);
        vm.warp((START / HOLD + 2) * HOLD - 1);
        same(tessera.claim(claimFor(uint160(contributor), offers(0))), 0, "claimed");
        (uint256 held, uint256 claimable,, bytes memory due) =
            lens.earningsOf(asset, address(usdc), uint160(contributor), 300_000);
        same(held, 3e6, "held");
        same(claimable, 0, "claimable");
        same(due.length, 0, "due");
    }

    function test_ExactlyItsShareAfterTheHold() external {
        buy(buyer, buyer, 0);
        matured();
        (uint256 held, uint256 claimable,, bytes memory due) =
            lens.earningsOf(asset, address(usdc), uint160(contributor), 300_000);
        same(held, 0, "held");
        same(claimable, 3e6, "claimable");
        same(uint8(due[0]), 0, "due");
        vm.expectEmit(address(tessera));
        emit IEarnings.Matured(asset, 0, PRICE);
        vm.expectEmit(address(tessera));
        emit IEarnings.Claimed(asset, uint160(contributor), address(usdc), 0, 3e6);
        vm.prank(stranger);
        same(tessera.claim(claimFor(uint160(contributor), due)), 3e6, "anyone claims for it");
        same(withdrawable(contributor), 3e6, "its balance grows");
        same(tessera.claim(claimFor(uint160(contributor), due)), 0, "once");
        (, claimable,,) = lens.earningsOf(asset, address(usdc), uint160(contributor), 300_000);
        same(claimable, 0, "nothing left");
        same(tessera.claimedOf(asset, 0, address(usdc), uint160(contributor)), 3e6, "claimed");
        same(lens.claimableOf(asset, 0, address(usdc), uint160(second), 100_000), 1e6, "the other's waits");
    }

    function test_WrongShareOrProof() external {
        buy(buyer, buyer, 0);
        Claim memory it = claimFor(uint160(contributor), offers(0));
        it.ppm = 300_001;
        vm.expectRevert(IEarnings.NotARecipient.selector);
        tessera.claim(it);
        it = claimFor(uint160(contributor), offers(0));
        it.recipient = uint160(stranger);
        vm.expectRevert(IEarnings.NotARecipient.selector);
        tessera.claim(it);
        it = claimFor(uint160(contributor), offers(0));
        it.period = 1;
        vm.expectRevert(IEarnings.NotARecipient.selector);
        tessera.claim(it);
        it.proof = new bytes32[](0);
        vm.expectRevert(IEarnings.NotARecipient.selector);
        tessera.claim(it);
    }

    function test_ClaimManyAndMature() external {
        buy(buyer, buyer, 0);
        matured();
        uint256[] memory ids = new uint256[](1);
        ids[0] = asset | 9;
        vm.expectRevert(abi.encodeWithSelector(IListing.UnknownOffer.selector, asset | 9));
        tessera.mature(ids);
        ids[0] = asset;
        tessera.mature(ids);
        same(tessera.poolOf(asset, 0, address(usdc)), PRICE, "pool");
        Claim[] memory all = new Claim[](3);
        for (uint256 i; i < 3; ++i) all[i] = claimFor(shares[i].recipient, "");
        tessera.claimMany(all);
        same(withdrawable(contributor), 3e6, "30 %");
        same(withdrawable(second), 1e6, "10 %");
        same(withdrawable(creator), 6e6, "60 %");
    }

    function test_CollectPaysOut() external {
        buy(buyer, buyer, 0);
        matured();
        vm.expectEmit(address(tessera));
        emit IEarnings.Withdrawn(contributor, address(usdc), friend, 3e6);
        uint256 before = usdc.balanceOf(friend);
        Claim[] memory claims = claimOne(claimFor(uint160(contributor), offers(0)));
        vm.prank(contributor);
        same(tessera.collect(claims, address(usdc), friend), 3e6, "paid");
        same(usdc.balanceOf(friend) - before, 3e6, "arrived");
        (uint256 left, uint256 withdrawn) = tessera.balancesOf(contributor, address(usdc));
        same(left, 0, "left");
        same(withdrawn, 3e6, "withdrawn");
        vm.prank(contributor);
        vm.expectRevert(IEarnings.NothingToWithdraw.selector);
        tessera.withdraw(address(usdc), contributor);
    }

    function test_WithdrawCoin() external {
        vm.prank(buyer);
        tessera.buy{value: PRICE}(order(asset | 1, buyer));
        matured();
        Claim memory it = claimFor(uint160(contributor), offers(1));
        it.currency = address(0);
        tessera.claim(it);
        vm.prank(contributor);
        vm.expectRevert(IPurchases.BadRecipient.selector);
        tessera.withdraw(address(0), address(0));
        vm.prank(contributor);
        vm.expectRevert(IPurchases.BadRecipient.selector);
        tessera.withdraw(address(0), address(tessera));
        vm.prank(contributor);
        vm.expectRevert(IEarnings.SendFailed.selector);
        tessera.withdraw(address(0), address(usdc));
        vm.prank(contributor);
        tessera.withdraw(address(0), contributor);
        same(contributor.balance, 3e6, "arrived");
    }

    function withdrawal(address to, uint256 nonce, uint256 deadline) private view returns (bytes memory) {
        bytes32 typeHash =
            keccak256("Withdrawal(address account,address currency,address to,uint256 nonce,uint256 deadline)");
        return signed(
            CREATOR_KEY, digest(keccak256(abi.encode(typeHash, creator, address(usdc), to, nonce, deadline)))
        );
    }

    function test_WithdrawBySignature() external {
        buy(buyer, buyer, 3);
        tessera.claim(claimFor(uint160(creator), offers(3)));
        bytes memory signature = withdrawal(friend, 0, START);
        vm.expectRevert(IListing.BadSignature.selector);
        tessera.withdrawBySignature(creator, address(usdc), stranger, START, signature);
        vm.warp(START + 1);
        vm.expectRevert(IListing.BadSignature.selector);
        tessera.withdrawBySignature(creator, address(usdc), friend, START, signature);
        vm.warp(START);
        uint256 before = usdc.balanceOf(friend);
        tessera.withdrawBySignature(creator, address(usdc), friend, START, signature);
        same(usdc.balanceOf(friend) - before, 6e6, "arrived");
        same(tessera.nonces(creator), 1, "nonce");
        buy(friend, friend, 3);
        tessera.claim(claimFor(uint160(creator), offers(3)));
        vm.expectRevert(IListing.BadSignature.selector);
        tessera.withdrawBySignature(creator, address(usdc), friend, START, signature);
    }

    /// @dev child -> parent 25 % -> grandparent 50 %.
    function test_ParentsPullFromTheirChildren() external {
        uint256 grandparent = asset;
        Share[] memory over = new Share[](2);
        (over[0], over[1]) = (Share(uint160(creator), 500_000), Share(grandparent, 500_000));
        Listing memory it = listing("parent");
        it.shares = over;
        vm.prank(creator);
        uint256 parent = tessera.list(it);
        Share[] memory under = new Share[](2);
        (under[0], under[1]) = (Share(uint160(creator), 750_000), Share(parent, 250_000));
        it = listing("child");
        it.shares = under;
        vm.prank(creator);
        uint256 child = tessera.list(it);

        vm.prank(buyer);
        tessera.buy(order(child | 3, buyer));
        Claim[] memory pulls = new Claim[](2);
        pulls[0] = Claim(child, 0, address(usdc), parent, 250_000, offers(3), Tree.proof(under, parent));
        pulls[1] = Claim(parent, 0, address(usdc), grandparent, 500_000, "", Tree.proof(over, grandparent));
        tessera.claimMany(pulls);
        same(tessera.poolOf(parent, 0, address(usdc)), 2_500_000, "a quarter");
        same(tessera.poolOf(grandparent, 0, address(usdc)), 1_250_000, "half of it");
        tessera.claim(claimFor(uint160(contributor), ""));
        same(withdrawable(contributor), 375_000, "30 % of that");
    }

    function testFuzz_DustStaysUnderTheRecipients(uint80[8] calldata prices, uint256 seed) external {
        uint256 total;
        for (uint256 i; i < prices.length; ++i) {
            OfferTerms memory terms = forever();
            terms.price = uint80(within(prices[i], 1, 100_000e6));
            vm.prank(creator);
            uint256 id = tessera.addOffer(asset, terms);
            vm.prank(buyer);
            tessera.buy(withPrice(id, terms.price));
            total += terms.price;
            uint256 who = within(seed >> i, 0, 2);
            tessera.claim(claimFor(shares[who].recipient, offers(uint8(id))));
        }
        uint256 paid;
        for (uint256 i; i < 3; ++i) {
            tessera.claim(claimFor(shares[i].recipient, ""));
            uint256 amount = tessera.claimedOf(asset, 0, address(usdc), shares[i].recipient);
            same(amount, total * shares[i].ppm / 1e6, "exactly its share, however often it claimed");
            paid += amount;
        }
        isTrue(paid <= total && total - paid < 3, "dust");
    }

    function withPrice(uint256 id, uint80 price) private view returns (Order memory it) {
        (it.offerId, it.to, it.maxPrice) = (id, buyer, price);
    }
}
