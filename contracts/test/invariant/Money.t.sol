// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {Listing, OfferTerms, Share} from "../../src/types/Assets.sol";
import {Bucket} from "../../src/types/Earnings.sol";
import {Licence, Meter} from "../../src/types/Licences.sol";
import {Fixture} from "../support/Fixture.sol";
import {isFalse, isTrue, same, vm} from "../support/Vm.sol";
import {Handler} from "./Handler.sol";

/// @dev What must always hold, whatever people do: see contracts/README.md, "What always holds".
contract MoneyInvariants is Fixture {
    Handler private handler;
    uint256 private child;
    Share[] private childShares;

    function setUp() public override {
        super.setUp();
        deploy(0);
        asset = list("asset");
        OfferTerms memory terms = forever();
        (terms.hold, terms.term, terms.resaleShare) = (HOLD, TERM, 100_000);
        vm.prank(creator);
        tessera.addOffer(asset, terms);
        childShares.push(Share(uint160(creator), 600_000));
        childShares.push(Share(asset, 400_000));
        Listing memory it = listing("child");
        it.shares = childShares;
        vm.prank(creator);
        child = tessera.list(it);
        handler = new Handler(
            tessera, cases, usdc, asset, child, shares, childShares, domain(address(tessera), "Tessera"), reviewers
        );
        for (uint256 i; i < handler.PEOPLE(); ++i) fund(handler.person(i));
    }

    function targetContracts() external view returns (address[] memory targets) {
        targets = new address[](1);
        targets[0] = address(handler);
    }

    /// @dev With `FOUNDRY_PROFILE=nightly -vvv` it says how often each thing happened.
    function afterInvariant() external {
        string[13] memory what = [
            "buy", "settle", "takeBack", "resell", "transfer", "dispute", "decide", "drop", "lapse", "revoke",
            "refundRevoked", "claim", "withdraw"
        ];
        for (uint256 i; i < what.length; ++i) emit Happened(what[i], handler.counts(bytes32(bytes(what[i]))));
    }

    event Happened(string what, uint256 times);

    function standing(address account) private view returns (uint256 amount) {
        (amount,) = tessera.balancesOf(account, address(usdc));
    }

    function income(uint256 offerId) private view returns (uint256) {
        Bucket memory bucket = tessera.bucketOf(offerId);
        return uint256(bucket.current) + bucket.previous;
    }

    function unclaimed(uint256 assetId, Share[] memory list_) private view returns (uint256 left) {
        left = tessera.poolOf(assetId, 0, address(usdc));
        for (uint256 i; i < list_.length; ++i) {
            left -= tessera.claimedOf(assetId, 0, address(usdc), list_[i].recipient);
        }
    }

    /// @dev Books equal the balance: held + pooled and unclaimed + on balances + prepaid + frozen.
    function invariant_BooksEqualTheBalance() external view {
        uint256 books = handler.frozen() + unclaimed(asset, shares) + unclaimed(child, childShares);
        for (uint256 i; i < handler.OFFERS(); ++i) books += income(handler.offer(i));
        for (uint256 i; i < handler.PEOPLE(); ++i) {
            books += standing(handler.person(i));
            (Meter memory meter,) = tessera.meterOf(asset | 2, handler.person(i));
            books += (uint256(meter.own) + meter.given) * (PRICE / UNITS);
        }
        books += standing(creator) + standing(contributor) + standing(second);
        same(usdc.balanceOf(address(tessera)), books, "books");
    }

    function invariant_ClaimsStayWithinShares() external view {
        uint256 pool = tessera.poolOf(asset, 0, address(usdc));
        for (uint256 i; i < shares.length; ++i) {
            uint256 claimed = tessera.claimedOf(asset, 0, address(usdc), shares[i].recipient);
            isTrue(claimed <= pool * shares[i].ppm / 1e6, "claimed");
        }
        pool = tessera.poolOf(child, 0, address(usdc));
        isTrue(tessera.claimedOf(child, 0, address(usdc), asset) <= pool * 400_000 / 1e6, "pulled");
    }

    function invariant_NobodyIsRefundedMoreThanTheyPaid() external view {
        for (uint256 i; i < handler.PEOPLE(); ++i) {
            address payer = handler.person(i);
            isTrue(handler.refunded(payer) <= handler.paid(payer), "refunds");
        }
    }

    function invariant_TheHoldCoversEveryRefundablePayment() external {
        for (uint256 i; i < handler.OFFERS(); ++i) {
            uint256 offerId = handler.offer(i);
            uint256 refundable;
            for (uint256 h; h < handler.PEOPLE(); ++h) {
                for (uint256 p; p < handler.PEOPLE(); ++p) {
                    refundable += tessera.refundableOf(offerId, handler.person(h), handler.person(p));
                }
            }
            uint256[] memory ids = new uint256[](1);
            ids[0] = offerId;
            tessera.mature(ids);
            same(income(offerId), refundable, "held after maturing");
        }
    }

    function invariant_SupplyIsWhatPeopleHold() external view {
        for (uint256 i; i < handler.OFFERS(); ++i) {
            uint256 offerId = handler.offer(i);
            uint256 held;
            for (uint256 h; h < handler.PEOPLE(); ++h) held += tessera.balanceOf(handler.person(h), offerId);
            same(tessera.totalSupply(offerId), held, "supply");
        }
    }

    /// @dev Access, derived anew from the licences.
    function invariant_NothingOpensUnpaidRevokedExpiredOrDisputed() external view {
        (,,,, uint32 closedUntil) = tessera.assetOf(asset);
        for (uint256 h; h < handler.PEOPLE(); ++h) {
            address account = handler.person(h);
            bool may;
            for (uint256 number; number < 5; ++number) {
                Licence memory licence = tessera.licenceOf(asset | number, account);
                if (licence.revoked || licence.frozen != 0 || licence.expiry <= block.timestamp) continue;
                (Meter memory meter,) = tessera.meterOf(asset | number, account);
                if (number != 2 || meter.endA > block.timestamp) may = true;
            }
            if (closedUntil > block.timestamp) may = false;
            if (may) isTrue(tessera.canOpen(asset, 1, account), "opens");
            else isFalse(tessera.canOpen(asset, 1, account), "opens");
        }
    }

    function invariant_ASuspendedLicenceHasAnOpenCase() external view {
        uint256 suspensions;
        for (uint256 i; i < handler.OFFERS(); ++i) {
            for (uint256 h; h < handler.PEOPLE(); ++h) {
                suspensions += tessera.licenceOf(handler.offer(i), handler.person(h)).frozen;
            }
        }
        same(suspensions, handler.openCases(), "suspensions");
    }
}
