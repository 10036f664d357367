// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {OfferTerms} from "../src/types/Assets.sol";
import {Fixture} from "./support/Fixture.sol";
import {isFalse, isTrue, same, vm} from "./support/Vm.sol";

/// @dev See CanOpen.tree.
contract CanOpenTest is Fixture {
    function test_UnknownAssetOrVersion() external view {
        isFalse(tessera.canOpen(asset ^ (1 << 200), 1, buyer), "unknown asset");
        isFalse(tessera.canOpen(asset ^ (1 << 200), 1, address(0)), "nobody created it");
        isFalse(tessera.canOpen(asset, 0, creator), "no version 0");
        isFalse(tessera.canOpen(asset, 2, creator), "no version 2 yet");
    }

    function test_Creator() external view {
        isTrue(tessera.canOpen(asset, 1, creator), "the creator opens");
        isFalse(tessera.canOpen(asset, 1, stranger), "a stranger doesn't");
    }

    function test_TermEnds() external {
        buy(buyer, buyer, 0);
        isTrue(tessera.canOpen(asset, 1, buyer), "at once");
        vm.warp(START + TERM - 1);
        isTrue(tessera.canOpen(asset, 1, buyer), "to the last second");
        vm.warp(START + TERM);
        isFalse(tessera.canOpen(asset, 1, buyer), "not after");
    }

    function test_Versions() external {
        buy(friend, friend, 0);
        buy(friend, friend, 3);
        vm.startPrank(creator);
        tessera.addVersion(asset, version("v2"));
        vm.stopPrank();
        buy(buyer, buyer, 0);
        isTrue(tessera.canOpen(asset, 2, buyer), "the version bought");
        isFalse(tessera.canOpen(asset, 1, buyer), "not an earlier one");
        isTrue(tessera.canOpen(asset, 2, friend), "a later one where the offer says so");
        vm.prank(creator);
        tessera.addVersion(asset, version("v3"));
        isFalse(tessera.canOpen(asset, 3, buyer), "a later one only where the offer says so");
    }

    function test_MeteredWindows() external {
        buy(buyer, buyer, 2);
        isFalse(tessera.canOpen(asset, 1, buyer), "prepaid is not opened");
        settle(1, 1);
        isTrue(tessera.canOpen(asset, 1, buyer), "a settled use opens");
        isFalse(tessera.canOpen(asset, 1, friend), "for its holder alone");
        vm.warp(START + 1 days - 1);
        isTrue(tessera.canOpen(asset, 1, buyer), "for a day");
        vm.warp(START + 1 days);
        isFalse(tessera.canOpen(asset, 1, buyer), "and no longer");
    }

    function test_TwoWindowsOfVersions() external {
        OfferTerms memory terms = metered();
        terms.opensLater = true;
        vm.startPrank(creator);
        uint256 id = tessera.addOffer(asset, terms);
        tessera.addVersion(asset, version("v2"));
        tessera.addVersion(asset, version("v3"));
        vm.stopPrank();
        buy(buyer, buyer, 2);
        same(id, asset | 4, "fifth offer");
        settle(3, 1);
        settle(2, 2);
        isTrue(tessera.canOpen(asset, 3, buyer), "the version the pack was bought under");
        isFalse(tessera.canOpen(asset, 2, buyer), "a window can't open what the licence does not include");
    }

    function test_FiftyOffersAreBounded() external {
        vm.startPrank(creator);
        for (uint256 i = 4; i < 64; ++i) tessera.addOffer(asset, term(address(usdc)));
        vm.stopPrank();
        vm.prank(buyer);
        tessera.buy(order(asset | 63, buyer));
        uint256 before = gasleft();
        isTrue(tessera.canOpen{gas: 600_000}(asset, 1, buyer), "with 64 offers too");
        isTrue(before - gasleft() < 600_000, "bounded");
    }
}
