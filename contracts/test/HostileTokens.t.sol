// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {IEarnings} from "../src/interfaces/IEarnings.sol";
import {IPurchases} from "../src/interfaces/IPurchases.sol";
import {OfferTerms} from "../src/types/Assets.sol";
import {Claim} from "../src/types/Earnings.sol";
import {Fixture} from "./support/Fixture.sol";
import {HostileToken} from "./support/HostileToken.sol";
import {isTrue, same, vm} from "./support/Vm.sol";

/// @dev Tokens that should never be listed, and must do no harm if one is.
contract HostileTokensTest is Fixture {
    HostileToken private token;
    uint256 private id;

    function setUp() public override {
        super.setUp();
        token = new HostileToken();
        token.mint(buyer, 1_000e6);
        vm.prank(governor);
        tessera.setCurrency(address(token), true);
        OfferTerms memory terms = forever();
        terms.currency = address(token);
        vm.prank(creator);
        id = tessera.addOffer(asset, terms);
    }

    function take() private {
        vm.prank(buyer);
        tessera.buy(order(id, buyer));
    }

    function nothing() private view {
        same(tessera.balanceOf(buyer, id), 0, "no licence");
        same(token.balanceOf(address(tessera)), 0, "no money");
    }

    function claims() private view returns (Claim[] memory all) {
        all = new Claim[](3);
        for (uint256 i; i < 3; ++i) {
            all[i] = claimFor(shares[i].recipient, abi.encodePacked(uint8(id)));
            all[i].currency = address(token);
        }
    }

    function test_FeeOnTransferIsRefused() external {
        token.set(HostileToken.Way.Fee);
        vm.expectRevert(IPurchases.InexactTransfer.selector);
        take();
        nothing();
    }

    function test_AnythingButTheExactAmountIsRefused() external {
        token.set(HostileToken.Way.Rebase);
        vm.expectRevert(IPurchases.InexactTransfer.selector);
        take();
        nothing();
    }

    function test_NoReturnValueIsAccepted() external {
        token.set(HostileToken.Way.NoReturn);
        take();
        tessera.claimMany(claims());
        vm.prank(contributor);
        tessera.withdraw(address(token), contributor);
        same(token.balanceOf(contributor), 3e6, "paid out too");
    }

    function test_ReturningFalseIsRefused() external {
        token.set(HostileToken.Way.False);
        vm.expectRevert();
        take();
        nothing();
    }

    function test_PausedTokenKeepsBalances() external {
        take();
        tessera.claimMany(claims());
        token.set(HostileToken.Way.Paused);
        vm.prank(contributor);
        vm.expectRevert();
        tessera.withdraw(address(token), contributor);
        (uint256 left,) = tessera.balancesOf(contributor, address(token));
        same(left, 3e6, "for when it resumes");
    }

    function test_ABlacklistedRecipientBlocksNobody() external {
        take();
        token.blacklist(contributor);
        tessera.claimMany(claims());
        vm.prank(second);
        tessera.withdraw(address(token), second);
        same(token.balanceOf(second), 1e6, "the others are paid");
        vm.prank(contributor);
        vm.expectRevert();
        tessera.withdraw(address(token), contributor);
        vm.prank(contributor);
        tessera.withdraw(address(token), friend);
        same(token.balanceOf(friend), 3e6, "and it can name another address");
    }

    function test_ReenteringTokens() external {
        bytes[4] memory calls;
        calls[0] = abi.encodeCall(IPurchases.buy, (order(id, friend)));
        calls[1] = abi.encodeCall(IEarnings.withdraw, (address(token), friend));
        calls[2] = abi.encodeCall(IEarnings.claimMany, (claims()));
        calls[3] = abi.encodeCall(IEarnings.collect, (claims(), address(token), friend));
        token.mint(address(token), 100e6);
        for (uint256 i; i < 4; ++i) {
            token.reenter(address(tessera), calls[i]);
            OfferTerms memory terms = forever();
            terms.currency = address(token);
            vm.prank(creator);
            id = tessera.addOffer(asset, terms);
            take();
            isTrue(token.tried() && !token.reentered(), "refused");
        }
        token.set(HostileToken.Way.Honest);
        tessera.claimMany(claims());
        token.reenter(address(tessera), abi.encodeCall(IEarnings.withdraw, (address(token), friend)));
        vm.prank(contributor);
        tessera.withdraw(address(token), contributor);
        isTrue(!token.reentered(), "nor when paid out");
    }
}
