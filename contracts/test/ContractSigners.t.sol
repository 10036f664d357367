// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {IListing} from "../src/interfaces/IListing.sol";
import {Voucher} from "../src/types/Licences.sol";
import {Fixture} from "./support/Fixture.sol";
import {same, vm} from "./support/Vm.sol";

/// @dev ERC-1271: a contract signs as long as it says so.
contract ContractSignersTest is Fixture {
    Wallet private wallet;

    function setUp() public override {
        super.setUp();
        wallet = new Wallet();
        vm.prank(friend);
        tessera.buy(order(asset | 2, address(wallet)));
    }

    function test_AWalletSettlesAndChangesItsMind() external {
        tessera.settle(Voucher(asset | 2, address(wallet), 1, 1), "anything");
        wallet.set(Wallet.Mood.No);
        vm.expectRevert(IListing.BadSignature.selector);
        tessera.settle(Voucher(asset | 2, address(wallet), 1, 2), "anything");
        wallet.set(Wallet.Mood.Reverts);
        vm.expectRevert(IListing.BadSignature.selector);
        tessera.settle(Voucher(asset | 2, address(wallet), 1, 2), "anything");
        wallet.set(Wallet.Mood.Short);
        vm.expectRevert(IListing.BadSignature.selector);
        tessera.settle(Voucher(asset | 2, address(wallet), 1, 2), "anything");
    }

    function test_AReluctantWalletHoldsUpNoOther() external {
        buy(buyer, buyer, 2);
        wallet.set(Wallet.Mood.Reverts);
        Voucher[] memory all = new Voucher[](2);
        bytes[] memory signatures = new bytes[](2);
        all[0] = Voucher(asset | 2, address(wallet), 1, 1);
        all[1] = voucher(1, 1);
        signatures[1] = signedVoucher(BUYER_KEY, all[1]);
        same(tessera.settleMany(all, signatures), 1, "settled");
    }

    function test_AnAccountWithoutCodeSignsNothingForAContract() external {
        vm.etch(address(wallet), "");
        vm.expectRevert(IListing.BadSignature.selector);
        tessera.settle(Voucher(asset | 2, address(wallet), 1, 1), "anything");
    }
}

contract Wallet {
    enum Mood { Yes, No, Reverts, Short }

    Mood private mood;

    function set(Mood mood_) external {
        mood = mood_;
    }

    function isValidSignature(bytes32, bytes calldata) external view returns (bytes4) {
        if (mood == Mood.Reverts) revert();
        if (mood == Mood.Short) {
            assembly {
                mstore(0, 0x1626ba7e)
                return(28, 4)
            }
        }
        return mood == Mood.Yes ? bytes4(0x1626ba7e) : bytes4(0);
    }

    function onERC1155Received(address, address, uint256, uint256, bytes calldata) external pure returns (bytes4) {
        return this.onERC1155Received.selector;
    }
}
