// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {MessageHashUtils} from "@openzeppelin/contracts/utils/cryptography/MessageHashUtils.sol";
import {Currency, DATED, EXISTS, Fee, Limits, MAX_OFFERS, OPENS_LATER, PRIVATE, RESELLABLE, State, TRANSFERABLE} from "../State.sol";
import {Asset, Offer} from "../types/Stored.sol";
import {IListing} from "../interfaces/IListing.sol";
import {IPurchases} from "../interfaces/IPurchases.sol";
import {Listing, OfferTerms, PERPETUAL, SHARE_UNITS, Share, Version} from "../types/Assets.sol";
import {Holds} from "./Holds.sol";
import {SharesTree} from "./SharesTree.sol";
import {Signatures} from "./Signatures.sol";
import {TypedData} from "./TypedData.sol";

/// @title Catalogue: listing assets and changing what is listed
library Catalogue {
    uint256 private constant LONGEST_HOLD = 30 days;
    uint256 private constant LONGEST_TERM = 18_250 days;
    uint256 private constant MAX_VERSIONS = type(uint16).max;

    /// @dev See `IListing.list`; the caller has checked who lists.
    function list(State storage s, Listing calldata listing) internal returns (uint256 assetId) {
        assetId = uint256(keccak256(abi.encode(listing.creator, listing.salt))) & ~uint256(0xff);
        if (s.assets[assetId].unpack().creator != address(0)) revert IListing.AlreadyListed(assetId);
        uint256 offers = listing.offers.length;
        if (offers == 0 || offers > MAX_OFFERS) revert IListing.TooMany();
        Share[] memory shares = listing.shares;
        _requireParents(s, shares);
        _requireFee(s, shares);
        bytes32 root = SharesTree.root(shares);

        s.assets[assetId] = Asset(listing.creator, 1, uint8(offers), 0, 0, false).pack();
        s.sharesRoots[assetId] = root;
        s.versions[assetId][1] = keccak256(abi.encode(listing.version));
        emit IListing.Listed(assetId, listing.creator, listing.salt);
        emit IListing.SharesSet(assetId, 0, root, shares);
        emit IListing.VersionAdded(assetId, 1, listing.version);
        for (uint256 i; i < offers; ++i) {
            _addOffer(s, assetId | i, listing.offers[i]);
        }
    }

    /// @dev See `IListing.listBySignature`.
    function listBySignature(
        State storage s,
        Listing calldata listing,
        uint256 deadline,
        bytes calldata signature,
        bytes32 domain
    ) internal returns (uint256 assetId) {
        bytes32 digest = MessageHashUtils.toTypedDataHash(domain, TypedData.hash(listing, deadline));
        if (block.timestamp > deadline || !Signatures.isValid(listing.creator, digest, signature)) {
            revert IListing.BadSignature();
        }
        return list(s, listing);
    }

    /// @dev See `IListing.addVersion`.
    function addVersion(State storage s, uint256 assetId, Version calldata content) internal returns (uint32 number) {
        Asset memory asset = _own(s, assetId);
        number = asset.versions + 1;
        if (number > MAX_VERSIONS) revert IListing.TooMany();
        asset.versions = number;
        asset.latestPaused = false;
        s.assets[assetId] = asset.pack();
        s.versions[assetId][number] = keccak256(abi.encode(content));
        emit IListing.VersionAdded(assetId, number, content);
    }

    /// @dev See `IListing.addOffer`.
    function addOffer(State storage s, uint256 assetId, OfferTerms calldata terms) internal returns (uint256 offerId) {
        Asset memory asset = _own(s, assetId);
        if (asset.offers == MAX_OFFERS) revert IListing.TooMany();
        offerId = assetId | asset.offers++;
        s.assets[assetId] = asset.pack();
        _addOffer(s, offerId, terms);
    }

    /// @dev See `IListing.changeShares`.
    function changeShares(
        State storage s,
        uint256 assetId,
        Share[] calldata current,
        Share[] calldata next,
        bytes[] calldata consents,
        bytes32 domain
    ) internal {
        Asset memory asset = _own(s, assetId);
        if (asset.closedUntil > block.timestamp) revert IPurchases.Closed();
        uint8 period = asset.period;
        if (SharesTree.root(current) != s.sharesRoots[assetId | period]) revert IListing.BadShares();
        if (period == type(uint8).max) revert IListing.TooMany();
        bytes32 root = SharesTree.root(next);
        bytes32 message = TypedData.hashSharesChange(assetId, period + 1, root);
        _requireConsents(s, current, next, consents, MessageHashUtils.toTypedDataHash(domain, message));
        _setShares(s, assetId, root, next);
    }

    /// @dev See `IEffects.redirectShare`.
    function redirectShare(State storage s, uint256 assetId, Share[] calldata current, uint256 from, address claimant)
        internal
    {
        Asset memory asset = s.assets[assetId].unpack();
        if (SharesTree.root(current) != s.sharesRoots[assetId | asset.period]) revert IListing.BadShares();
        if (asset.period == type(uint8).max) revert IListing.TooMany();
        Share[] memory next = SharesTree.redirected(current, from, uint160(claimant));
        _setShares(s, assetId, SharesTree.root(next), next);
    }

    /// @dev What has matured belongs to the shares that held until now.
    function _setShares(State storage s, uint256 assetId, bytes32 root, Share[] memory shares) private {
        Asset memory asset = s.assets[assetId].unpack();
        for (uint256 i; i < asset.offers; ++i) Holds.mature(s, assetId | i);
        uint8 period = ++asset.period;
        s.assets[assetId] = asset.pack();
        s.sharesRoots[assetId | period] = root;
        emit IListing.SharesSet(assetId, period, root, shares);
    }

    function _addOffer(State storage s, uint256 offerId, OfferTerms calldata terms) private {
        Currency memory currency = s.currencyInfo[terms.currency];
        if (!currency.open) revert IListing.UnknownCurrency(terms.currency);
        _requireTerms(terms);
        bool metered = terms.uses != 0;
        bool dated = terms.start != 0 || terms.end != 0;
        bool isPrivate = terms.allowRoot != 0;
        uint8 flags = EXISTS;
        if (terms.resellable) flags |= RESELLABLE;
        if (terms.transferable) flags |= TRANSFERABLE;
        if (terms.opensLater) flags |= OPENS_LATER;
        if (dated) flags |= DATED;
        if (isPrivate) flags |= PRIVATE;
        s.offers[offerId] = Offer(
            terms.price,
            currency.index,
            terms.term,
            terms.uses,
            metered ? 0 : uint24(terms.hold),
            uint24(terms.resaleShare),
            terms.supplyCap,
            flags
        ).pack();
        if (dated || isPrivate) s.limits[offerId] = Limits(terms.start, terms.end, terms.allowRoot);
        emit IListing.OfferAdded(offerId, terms);
    }

    function _requireTerms(OfferTerms calldata terms) private pure {
        bool metered = terms.uses != 0;
        if (metered == (terms.term != 0)) revert IListing.BadTerms();
        if (metered && (terms.price % terms.uses != 0 || terms.transferable || terms.resellable)) {
            revert IListing.BadTerms();
        }
        if (terms.hold > LONGEST_HOLD || terms.resaleShare > SHARE_UNITS) revert IListing.BadTerms();
        if (terms.end != 0 && terms.end <= terms.start) revert IListing.BadTerms();
        if (terms.term != PERPETUAL && terms.term > LONGEST_TERM) revert IListing.BadTerms();
    }

    function _own(State storage s, uint256 assetId) private view returns (Asset memory asset) {
        asset = s.assets[assetId].unpack();
        if (asset.creator == address(0)) revert IListing.UnknownAsset(assetId);
        if (asset.creator != msg.sender) revert IListing.NotCreator();
    }

    function _requireParents(State storage s, Share[] memory shares) private view {
        for (uint256 i; i < shares.length; ++i) {
            uint256 recipient = shares[i].recipient;
            if (recipient >> 160 != 0 && s.assets[recipient].unpack().creator == address(0)) {
                revert IListing.UnknownParent(recipient);
            }
        }
    }

    /// @dev A change can't add a parent, for a parent that is younger could close a cycle.
    function _requireAccount(uint256 recipient) private pure {
        if (recipient >> 160 != 0) revert IListing.UnknownParent(recipient);
    }

    function _requireFee(State storage s, Share[] memory shares) private view {
        Fee memory fee = s.fee;
        if (fee.ppm == 0) return;
        for (uint256 i; i < shares.length; ++i) {
            if (shares[i].recipient == uint160(fee.recipient) && shares[i].ppm >= fee.ppm) return;
        }
        revert IListing.FeeMissing();
    }

    /// @dev Walks both ascending lists at once.
    function _requireConsents(
        State storage s,
        Share[] memory current,
        Share[] memory next,
        bytes[] calldata consents,
        bytes32 digest
    ) private view {
        uint256 consent;
        uint256 j;
        for (uint256 i; i < current.length; ++i) {
            uint256 recipient = current[i].recipient;
            while (j < next.length && next[j].recipient < recipient) _requireAccount(next[j++].recipient);
            uint32 ppm;
            if (j < next.length && next[j].recipient == recipient) ppm = next[j++].ppm;
            if (ppm >= current[i].ppm) continue;
            if (consent == consents.length) revert IListing.ConsentMissing(recipient);
            _requireConsent(s, recipient, digest, consents[consent++]);
        }
        while (j < next.length) _requireAccount(next[j++].recipient);
    }

    function _requireConsent(State storage s, uint256 recipient, bytes32 digest, bytes calldata consent) private view {
        address signer = recipient >> 160 == 0 ? address(uint160(recipient)) : s.assets[recipient].unpack().creator;
        if (signer != msg.sender && !Signatures.isValid(signer, digest, consent)) {
            revert IListing.ConsentMissing(recipient);
        }
    }
}
