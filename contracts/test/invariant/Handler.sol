// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {Cases} from "../../src/Cases.sol";
import {DemoUSDC} from "../../src/DemoUSDC.sol";
import {ITessera} from "../../src/interfaces/ITessera.sol";
import {Share} from "../../src/types/Assets.sol";
import {Action, Decision} from "../../src/types/Cases.sol";
import {Claim} from "../../src/types/Earnings.sol";
import {Meter, Order, Resale, Voucher} from "../../src/types/Licences.sol";
import {Tree} from "../support/Tree.sol";
import {vm, within} from "../support/Vm.sol";

/// @dev People who buy, give, spend, dispute, decide, claim and wait, biased to licences that exist and cases that are open. Calls that
/// the contracts refuse change nothing; the counts say how often each went through.
contract Handler {
    uint256 public constant PEOPLE = 4;
    uint256 public constant OFFERS = 5;

    ITessera private immutable tessera;
    Cases private immutable cases;
    DemoUSDC private immutable usdc;
    uint256 private immutable asset;
    uint256 private immutable child;
    bytes32 private immutable domain;
    address[4] private panel;
    Share[] private shares;
    Share[] private childShares;

    struct Open {
        uint256 id;
        uint256 offerId;
        address holder;
        address payer;
        uint256 amount;
    }

    Open[] public open;
    uint256 public frozen;
    uint256 public calls;
    mapping(bytes32 what => uint256) public counts;
    mapping(address payer => uint256) public paid;
    mapping(address payer => uint256) public refunded;
    uint256 private nonce;

    constructor(
        ITessera tessera_,
        Cases cases_,
        DemoUSDC usdc_,
        uint256 asset_,
        uint256 child_,
        Share[] memory shares_,
        Share[] memory childShares_,
        bytes32 domain_,
        address[4] memory panel_
    ) {
        (tessera, cases, usdc, asset, child, domain, panel) =
            (tessera_, cases_, usdc_, asset_, child_, domain_, panel_);
        for (uint256 i; i < shares_.length; ++i) shares.push(shares_[i]);
        for (uint256 i; i < childShares_.length; ++i) childShares.push(childShares_[i]);
    }

    function key(uint256 who) public pure returns (uint256) {
        return 0x1000 + who;
    }

    function person(uint256 who) public pure returns (address) {
        return vm.addr(key(who));
    }

    function openCases() external view returns (uint256) {
        return open.length;
    }

    /// @dev Offers 0, 2, 3 and 4 of the asset, and 3 of its child.
    function offer(uint256 seed) public view returns (uint256) {
        uint256 number = seed % OFFERS;
        if (number == 1) return child | 3;
        return asset | number;
    }

    function holder(uint256 seed, uint256 offerId) private view returns (address) {
        for (uint256 i; i < PEOPLE; ++i) {
            address candidate = person((seed + i) % PEOPLE);
            if (tessera.balanceOf(candidate, offerId) == 1) return candidate;
        }
        return person(seed % PEOPLE);
    }

    function buy(uint256 who, uint256 to, uint256 which) external {
        ++calls;
        uint256 offerId = offer(which);
        address payer = person(who % PEOPLE);
        address receiver = to % 3 == 0 ? person(to / 3 % PEOPLE) : payer;
        uint256 before = usdc.balanceOf(payer);
        vm.prank(payer);
        try tessera.buy(Order(offerId, receiver, type(uint256).max, 0, new bytes32[](0))) {
            ++counts["buy"];
            paid[payer] += before - usdc.balanceOf(payer);
        } catch {}
    }

    function settle(uint256 who, uint256 units) external {
        ++calls;
        uint256 index = who % PEOPLE;
        uint256 offerId = asset | 2;
        (Meter memory meter,) = tessera.meterOf(offerId, person(index));
        uint256 left = uint256(meter.own) + meter.given;
        if (left == 0) return;
        // Sometimes more than is prepaid, which must be refused.
        Voucher memory it =
            Voucher(offerId, person(index), 1, uint32(meter.spent + within(units, 1, left + left / 10)));
        bytes32 typeHash = keccak256("Voucher(uint256 offerId,address holder,uint32 version,uint32 spent)");
        bytes32 digest = keccak256(abi.encodePacked("\x19\x01", domain, keccak256(abi.encode(typeHash, it))));
        (uint8 v, bytes32 r, bytes32 s) = vm.sign(key(index), digest);
        try tessera.settle(it, abi.encodePacked(r, s, v)) {
            ++counts["settle"];
        } catch {}
    }

    function takeBack(uint256 who, bool notice) external {
        ++calls;
        address account = person(who % PEOPLE);
        if (notice) {
            vm.prank(account);
            tessera.giveNotice(asset | 2, account);
        } else {
            try tessera.takeBack(asset | 2, account) {
                ++counts["takeBack"];
            } catch {}
        }
    }

    function resell(uint256 who, uint256 to, uint256 price, uint256 which) external {
        ++calls;
        uint256 offerId = asset | (3 + which % 2);
        for (uint256 i; i < PEOPLE; ++i) {
            if (tessera.balanceOf(person((who + i) % PEOPLE), offerId) == 1) {
                who = (who + i) % PEOPLE;
                break;
            }
        }
        who %= PEOPLE;
        price = within(price, 0, 50e6);
        Resale memory it = Resale(offerId, person(who), address(0), price, nonce++, type(uint256).max);
        bytes32 typeHash = keccak256(
            "Resale(uint256 offerId,address seller,address buyer,uint256 price,uint256 nonce,uint256 deadline)"
        );
        bytes32 digest = keccak256(abi.encodePacked("\x19\x01", domain, keccak256(abi.encode(typeHash, it))));
        (uint8 v, bytes32 r, bytes32 s) = vm.sign(key(who), digest);
        address taker = person(to % PEOPLE);
        vm.prank(taker);
        try tessera.buyResale(it, abi.encodePacked(r, s, v)) {
            ++counts["resell"];
            paid[taker] += price;
        } catch {}
    }

    function transfer(uint256 who, uint256 to, uint256 which) external {
        ++calls;
        uint256 offerId = asset | (3 + which % 2);
        address from = holder(who, offerId);
        vm.prank(from);
        try tessera.safeTransferFrom(from, person(to % PEOPLE), offerId, 1, "") {
            ++counts["transfer"];
        } catch {}
    }

    function dispute(uint256 who, uint256 by, uint256 which, uint256 amount) external {
        ++calls;
        (uint256 offerId, address account, address payer, uint256 refundable) = payment(who, by, which);
        // Sometimes more than is refundable, which must be refused.
        amount = amount % 4 == 0 ? refundable + amount % 3 : within(amount, 1, refundable + 1);
        vm.prank(payer);
        try cases.openDispute(offerId, account, payer, amount, 0) returns (uint256 id) {
            ++counts["dispute"];
            open.push(Open(id, offerId, account, payer, amount));
            frozen += amount;
        } catch {}
    }

    /// @dev A payment that is in its hold, where one is found.
    function payment(uint256 who, uint256 by, uint256 which)
        private
        view
        returns (uint256 offerId, address account, address payer, uint256 amount)
    {
        for (uint256 i; i < OFFERS * PEOPLE && amount == 0; ++i) {
            offerId = offer((which + i) % OFFERS);
            account = person((who + i / OFFERS) % PEOPLE);
            payer = by % 3 == 0 ? person(by / 3 % PEOPLE) : account;
            amount = tessera.refundableOf(offerId, account, payer);
        }
    }

    function decide(uint256 which, uint256 refund, uint256 how) external {
        ++calls;
        if (open.length == 0) return;
        uint256 index = which % open.length;
        Open memory it = open[index];
        if (how % 5 == 0) {
            vm.prank(it.payer);
            cases.drop(it.id);
            counts["drop"] += 1;
        } else if (how % 5 == 1) {
            try cases.lapse(it.id) {
                refunded[it.payer] += it.amount;
                ++counts["lapse"];
            } catch {
                return;
            }
        } else {
            refund = within(refund, 0, it.amount + it.amount / 10);
            Decision memory decision = Decision(refund, Action.None, "");
            vm.prank(panel[0]);
            try cases.propose(it.id, decision) {}
            catch {
                return;
            }
            vm.prank(panel[1]);
            cases.confirm(it.id, decision);
            refunded[it.payer] += refund;
            ++counts["decide"];
        }
        frozen -= it.amount;
        open[index] = open[open.length - 1];
        open.pop();
    }

    function revoke(uint256 chance, bool restore) external {
        ++calls;
        (,,,, uint32 closedUntil) = tessera.assetOf(asset);
        if ((closedUntil != 0) != restore || (!restore && chance % 32 != 0)) return;
        vm.prank(panel[2]);
        uint256 id = cases.openNotice(asset, 0);
        Decision memory decision = Decision(0, restore ? Action.RestoreAsset : Action.RevokeAsset, "");
        vm.prank(panel[0]);
        cases.propose(id, decision);
        vm.prank(panel[1]);
        cases.confirm(id, decision);
        ++counts["revoke"];
    }

    function refundRevoked(uint256 who, uint256 by, uint256 which) external {
        ++calls;
        (uint256 offerId, address account, address payer, uint256 amount) = payment(who, by, which);
        try tessera.refundRevoked(offerId, account, payer) {
            ++counts["refundRevoked"];
            refunded[payer] += amount;
        } catch {}
    }

    function claim(uint256 which, uint256 number, bool ofChild) external {
        ++calls;
        Share[] memory list = ofChild ? childShares : shares;
        Share memory share = list[which % list.length];
        Claim memory it;
        it.assetId = ofChild ? child : asset;
        (it.currency, it.recipient, it.ppm) = (address(usdc), share.recipient, share.ppm);
        it.proof = Tree.proof(list, share.recipient);
        it.offers = abi.encodePacked(uint8(ofChild ? 3 : number % OFFERS));
        if (tessera.claim(it) != 0) ++counts["claim"];
    }

    function withdraw(uint256 who) external {
        ++calls;
        address account = who % 2 == 0 ? person(who / 2 % PEOPLE) : address(uint160(shares[who / 2 % 2].recipient));
        vm.prank(account);
        try tessera.withdraw(address(usdc), account) {
            ++counts["withdraw"];
        } catch {}
    }

    function wait(uint256 time) external {
        ++calls;
        vm.warp(block.timestamp + within(time, 1 hours, 2 days));
    }
}
