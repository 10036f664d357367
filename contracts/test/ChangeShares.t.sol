// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {IListing} from "../src/interfaces/IListing.sol";
import {Listing, Share} from "../src/types/Assets.sol";
import {Claim} from "../src/types/Earnings.sol";
import {Fixture} from "./support/Fixture.sol";
import {Tree} from "./support/Tree.sol";
import {isTrue, same, vm} from "./support/Vm.sol";

/// @dev See ChangeShares.tree. Here the contributor and the second have keys.
contract ChangeSharesTest is Fixture {
    function setUp() public override {
        super.setUp();
        delete shares;
        Share[] memory list_ = sorted(400_000, 300_000, 300_000);
        for (uint256 i; i < 3; ++i) shares.push(list_[i]);
        asset = list("changing");
    }

    /// @dev Shares of the buyer, the friend and the creator, ascending.
    function sorted(uint32 a, uint32 b, uint32 c) private view returns (Share[] memory it) {
        it = new Share[](3);
        it[0] = Share(uint160(buyer), a);
        it[1] = Share(uint160(friend), b);
        it[2] = Share(uint160(creator), c);
        for (uint256 i; i < 3; ++i) {
            for (uint256 j = i + 1; j < 3; ++j) {
                if (it[j].recipient < it[i].recipient) (it[i], it[j]) = (it[j], it[i]);
            }
        }
    }

    function consent(uint256 key, Share[] memory next, uint8 period) private view returns (bytes memory) {
        bytes32 typeHash = keccak256("SharesChange(uint256 assetId,uint8 period,bytes32 root)");
        return signed(key, digest(keccak256(abi.encode(typeHash, asset, period, Tree.root(next)))));
    }

    function one(bytes memory signature) private pure returns (bytes[] memory all) {
        all = new bytes[](1);
        all[0] = signature;
    }

    function change(Share[] memory next, bytes[] memory consents) private {
        vm.prank(creator);
        tessera.changeShares(asset, shares, next, consents);
    }

    function test_TheOneWhoseShareFallsConsents() external {
        Share[] memory next = sorted(350_000, 350_000, 300_000);
        bytes memory missing = abi.encodeWithSelector(IListing.ConsentMissing.selector, uint256(uint160(buyer)));
        vm.expectRevert(missing);
        change(next, new bytes[](0));
        bytes[] memory wrong = one(consent(FRIEND_KEY, next, 1));
        vm.expectRevert(missing);
        change(next, wrong);
        wrong = one(consent(BUYER_KEY, next, 2));
        vm.expectRevert(missing);
        change(next, wrong);
        bytes[] memory good = one(consent(BUYER_KEY, next, 1));
        vm.expectEmit(address(tessera));
        emit IListing.SharesSet(asset, 1, Tree.root(next), next);
        change(next, good);
        (,,, uint8 period,) = tessera.assetOf(asset);
        same(period, 1, "period");
    }

    function test_TheCreatorConsentsByCalling() external {
        change(sorted(500_000, 300_000, 200_000), one(""));
        isTrue(tessera.sharesRootOf(asset, 1) == Tree.root(sorted(500_000, 300_000, 200_000)), "root");
    }

    function test_SomeoneNewAndSomeoneGone() external {
        Share[] memory next = new Share[](2);
        (next[0], next[1]) = (Share(uint160(contributor), 600_000), Share(uint160(buyer), 400_000));
        bytes[] memory consents = new bytes[](2);
        bool friendFirst = friend < creator;
        bytes memory signature = consent(FRIEND_KEY, next, 1);
        consents[friendFirst ? 0 : 1] = signature;
        change(next, consents);
        isTrue(tessera.sharesRootOf(asset, 1) == Tree.root(next), "root");
    }

    function test_OnlyFutureIncome() external {
        buy(stranger, stranger, 0);
        vm.warp((START / HOLD + 2) * HOLD);
        buy(stranger, stranger, 0);
        change(sorted(500_000, 300_000, 200_000), one(""));
        same(tessera.poolOf(asset, 0, address(usdc)), PRICE, "what had matured is the old shares'");
        vm.warp((START / HOLD + 4) * HOLD);
        uint256[] memory ids = new uint256[](1);
        ids[0] = asset;
        tessera.mature(ids);
        same(tessera.poolOf(asset, 0, address(usdc)), PRICE, "and stays");
        same(tessera.poolOf(asset, 1, address(usdc)), PRICE, "the rest is the new shares'");
        Claim memory it = claimFor(uint160(creator), "");
        same(tessera.claim(it), 3e6, "old part");
        Share[] memory next = sorted(500_000, 300_000, 200_000);
        it.period = 1;
        it.ppm = 200_000;
        it.proof = Tree.proof(next, uint160(creator));
        same(tessera.claim(it), 2e6, "new part");
    }

    function test_Guards() external {
        Share[] memory next = sorted(500_000, 300_000, 200_000);
        vm.prank(stranger);
        vm.expectRevert(IListing.NotCreator.selector);
        tessera.changeShares(asset, shares, next, one(""));
        vm.prank(creator);
        vm.expectRevert(IListing.BadShares.selector);
        tessera.changeShares(asset, next, next, one(""));
        next[0].ppm += 1;
        vm.expectRevert(IListing.BadShares.selector);
        change(next, one(""));
    }

    function test_NoParentCanBeAdded() external {
        uint256 other = list("other");
        Share[] memory next = new Share[](2);
        (next[0], next[1]) = (Share(uint160(creator), 500_000), Share(other, 500_000));
        bytes[] memory consents = new bytes[](2);
        consents[0] = consent(BUYER_KEY, next, 1);
        consents[1] = consent(FRIEND_KEY, next, 1);
        if (friend < buyer) (consents[0], consents[1]) = (consents[1], consents[0]);
        vm.expectRevert(abi.encodeWithSelector(IListing.UnknownParent.selector, other));
        change(next, consents);
    }

    function test_AParentsCreatorConsentsForIt() external {
        Share[] memory before = new Share[](2);
        (before[0], before[1]) = (Share(uint160(stranger), 500_000), Share(asset, 500_000));
        Listing memory it = listing("child");
        it.creator = stranger;
        it.shares = before;
        vm.prank(stranger);
        uint256 child = tessera.list(it);
        Share[] memory next = new Share[](2);
        (next[0], next[1]) = (Share(uint160(stranger), 600_000), Share(asset, 400_000));
        bytes32 typeHash = keccak256("SharesChange(uint256 assetId,uint8 period,bytes32 root)");
        bytes32 hash = digest(keccak256(abi.encode(typeHash, child, uint8(1), Tree.root(next))));
        bytes[] memory wrong = one(signed(BUYER_KEY, hash));
        vm.prank(stranger);
        vm.expectRevert(abi.encodeWithSelector(IListing.ConsentMissing.selector, asset));
        tessera.changeShares(child, before, next, wrong);
        vm.prank(stranger);
        tessera.changeShares(child, before, next, one(signed(CREATOR_KEY, hash)));
    }
}
