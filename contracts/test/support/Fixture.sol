// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {Cases} from "../../src/Cases.sol";
import {DemoUSDC} from "../../src/DemoUSDC.sol";
import {Lens} from "../../src/Lens.sol";
import {Tessera} from "../../src/Tessera.sol";
import {TesseraExtension} from "../../src/TesseraExtension.sol";
import {TesseraListing} from "../../src/TesseraListing.sol";
import {ITessera} from "../../src/interfaces/ITessera.sol";
import {Listing, OfferTerms, PERPETUAL, Share, Version} from "../../src/types/Assets.sol";
import {Claim} from "../../src/types/Earnings.sol";
import {Order, Voucher} from "../../src/types/Licences.sol";
import {Settings} from "../../src/types/Settings.sol";
import {Tree} from "./Tree.sol";
import {vm} from "./Vm.sol";

/// @dev The contracts, an asset of three contributors, and people. Offer 0: a term of 30 days in USDC, held 7 days. 1: the same in coin.
/// 2: metered, 100 units. 3: for ever, without hold, transferable, resellable at 5 %.
abstract contract Fixture {
    uint80 internal constant PRICE = 10e6;
    uint32 internal constant TERM = 30 days;
    uint32 internal constant HOLD = 7 days;
    uint32 internal constant UNITS = 100;
    uint256 internal constant START = 1_800_000_000;
    uint256 internal constant APPEAL = 3 days;
    uint256 internal constant DECISION = 14 days;
    uint256 internal constant CREATOR_KEY = 0xc0ffee;
    uint256 internal constant BUYER_KEY = 0xb0b;
    uint256 internal constant FRIEND_KEY = 0xf00d;

    address internal immutable creator = vm.addr(CREATOR_KEY);
    address internal immutable buyer = vm.addr(BUYER_KEY);
    address internal immutable friend = vm.addr(FRIEND_KEY);
    address internal contributor = address(0xc1);
    address internal second = address(0xc2);
    address internal operator = address(0x09);
    address internal governor = address(0x60);
    address internal stranger = address(0x57);
    address[4] internal reviewers = [address(0x71), address(0x72), address(0x73), address(0x74)];

    ITessera internal tessera;
    Cases internal cases;
    Lens internal lens;
    DemoUSDC internal usdc;
    uint256 internal asset;
    Share[] internal shares;

    function setUp() public virtual {
        vm.warp(START);
        usdc = new DemoUSDC();
        deploy(APPEAL);
        address[5] memory people = [buyer, friend, operator, creator, stranger];
        for (uint256 i; i < people.length; ++i) fund(people[i]);
        shares.push(Share(uint160(contributor), 300_000));
        shares.push(Share(uint160(second), 100_000));
        shares.push(Share(uint160(creator), 600_000));
        asset = list("asset");
    }

    function deploy(uint256 appealWindow) internal {
        uint64 nonce = vm.getNonce(address(this));
        address casesAt = vm.computeCreateAddress(address(this), nonce + 3);
        address extension = address(new TesseraExtension(governor, casesAt));
        address lister = address(new TesseraListing(governor, casesAt, extension));
        tessera = ITessera(payable(address(new Tessera(settings(casesAt), lister))));
        address[] memory panel = new address[](reviewers.length);
        for (uint256 i; i < panel.length; ++i) panel[i] = reviewers[i];
        cases = new Cases(address(tessera), governor, appealWindow, DECISION, panel);
        lens = new Lens(address(tessera));
    }

    function settings(address casesAt) internal view returns (Settings memory it) {
        it.manager = governor;
        it.cases = casesAt;
        it.currencies = new address[](1);
        it.currencies[0] = address(usdc);
        it.dailyCaps = new uint256[](1);
        it.dailyCaps[0] = 3 * uint256(PRICE);
        it.fulfillers = new address[](1);
        it.fulfillers[0] = operator;
        it.tokenURI = "https://tessera.example/{id}.json";
        it.contractURI = "https://tessera.example/contract.json";
    }

    function fund(address account) internal {
        usdc.mint(account, 1_000_000e6);
        vm.deal(account, 1_000 ether);
        vm.prank(account);
        usdc.approve(address(tessera), type(uint256).max);
    }

    function term(address currency) internal pure returns (OfferTerms memory it) {
        it.currency = currency;
        it.price = PRICE;
        it.term = TERM;
        it.hold = HOLD;
    }

    function metered() internal view returns (OfferTerms memory it) {
        it.currency = address(usdc);
        it.price = PRICE;
        it.uses = UNITS;
    }

    function forever() internal view returns (OfferTerms memory it) {
        it = term(address(usdc));
        (it.term, it.hold, it.resaleShare) = (PERPETUAL, 0, 50_000);
        (it.transferable, it.resellable, it.opensLater) = (true, true, true);
    }

    function version(string memory name) internal pure returns (Version memory) {
        return Version(keccak256(bytes(name)), bytes32(uint256(1)), bytes32(uint256(2)), bytes32(uint256(3)), 64);
    }

    function listing(string memory name) internal view returns (Listing memory it) {
        it.creator = creator;
        it.salt = keccak256(bytes(name));
        it.shares = shares;
        it.version = version(name);
        it.offers = new OfferTerms[](4);
        it.offers[0] = term(address(usdc));
        it.offers[1] = term(address(0));
        it.offers[2] = metered();
        it.offers[3] = forever();
    }

    function list(string memory name) internal returns (uint256) {
        vm.prank(creator);
        return tessera.list(listing(name));
    }

    function order(uint256 offerId, address to) internal pure returns (Order memory it) {
        (it.offerId, it.to, it.maxPrice) = (offerId, to, PRICE);
    }

    /// @dev Buys an offer of the fixture's asset in USDC.
    function buy(address payer, address to, uint256 number) internal {
        vm.prank(payer);
        tessera.buy(order(asset | number, to));
    }

    function claimFor(uint256 recipient, bytes memory offers) internal view returns (Claim memory it) {
        (it.assetId, it.currency, it.recipient, it.offers) = (asset, address(usdc), recipient, offers);
        for (uint256 i; i < shares.length; ++i) {
            if (shares[i].recipient == recipient) it.ppm = shares[i].ppm;
        }
        it.proof = Tree.proof(shares, recipient);
    }

    function claimOne(Claim memory it) internal pure returns (Claim[] memory all) {
        all = new Claim[](1);
        all[0] = it;
    }

    function openDispute(address payer, address holder, uint256 number, uint256 amount) internal returns (uint256) {
        vm.prank(payer);
        return cases.openDispute(asset | number, holder, payer, amount, 0);
    }

    function domain(address verifier, string memory name) internal view returns (bytes32) {
        return keccak256(
            abi.encode(
                keccak256("EIP712Domain(string name,string version,uint256 chainId,address verifyingContract)"),
                keccak256(bytes(name)),
                keccak256("1"),
                block.chainid,
                verifier
            )
        );
    }

    function digest(bytes32 message) internal view returns (bytes32) {
        return keccak256(abi.encodePacked("\x19\x01", domain(address(tessera), "Tessera"), message));
    }

    function signed(uint256 key, bytes32 hash) internal pure returns (bytes memory) {
        (uint8 v, bytes32 r, bytes32 s) = vm.sign(key, hash);
        return abi.encodePacked(r, s, v);
    }

    function voucher(uint32 number, uint32 spent) internal view returns (Voucher memory) {
        return Voucher(asset | 2, buyer, number, spent);
    }

    function signedVoucher(uint256 key, Voucher memory it) internal view returns (bytes memory) {
        bytes32 typeHash = keccak256("Voucher(uint256 offerId,address holder,uint32 version,uint32 spent)");
        return signed(key, digest(keccak256(abi.encode(typeHash, it))));
    }

    /// @dev Prepays a pack and settles so many units in all.
    function settle(uint32 number, uint32 spent) internal {
        Voucher memory it = voucher(number, spent);
        tessera.settle(it, signedVoucher(BUYER_KEY, it));
    }
}
