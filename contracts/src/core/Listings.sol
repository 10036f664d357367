// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {Limits, OPENS_LATER, PAUSED, RESELLABLE, TRANSFERABLE, assetOf as assetOfOffer} from "../State.sol";
import {Asset, Offer} from "../types/Stored.sol";
import {IListing} from "../interfaces/IListing.sol";
import {Catalogue} from "../libraries/Catalogue.sol";
import {Listing, OfferTerms, Share, Version} from "../types/Assets.sol";
import {Order} from "../types/Licences.sol";
import {Selling} from "./Selling.sol";

/// @title Listings: assets, versions, offers and shares
abstract contract Listings is IListing, Selling {
    /// @inheritdoc IListing
    function list(Listing calldata listing) external override returns (uint256 assetId) {
        if (listing.creator != msg.sender) revert NotCreator();
        return Catalogue.list(s, listing);
    }

    /// @inheritdoc IListing
    function listBySignature(Listing calldata listing, uint256 deadline, bytes calldata signature)
        external
        override
        returns (uint256 assetId)
    {
        return Catalogue.listBySignature(s, listing, deadline, signature, _domainSeparatorV4());
    }

    /// @inheritdoc IListing
    function listAndBuy(Listing calldata listing, uint256 deadline, bytes calldata signature, Order calldata order)
        external
        payable
        override
        nonReentrant
        returns (uint256 assetId)
    {
        assetId = Catalogue.listBySignature(s, listing, deadline, signature, _domainSeparatorV4());
        (address currency, uint256 price, bool minted) = _sell(order, msg.sender);
        _pay(currency, price);
        _acknowledge(order.to, order.offerId, minted);
    }

    /// @inheritdoc IListing
    function addVersion(uint256 assetId, Version calldata content) external override returns (uint32 number) {
        return Catalogue.addVersion(s, assetId, content);
    }

    /// @inheritdoc IListing
    function addOffer(uint256 assetId, OfferTerms calldata terms) external override returns (uint256 offerId) {
        return Catalogue.addOffer(s, assetId, terms);
    }

    /// @inheritdoc IListing
    function setOfferPaused(uint256 offerId, bool paused) external override {
        Offer memory offer = s.offers[offerId].unpack();
        if (offer.flags == 0) revert UnknownOffer(offerId);
        if (s.assets[assetOfOffer(offerId)].unpack().creator != msg.sender) revert NotCreator();
        offer.flags = paused ? offer.flags | PAUSED : offer.flags & ~PAUSED;
        s.offers[offerId] = offer.pack();
        emit OfferPaused(offerId, paused);
    }

    /// @inheritdoc IListing
    function changeShares(uint256 assetId, Share[] calldata current, Share[] calldata next, bytes[] calldata consents)
        external
        override
    {
        Catalogue.changeShares(s, assetId, current, next, consents, _domainSeparatorV4());
    }

    /// @inheritdoc IListing
    function assetOf(uint256 assetId)
        external
        view
        override
        returns (address creator, uint32 versions, uint8 offers, uint8 period, uint32 closedUntil)
    {
        Asset memory asset = s.assets[assetId].unpack();
        return (asset.creator, asset.versions, asset.offers, asset.period, asset.closedUntil);
    }

    /// @inheritdoc IListing
    function offerOf(uint256 offerId) external view override returns (OfferTerms memory terms, bool paused) {
        Offer memory offer = s.offers[offerId].unpack();
        Limits memory limits = s.limits[offerId];
        terms.currency = s.currencies[offer.currency];
        (terms.price, terms.term, terms.uses, terms.hold) = (offer.price, offer.term, offer.uses, offer.hold);
        (terms.resaleShare, terms.supplyCap) = (offer.resaleShare, offer.supplyCap);
        terms.resellable = offer.flags & RESELLABLE != 0;
        terms.transferable = offer.flags & TRANSFERABLE != 0;
        terms.opensLater = offer.flags & OPENS_LATER != 0;
        (terms.start, terms.end, terms.allowRoot) = (limits.start, limits.end, limits.allowRoot);
        paused = offer.flags & PAUSED != 0;
    }

    /// @inheritdoc IListing
    function sharesRootOf(uint256 assetId, uint8 period) external view override returns (bytes32 root) {
        return s.sharesRoots[assetId | period];
    }

    /// @inheritdoc IListing
    function versionOf(uint256 assetId, uint32 version) external view override returns (bytes32 hash, bool paused) {
        return (s.versions[assetId][version], s.pausedVersions[assetId][version]);
    }
}
