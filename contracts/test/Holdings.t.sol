// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {IERC1155} from "@openzeppelin/contracts/token/ERC1155/IERC1155.sol";
import {ILicences} from "../src/interfaces/ILicences.sol";
import {IPurchases} from "../src/interfaces/IPurchases.sol";
import {PERPETUAL} from "../src/types/Assets.sol";
import {Fixture} from "./support/Fixture.sol";
import {Receiver} from "./support/Receiver.sol";
import {isFalse, isTrue, same, vm} from "./support/Vm.sol";

/// @dev The behaviours that ERC-1155, ERC-165, ERC-2981, ERC-5615 and ERC-7572 ask for. See Holdings.tree.
contract HoldingsTest is Fixture {
    uint256 private id;

    function setUp() public override {
        super.setUp();
        id = asset | 3;
        buy(buyer, buyer, 3);
    }

    function move(address by, address to, uint256 amount) private {
        vm.prank(by);
        tessera.safeTransferFrom(buyer, to, id, amount, "data");
    }

    function test_Balances() external {
        same(tessera.balanceOf(buyer, id), 1, "holder");
        same(tessera.balanceOf(friend, id), 0, "other");
        same(tessera.balanceOf(address(0), id), 0, "nobody");
        address[] memory accounts = new address[](2);
        uint256[] memory ids = new uint256[](2);
        (accounts[0], accounts[1], ids[0], ids[1]) = (buyer, friend, id, id);
        uint256[] memory amounts = tessera.balanceOfBatch(accounts, ids);
        same(amounts[0], 1, "holder");
        same(amounts[1], 0, "other");
        vm.expectRevert(ILicences.BadBatch.selector);
        tessera.balanceOfBatch(accounts, new uint256[](1));
    }

    function test_ExpiredLicencesExist() external {
        buy(friend, friend, 0);
        vm.warp(START + 100 days);
        same(tessera.balanceOf(friend, asset), 1, "so that they can be renewed");
    }

    function test_MintEvents() external {
        vm.expectEmit(address(tessera));
        emit IERC1155.TransferSingle(friend, address(0), friend, id, 1);
        buy(friend, friend, 3);
    }

    function test_Transfer() external {
        vm.expectEmit(address(tessera));
        emit IERC1155.TransferSingle(buyer, buyer, friend, id, 1);
        move(buyer, friend, 1);
        same(tessera.balanceOf(buyer, id), 0, "sender");
        same(tessera.balanceOf(friend, id), 1, "receiver");
        same(tessera.licenceOf(id, friend).expiry, PERPETUAL, "expiry moves along");
        same(tessera.licenceOf(id, friend).version, 1, "and the version");
        same(tessera.licenceOf(id, buyer).expiry, 0, "nothing stays behind");
        isTrue(tessera.canOpen(asset, 1, friend), "opens");
        isFalse(tessera.canOpen(asset, 1, buyer), "the old holder is refused");
    }

    function test_TransferGuards() external {
        vm.expectRevert(ILicences.NotOperator.selector);
        move(stranger, friend, 1);
        vm.expectRevert(ILicences.BadBatch.selector);
        move(buyer, friend, 2);
        vm.expectRevert(IPurchases.BadRecipient.selector);
        move(buyer, address(0), 1);
        vm.expectRevert(IPurchases.BadRecipient.selector);
        move(buyer, address(tessera), 1);
        buy(friend, friend, 3);
        vm.expectRevert(IPurchases.AlreadyHolds.selector);
        move(buyer, friend, 1);
        buy(buyer, buyer, 0);
        vm.prank(buyer);
        vm.expectRevert(IPurchases.NotTransferable.selector);
        tessera.safeTransferFrom(buyer, friend, asset, 1, "");
    }

    function test_NothingAndToOneself() external {
        move(buyer, friend, 0);
        same(tessera.balanceOf(buyer, id), 1, "nothing moved");
        move(buyer, buyer, 1);
        same(tessera.balanceOf(buyer, id), 1, "to oneself");
        same(tessera.licenceOf(id, buyer).expiry, PERPETUAL, "unchanged");
    }

    function test_Operator() external {
        vm.prank(buyer);
        vm.expectEmit(address(tessera));
        emit IERC1155.ApprovalForAll(buyer, stranger, true);
        tessera.setApprovalForAll(stranger, true);
        isTrue(tessera.isApprovedForAll(buyer, stranger), "approved");
        move(stranger, friend, 1);
        vm.prank(buyer);
        tessera.setApprovalForAll(stranger, false);
        vm.expectRevert(ILicences.NotOperator.selector);
        move(stranger, friend, 1);
    }

    function test_Batch() external {
        vm.prank(creator);
        uint256 other = tessera.addOffer(asset, forever());
        vm.prank(buyer);
        tessera.buy(order(other, buyer));
        uint256[] memory ids = new uint256[](2);
        uint256[] memory amounts = new uint256[](2);
        (ids[0], ids[1], amounts[0], amounts[1]) = (id, other, 1, 1);
        vm.prank(stranger);
        vm.expectRevert(ILicences.NotOperator.selector);
        tessera.safeBatchTransferFrom(buyer, friend, ids, amounts, "");
        vm.startPrank(buyer);
        vm.expectRevert(ILicences.BadBatch.selector);
        tessera.safeBatchTransferFrom(buyer, friend, ids, new uint256[](1), "");
        Receiver receiver = new Receiver(Receiver.Mode.Accept);
        vm.expectEmit(address(tessera));
        emit IERC1155.TransferBatch(buyer, buyer, address(receiver), ids, amounts);
        tessera.safeBatchTransferFrom(buyer, address(receiver), ids, amounts, "data");
        vm.stopPrank();
        same(tessera.balanceOf(address(receiver), id), 1, "first");
        same(tessera.balanceOf(address(receiver), other), 1, "second");
    }

    function test_ReceiversMustAccept() external {
        Receiver.Mode[3] memory modes = [Receiver.Mode.Refuse, Receiver.Mode.Wrong, Receiver.Mode.Silent];
        for (uint256 i; i < 3; ++i) {
            address to = address(new Receiver(modes[i]));
            vm.prank(friend);
            vm.expectRevert();
            tessera.buy(order(id, to));
            vm.expectRevert();
            move(buyer, to, 1);
            uint256[] memory ids = new uint256[](1);
            uint256[] memory amounts = new uint256[](1);
            (ids[0], amounts[0]) = (id, 1);
            vm.prank(buyer);
            vm.expectRevert();
            tessera.safeBatchTransferFrom(buyer, to, ids, amounts, "");
        }
        address good = address(new Receiver(Receiver.Mode.Accept));
        vm.prank(friend);
        tessera.buy(order(id, good));
        same(tessera.balanceOf(good, id), 1, "accepted");
    }

    function test_ReceiverCannotReenter() external {
        Receiver receiver = new Receiver(Receiver.Mode.Reenter);
        receiver.prepare(address(tessera), abi.encodeCall(IPurchases.buy, (order(id, address(receiver)))));
        vm.prank(friend);
        tessera.buy(order(id, address(receiver)));
        isTrue(receiver.tried() && !receiver.reentered(), "refused");
    }

    function test_Interfaces() external view {
        isTrue(tessera.supportsInterface(0x01ffc9a7), "ERC-165");
        isTrue(tessera.supportsInterface(0xd9b67a26), "ERC-1155");
        isTrue(tessera.supportsInterface(0x0e89341c), "ERC-1155 metadata");
        isTrue(tessera.supportsInterface(0x2a55205a), "ERC-2981");
        isTrue(tessera.supportsInterface(bytes4(0xbd85b039) ^ bytes4(0x4f558e79)), "ERC-5615");
        isFalse(tessera.supportsInterface(0xffffffff), "nothing");
    }

    function test_RoyaltyInfo() external view {
        (address receiver, uint256 amount) = tessera.royaltyInfo(id, 1_000_019);
        same(receiver, creator, "receiver");
        same(amount, 50_000, "rounded down");
        (receiver, amount) = tessera.royaltyInfo(asset, 1_000_000);
        same(amount, 0, "no share");
        (receiver,) = tessera.royaltyInfo(asset ^ (1 << 99), 1);
        same(receiver, address(0), "unknown");
    }

    function test_SupplyAndMetadata() external {
        same(tessera.totalSupply(id), 1, "supply");
        isTrue(tessera.exists(id), "exists");
        isFalse(tessera.exists(asset), "none yet");
        isTrue(keccak256(bytes(tessera.uri(id))) == keccak256("https://tessera.example/{id}.json"), "template");
        isTrue(
            keccak256(bytes(tessera.contractURI())) == keccak256("https://tessera.example/contract.json"), "contract"
        );
        vm.prank(governor);
        vm.expectEmit(address(tessera));
        emit ILicences.ContractURIUpdated();
        tessera.setURIs("a", "b");
        isTrue(keccak256(bytes(tessera.uri(id))) == keccak256("a"), "changed");
        isTrue(keccak256(bytes(tessera.contractURI())) == keccak256("b"), "changed");
    }
}
