// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {IListing} from "../src/interfaces/IListing.sol";
import {Listing, OfferTerms, PERPETUAL, Share, Version} from "../src/types/Assets.sol";
import {Fixture} from "./support/Fixture.sol";
import {Tree} from "./support/Tree.sol";
import {isFalse, isTrue, same, vm, within} from "./support/Vm.sol";

/// @dev See Listing.tree: list, listBySignature, listAndBuy, addVersion, addOffer, setOfferPaused.
contract ListingTest is Fixture {
    bytes32 private constant OFFER_TYPE = keccak256(
        "OfferTerms(address currency,uint80 price,uint32 term,uint32 uses,uint32 hold,uint32 resaleShare,bool resellable,bool transferable,bool opensLater,uint32 supplyCap,uint32 start,uint32 end,bytes32 allowRoot)"
    );
    bytes32 private constant LISTING_TYPE = keccak256(
        "Listing(address creator,bytes32 salt,Share[] shares,Version version,OfferTerms[] offers,uint256 deadline)OfferTerms(address currency,uint80 price,uint32 term,uint32 uses,uint32 hold,uint32 resaleShare,bool resellable,bool transferable,bool opensLater,uint32 supplyCap,uint32 start,uint32 end,bytes32 allowRoot)Share(uint256 recipient,uint32 ppm)Version(bytes32 manifest,bytes32 ciphertext,bytes32 plaintextRoot,bytes32 terms,uint64 size)"
    );

    function idOf(string memory name) private view returns (uint256) {
        return uint256(keccak256(abi.encode(creator, keccak256(bytes(name))))) & ~uint256(0xff);
    }

    function refused(Listing memory it, bytes memory reason) private {
        vm.prank(creator);
        vm.expectRevert(reason);
        tessera.list(it);
    }

    function badShares(Share[] memory list_) private {
        Listing memory it = listing("other");
        it.shares = list_;
        refused(it, abi.encodeWithSelector(IListing.BadShares.selector));
    }

    function pair(uint256 a, uint32 ppmA, uint256 b, uint32 ppmB) private pure returns (Share[] memory list_) {
        list_ = new Share[](2);
        (list_[0], list_[1]) = (Share(a, ppmA), Share(b, ppmB));
    }

    function test_List() external {
        vm.prank(creator);
        vm.expectEmit(address(tessera));
        emit IListing.Listed(idOf("other"), creator, keccak256("other"));
        vm.expectEmit(address(tessera));
        emit IListing.SharesSet(idOf("other"), 0, Tree.root(shares), shares);
        vm.expectEmit(address(tessera));
        emit IListing.VersionAdded(idOf("other"), 1, version("other"));
        vm.expectEmit(address(tessera));
        emit IListing.OfferAdded(idOf("other"), term(address(usdc)));
        uint256 id = tessera.list(listing("other"));
        same(id, idOf("other"), "known before it is listed");
        (address by, uint32 versions, uint8 offers, uint8 period, uint32 closedUntil) = tessera.assetOf(id);
        same(by, creator, "creator");
        same(versions, 1, "versions");
        same(offers, 4, "offers");
        same(period, 0, "period");
        same(closedUntil, 0, "open");
        isTrue(tessera.sharesRootOf(id, 0) == Tree.root(shares), "root");
        (bytes32 hash, bool paused) = tessera.versionOf(id, 1);
        isTrue(hash == keccak256(abi.encode(version("other"))), "content");
        isFalse(paused, "not paused");
    }

    function test_OfferIsKeptAsGiven() external {
        OfferTerms memory terms = forever();
        (terms.supplyCap, terms.start, terms.end, terms.allowRoot) = (7, 8, 9, bytes32(uint256(10)));
        (terms.hold, terms.term) = (30 days, 365 days);
        vm.prank(creator);
        uint256 id = tessera.addOffer(asset, terms);
        (OfferTerms memory kept, bool paused) = tessera.offerOf(id);
        isTrue(keccak256(abi.encode(kept)) == keccak256(abi.encode(terms)), "all of it");
        isFalse(paused, "not paused");
        vm.prank(creator);
        tessera.setOfferPaused(id, true);
        (kept, paused) = tessera.offerOf(id);
        isTrue(paused, "paused");
        isTrue(keccak256(abi.encode(kept)) == keccak256(abi.encode(terms)), "and nothing else changed");
    }

    function test_OnlyItsCreatorAndOnce() external {
        Listing memory it = listing("other");
        vm.prank(stranger);
        vm.expectRevert(IListing.NotCreator.selector);
        tessera.list(it);
        refused(listing("asset"), abi.encodeWithSelector(IListing.AlreadyListed.selector, asset));
    }

    function test_SharesMustBeSound() external {
        badShares(new Share[](0));
        badShares(pair(1, 500_000, 1, 500_000));
        badShares(pair(2, 500_000, 1, 500_000));
        badShares(pair(0, 500_000, 1, 500_000));
        badShares(pair(1, 0, 2, 1_000_000));
        badShares(pair(1, 500_000, 2, 499_999));
        badShares(pair(1, 500_000, 2, 500_001));
        Share[] memory many = new Share[](257);
        for (uint256 i; i < 257; ++i) many[i] = Share(i + 1, i == 0 ? 1_000_000 - 256 : 1);
        badShares(many);
    }

    function test_ParentsMustBeListed() external {
        Listing memory it = listing("other");
        it.shares = pair(1, 1, asset ^ (1 << 99), 999_999);
        refused(it, abi.encodeWithSelector(IListing.UnknownParent.selector, asset ^ (1 << 99)));
        it.shares = pair(1, 1, idOf("other"), 999_999);
        refused(it, abi.encodeWithSelector(IListing.UnknownParent.selector, idOf("other")));
        it.shares = pair(1, 1, asset, 999_999);
        vm.prank(creator);
        tessera.list(it);
    }

    function test_FeeMustBeThere() external {
        vm.prank(governor);
        tessera.setFee(contributor, 300_000 / 3);
        list("with the fee");
        vm.prank(governor);
        tessera.setFee(stranger, 1);
        refused(listing("without"), abi.encodeWithSelector(IListing.FeeMissing.selector));
        vm.prank(governor);
        tessera.setFee(second, 100_000);
        list("exactly the fee");
    }

    function test_NumberOfOffers() external {
        Listing memory it = listing("other");
        it.offers = new OfferTerms[](0);
        refused(it, abi.encodeWithSelector(IListing.TooMany.selector));
        it.offers = new OfferTerms[](65);
        refused(it, abi.encodeWithSelector(IListing.TooMany.selector));
        vm.startPrank(creator);
        for (uint256 i = 4; i < 64; ++i) same(tessera.addOffer(asset, term(address(0))), asset | i, "next number");
        vm.expectRevert(IListing.TooMany.selector);
        tessera.addOffer(asset, term(address(0)));
        vm.stopPrank();
    }

    function badTerms(OfferTerms memory terms) private {
        vm.prank(creator);
        vm.expectRevert(IListing.BadTerms.selector);
        tessera.addOffer(asset, terms);
    }

    function test_TermsMustBeSound() external {
        OfferTerms memory it = term(address(usdc));
        it.term = 0;
        badTerms(it);
        it.term = 18_250 days + 1;
        badTerms(it);
        it = metered();
        it.term = TERM;
        badTerms(it);
        it = metered();
        it.price = UNITS + 1;
        badTerms(it);
        it = metered();
        it.transferable = true;
        badTerms(it);
        it = metered();
        it.resellable = true;
        badTerms(it);
        it = term(address(usdc));
        it.hold = 30 days + 1;
        badTerms(it);
        it = term(address(usdc));
        it.resaleShare = 1_000_001;
        badTerms(it);
        it = term(address(usdc));
        (it.start, it.end) = (5, 5);
        badTerms(it);
        it = term(address(usdc));
        (it.term, it.hold, it.resaleShare, it.start, it.end) = (18_250 days, 30 days, 1_000_000, 5, 6);
        vm.startPrank(creator);
        tessera.addOffer(asset, it);
        it.term = PERPETUAL;
        tessera.addOffer(asset, it);
        vm.stopPrank();
    }

    function test_CurrencyMustBeOpen() external {
        vm.prank(creator);
        vm.expectRevert(abi.encodeWithSelector(IListing.UnknownCurrency.selector, stranger));
        tessera.addOffer(asset, term(stranger));
        vm.prank(governor);
        tessera.setCurrency(address(usdc), false);
        vm.prank(creator);
        vm.expectRevert(abi.encodeWithSelector(IListing.UnknownCurrency.selector, address(usdc)));
        tessera.addOffer(asset, term(address(usdc)));
        buy(buyer, buyer, 0);
    }

    function test_OnlyTheCreatorAdds() external {
        vm.startPrank(stranger);
        vm.expectRevert(IListing.NotCreator.selector);
        tessera.addVersion(asset, version("v2"));
        vm.expectRevert(IListing.NotCreator.selector);
        tessera.addOffer(asset, term(address(0)));
        vm.expectRevert(IListing.NotCreator.selector);
        tessera.setOfferPaused(asset, true);
        vm.expectRevert(abi.encodeWithSelector(IListing.UnknownAsset.selector, asset ^ (1 << 99)));
        tessera.addVersion(asset ^ (1 << 99), version("v2"));
        vm.expectRevert(abi.encodeWithSelector(IListing.UnknownOffer.selector, asset | 60));
        tessera.setOfferPaused(asset | 60, true);
        vm.stopPrank();
        vm.prank(creator);
        vm.expectEmit(address(tessera));
        emit IListing.VersionAdded(asset, 2, version("v2"));
        same(tessera.addVersion(asset, version("v2")), 2, "number");
        (bytes32 hash,) = tessera.versionOf(asset, 2);
        isTrue(hash == keccak256(abi.encode(version("v2"))), "content");
    }

    function signature(uint256 key, Listing memory it, uint256 deadline) private view returns (bytes memory) {
        bytes32[] memory each = new bytes32[](it.shares.length);
        bytes32 shareType = keccak256("Share(uint256 recipient,uint32 ppm)");
        for (uint256 i; i < each.length; ++i) each[i] = keccak256(abi.encode(shareType, it.shares[i]));
        bytes32[] memory offers = new bytes32[](it.offers.length);
        for (uint256 i; i < offers.length; ++i) offers[i] = keccak256(abi.encode(OFFER_TYPE, it.offers[i]));
        bytes32 versionHash = keccak256(
            abi.encode(
                keccak256(
                    "Version(bytes32 manifest,bytes32 ciphertext,bytes32 plaintextRoot,bytes32 terms,uint64 size)"
                ),
                it.version
            )
        );
        bytes32 message = keccak256(
            abi.encode(
                LISTING_TYPE,
                it.creator,
                it.salt,
                keccak256(abi.encodePacked(each)),
                versionHash,
                keccak256(abi.encodePacked(offers)),
                deadline
            )
        );
        return signed(key, digest(message));
    }

    function test_BySignature() external {
        Listing memory it = listing("other");
        bytes memory good = signature(CREATOR_KEY, it, START);
        bytes memory wrong = signature(BUYER_KEY, it, START);
        vm.expectRevert(IListing.BadSignature.selector);
        tessera.listBySignature(it, START, wrong);
        vm.expectRevert(IListing.BadSignature.selector);
        tessera.listBySignature(it, START + 1, good);
        vm.warp(START + 1);
        vm.expectRevert(IListing.BadSignature.selector);
        tessera.listBySignature(it, START, good);
        vm.warp(START);
        it.version.size += 1;
        vm.expectRevert(IListing.BadSignature.selector);
        tessera.listBySignature(it, START, good);
        it.version.size -= 1;
        it.offers[2].price += UNITS;
        vm.expectRevert(IListing.BadSignature.selector);
        tessera.listBySignature(it, START, good);
        it.offers[2].price -= UNITS;
        vm.prank(stranger);
        same(tessera.listBySignature(it, START, good), idOf("other"), "listed for its creator");
        vm.expectRevert(abi.encodeWithSelector(IListing.AlreadyListed.selector, idOf("other")));
        tessera.listBySignature(it, START, good);
    }

    function test_TheFirstBuyerLists() external {
        Listing memory it = listing("other");
        bytes memory good = signature(CREATOR_KEY, it, START);
        vm.prank(buyer);
        uint256 id = tessera.listAndBuy{value: PRICE}(it, START, good, order(idOf("other") | 1, buyer));
        isTrue(tessera.canOpen(id, 1, buyer), "bought");
        same(address(tessera).balance, PRICE, "paid");
    }

    function testFuzz_RootIsTheStandardTree(uint256 seed, uint256 count) external {
        count = within(count, 1, 70);
        Share[] memory list_ = new Share[](count);
        uint256 recipient;
        for (uint256 i; i < count; ++i) {
            recipient += 1 + uint256(keccak256(abi.encode(seed, i))) % 1e30;
            list_[i] = Share(recipient, i == 0 ? uint32(1_000_000 - 1_000 * (count - 1)) : 1_000);
        }
        Listing memory it = listing("fuzzed");
        it.shares = list_;
        vm.prank(creator);
        uint256 id = tessera.list(it);
        isTrue(tessera.sharesRootOf(id, 0) == Tree.root(list_), "root");
    }
}
