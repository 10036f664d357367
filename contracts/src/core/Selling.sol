// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {IERC1155} from "@openzeppelin/contracts/token/ERC1155/IERC1155.sol";
import {IERC1155Receiver} from "@openzeppelin/contracts/token/ERC1155/IERC1155Receiver.sol";
import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {SafeERC20} from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";
import {MerkleProof} from "@openzeppelin/contracts/utils/cryptography/MerkleProof.sol";
import {DATED, Limits, PAUSED, PRIVATE, assetOf as assetOfOffer} from "../State.sol";
import {Asset, Offer, Payment} from "../types/Stored.sol";
import {IEarnings} from "../interfaces/IEarnings.sol";
import {ILicences} from "../interfaces/ILicences.sol";
import {IListing} from "../interfaces/IListing.sol";
import {IPurchases} from "../interfaces/IPurchases.sol";
import {Holds} from "../libraries/Holds.sol";
import {PERPETUAL} from "../types/Assets.sol";
import {Bucket} from "../types/Earnings.sol";
import {Licence, Meter, Order} from "../types/Licences.sol";
import {Base} from "./Base.sol";

/// @title Selling: what every way to buy shares
abstract contract Selling is Base {
    using SafeERC20 for IERC20;

    /// @dev Checks and books a purchase; the caller collects the price.
    function _sell(Order calldata order, address payer)
        internal
        returns (address currency, uint256 price, bool minted)
    {
        uint256 offerId = order.offerId;
        Offer memory offer = s.offers[offerId].unpack();
        uint256 latest = _requireOnSale(order, offer);
        price = offer.price;
        if (price > order.maxPrice) revert IPurchases.PriceTooHigh(price);
        if (offer.currency != 0) currency = s.currencies[offer.currency];

        Licence memory licence = s.licences[offerId][order.to].unpack();
        if (licence.frozen != 0) revert IPurchases.Frozen();
        minted = licence.expiry == 0 || licence.revoked;
        _extend(licence, offer, latest, minted);
        uint256 holdEnd;
        if (offer.uses == 0) {
            holdEnd = _bookSale(order, payer, offer, licence, currency, minted);
        } else {
            _prepay(offerId, order.to, payer, offer.uses);
            if (minted) {
                Bucket memory bucket = s.buckets[offerId].unpack();
                _countSupply(bucket.supply++, offer);
                s.buckets[offerId] = bucket.pack();
            }
        }
        s.licences[offerId][order.to] = licence.pack();
        if (minted) emit IERC1155.TransferSingle(msg.sender, address(0), order.to, offerId, 1);
        emit IPurchases.Bought(offerId, order.to, payer, price, licence.expiry, licence.version, holdEnd);
    }

    /// @return latest The asset's latest version.
    function _requireOnSale(Order calldata order, Offer memory offer) private view returns (uint256 latest) {
        if (offer.flags == 0) revert IListing.UnknownOffer(order.offerId);
        if (offer.flags & PAUSED != 0) revert IPurchases.NotOnSale();
        if (offer.flags & (DATED | PRIVATE) != 0) _requireWithinLimits(order);
        Asset memory asset = s.assets[assetOfOffer(order.offerId)].unpack();
        if (asset.closedUntil > block.timestamp || asset.latestPaused) revert IPurchases.Closed();
        if (order.version != 0 && order.version != asset.versions) revert IPurchases.TermsChanged(asset.versions);
        if (order.to == address(0) || order.to == address(this)) revert IPurchases.BadRecipient();
        return asset.versions;
    }

    function _requireWithinLimits(Order calldata order) private view {
        Limits memory limits = s.limits[order.offerId];
        if (block.timestamp < limits.start || (limits.end != 0 && block.timestamp >= limits.end)) revert IPurchases.NotOnSale();
        if (limits.allowRoot == 0) return;
        bytes32 leaf = keccak256(bytes.concat(keccak256(abi.encode(order.to))));
        if (!MerkleProof.verifyCalldata(order.allowProof, limits.allowRoot, leaf)) revert IPurchases.NotAllowed();
    }

    /// @dev Adds a term to what is left. A licence that has ended begins anew, with the latest version.
    function _extend(Licence memory licence, Offer memory offer, uint256 latest, bool minted) private view {
        bool anew = minted || licence.expiry <= block.timestamp;
        if (anew) {
            licence.version = uint16(latest);
            licence.expiry = uint32(block.timestamp);
            licence.revoked = false;
        }
        if (offer.term == PERPETUAL && !anew) revert IPurchases.AlreadyHolds();
        licence.expiry = offer.uses != 0 || offer.term == PERPETUAL ? PERPETUAL : licence.expiry + offer.term;
    }

    /// @dev Puts the price into its hold. `licence` is written by the caller.
    function _bookSale(
        Order calldata order,
        address payer,
        Offer memory offer,
        Licence memory licence,
        address currency,
        bool minted
    ) private returns (uint256 holdEnd) {
        uint256 offerId = order.offerId;
        uint32 epoch = Holds.epochAt(block.timestamp, offer.hold);
        Bucket memory bucket = s.buckets[offerId].unpack();
        if (offer.hold != 0) Holds.pool(s, offerId, currency, Holds.roll(bucket, epoch, offer.hold));
        bucket.current += offer.price;
        if (minted) _countSupply(bucket.supply++, offer);
        s.buckets[offerId] = bucket.pack();
        if (offer.hold == 0) return block.timestamp;

        Holds.roll(licence, epoch);
        if (payer == order.to) {
            licence.current += offer.price;
        } else {
            Payment memory payment = s.payments[offerId][order.to][payer].unpack();
            Holds.roll(payment, epoch);
            payment.current += offer.price;
            s.payments[offerId][order.to][payer] = payment.pack();
        }
        return (uint256(epoch) + 2) * offer.hold;
    }

    function _prepay(uint256 offerId, address holder, address payer, uint32 uses) private {
        Meter memory meter = s.meters[offerId][holder].unpack();
        if (payer == holder) {
            meter.own += uses;
            // A notice is withdrawn by prepaying more, so that an old one can't be kept for the day it is wanted.
            meter.noticeAt = 0;
        } else {
            address giver = s.givers[offerId][holder];
            if (meter.given != 0 && giver != payer) revert IPurchases.HeldForAnother(giver);
            if (giver != payer) s.givers[offerId][holder] = payer;
            meter.given += uses;
        }
        s.meters[offerId][holder] = meter.pack();
    }

    function _countSupply(uint32 before, Offer memory offer) private pure {
        if (offer.supplyCap != 0 && before >= offer.supplyCap) revert IPurchases.SoldOut();
    }

    /// @dev Takes the price from the coin sent with the call, returning the rest, or from the caller's tokens.
    function _pay(address currency, uint256 price) internal {
        if (currency == address(0)) {
            if (price > msg.value) revert IPurchases.PriceTooHigh(price);
            if (msg.value != price) _send(address(0), msg.sender, msg.value - price);
        } else {
            if (msg.value != 0) revert IPurchases.CoinNotAccepted();
            _collect(currency, msg.sender, price);
        }
    }

    function _collect(address currency, address payer, uint256 price) internal {
        if (currency == address(0)) revert IPurchases.CoinNotAccepted();
        if (price == 0) return;
        uint256 before = IERC20(currency).balanceOf(address(this));
        IERC20(currency).safeTransferFrom(payer, address(this), price);
        if (IERC20(currency).balanceOf(address(this)) != before + price) revert IPurchases.InexactTransfer();
    }

    function _acknowledge(address holder, uint256 offerId, bool minted) internal {
        if (minted) _acknowledgeTransfer(address(0), holder, offerId, "");
    }

    function _acknowledgeTransfer(address from, address to, uint256 id, bytes memory data) internal {
        if (to.code.length == 0) return;
        bytes4 answer = IERC1155Receiver(to).onERC1155Received(msg.sender, from, id, 1, data);
        if (answer != IERC1155Receiver.onERC1155Received.selector) revert ILicences.ReceiverRefused();
    }

    function _send(address currency, address to, uint256 amount) internal {
        if (currency == address(0)) {
            (bool sent,) = to.call{value: amount}("");
            if (!sent) revert IEarnings.SendFailed();
        } else {
            IERC20(currency).safeTransfer(to, amount);
        }
    }
}
