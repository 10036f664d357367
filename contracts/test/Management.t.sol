// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {KeyNetwork} from "../src/KeyNetwork.sol";
import {IKeyNetwork} from "../src/interfaces/IKeyNetwork.sol";
import {IManagement} from "../src/interfaces/IManagement.sol";
import {Fixture} from "./support/Fixture.sol";
import {isFalse, isTrue, same, vm} from "./support/Vm.sol";

/// @dev See Management.tree: the settings behind the timelock, and the key network.
contract ManagementTest is Fixture {
    bytes private key = new bytes(48);

    function test_Deployed() external view {
        same(tessera.manager(), governor, "manager");
        same(tessera.cases(), address(cases), "cases");
        (bool listed, bool open) = tessera.currencyOf(address(0));
        isTrue(listed && open, "coin");
        (listed, open) = tessera.currencyOf(address(usdc));
        isTrue(listed && open, "token");
        (listed, open) = tessera.currencyOf(stranger);
        isFalse(listed || open, "nothing else");
        isTrue(tessera.isFulfiller(operator), "operator");
        (address recipient, uint32 ppm) = tessera.fee();
        same(recipient, address(0), "no fee");
        same(ppm, 0, "no fee");
    }

    function test_OnlyTheManager() external {
        vm.startPrank(operator);
        vm.expectRevert(IManagement.NotManager.selector);
        tessera.setCurrency(stranger, true);
        vm.expectRevert(IManagement.NotManager.selector);
        tessera.setFulfiller(stranger, true);
        vm.expectRevert(IManagement.NotManager.selector);
        tessera.setDailyCap(address(usdc), 1);
        vm.expectRevert(IManagement.NotManager.selector);
        tessera.setFee(stranger, 1);
        vm.expectRevert(IManagement.NotManager.selector);
        tessera.setURIs("", "");
        vm.stopPrank();
    }

    function test_Changes() external {
        vm.startPrank(governor);
        vm.expectEmit(address(tessera));
        emit IManagement.FulfillerSet(operator, false);
        tessera.setFulfiller(operator, false);
        isFalse(tessera.isFulfiller(operator), "no longer");
        vm.expectEmit(address(tessera));
        emit IManagement.CurrencyListed(address(usdc), false);
        tessera.setCurrency(address(usdc), false);
        (bool listed, bool open) = tessera.currencyOf(address(usdc));
        isTrue(listed && !open, "closed, not forgotten");
        vm.expectEmit(address(tessera));
        emit IManagement.DailyCapSet(address(usdc), 5);
        tessera.setDailyCap(address(usdc), 5);
        vm.expectEmit(address(tessera));
        emit IManagement.FeeSet(stranger, 100_000);
        tessera.setFee(stranger, 100_000);
        vm.expectRevert(IManagement.BadSetting.selector);
        tessera.setFee(stranger, 100_001);
        vm.expectRevert(IManagement.BadSetting.selector);
        tessera.setFee(address(0), 1);
        tessera.setFee(address(0), 0);
        vm.stopPrank();
    }

    function test_CurrenciesAreFew() external {
        vm.startPrank(governor);
        for (uint160 i = 2; i < 256; ++i) tessera.setCurrency(address(i + 1_000), true);
        vm.expectRevert(IManagement.BadSetting.selector);
        tessera.setCurrency(address(9), true);
        vm.stopPrank();
    }

    function nodes(uint256 count) private view returns (IKeyNetwork.Node[] memory all) {
        all = new IKeyNetwork.Node[](count);
        for (uint256 i; i < count; ++i) {
            all[i] = IKeyNetwork.Node(uint32(i + 1), uint32(3_010 + i), address(uint160(i + 1)), key);
        }
    }

    function test_KeyNetwork() external {
        KeyNetwork network = new KeyNetwork(governor);
        same(network.owner(), governor, "owner");
        vm.expectRevert(IKeyNetwork.NotOwner.selector);
        network.setNodes(nodes(5), 3);
        vm.startPrank(governor);
        vm.expectRevert(IKeyNetwork.BadNodes.selector);
        network.setNodes(nodes(5), 0);
        vm.expectRevert(IKeyNetwork.BadNodes.selector);
        network.setNodes(nodes(5), 6);
        vm.expectEmit(address(network));
        emit IKeyNetwork.StateChanged(0);
        network.setNodes(nodes(5), 3);
        network.setNodes(nodes(4), 2);
        (IKeyNetwork.Epoch memory epoch, uint256 threshold, IKeyNetwork.Validator[] memory validators) =
            network.getActiveUnkickedValidatorStructsAndCounts();
        same(threshold, 2, "threshold");
        same(validators.length, 4, "nodes");
        same(validators[3].port, 3_013, "port");
        same(validators[3].ip, 4, "ip");
        same(validators[3].nodeAddress, address(4), "address");
        same(epoch.number, 3, "epoch");
        isTrue(epoch.endTime > block.timestamp && epoch.startTime < block.timestamp, "now");
        same(network.sharePublicKeys().length, 4, "keys");
        IKeyNetwork.Node[] memory bad = nodes(2);
        bad[1].sharePublicKey = new bytes(47);
        vm.expectRevert(IKeyNetwork.BadNodes.selector);
        network.setNodes(bad, 1);
        vm.expectRevert(IKeyNetwork.BadNodes.selector);
        network.setPublicKey(new bytes(49));
        network.setPublicKey(key);
        same(network.publicKey().length, 48, "public key");
        vm.expectRevert(IKeyNetwork.PublicKeyFixed.selector);
        network.setPublicKey(key);
        network.transferOwnership(stranger);
        vm.expectRevert(IKeyNetwork.NotOwner.selector);
        network.transferOwnership(governor);
        vm.stopPrank();
        vm.expectRevert(IKeyNetwork.NotOwner.selector);
        network.setPublicKey(key);
    }
}
