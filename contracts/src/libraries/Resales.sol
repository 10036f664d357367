// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {IERC1155} from "@openzeppelin/contracts/token/ERC1155/IERC1155.sol";
import {MessageHashUtils} from "@openzeppelin/contracts/utils/cryptography/MessageHashUtils.sol";
import {SafeCast} from "@openzeppelin/contracts/utils/math/SafeCast.sol";
import {RESELLABLE, State, assetOf} from "../State.sol";
import {Asset, Offer} from "../types/Stored.sol";
import {IOrders} from "../interfaces/IOrders.sol";
import {IPurchases} from "../interfaces/IPurchases.sol";
import {SHARE_UNITS} from "../types/Assets.sol";
import {Bucket} from "../types/Earnings.sol";
import {Licence, Resale} from "../types/Licences.sol";
import {Balances} from "./Balances.sol";
import {Holds} from "./Holds.sol";
import {Signatures} from "./Signatures.sol";
import {Transfers} from "./Transfers.sol";
import {TypedData} from "./TypedData.sol";

/// @title Resales: a holder's signed sale to another
library Resales {
    using SafeCast for uint256;

    /// @dev Checks and books a resale to the caller, who then pays `resale.price` in `currency`. See `IOrders.buyResale`.
    function take(State storage s, Resale calldata resale, bytes calldata signature, bytes32 domain)
        internal
        returns (address currency)
    {
        _use(s, resale, MessageHashUtils.toTypedDataHash(domain, TypedData.hash(resale)), signature);
        (uint256 offerId, address seller) = (resale.offerId, resale.seller);
        Offer memory offer = s.offers[offerId].unpack();
        if (offer.flags & RESELLABLE == 0) revert IOrders.ResaleNotValid();
        if (s.assets[assetOf(offerId)].unpack().closedUntil > block.timestamp) revert IPurchases.Closed();

        Transfers.move(s, offerId, seller, msg.sender);
        currency = s.currencies[offer.currency];
        uint256 share = resale.price * offer.resaleShare / SHARE_UNITS;
        uint256 holdEnd = _hold(s, offerId, offer, share, currency);
        Balances.credit(s, seller, currency, resale.price - share);
        Licence memory licence = s.licences[offerId][msg.sender].unpack();
        emit IERC1155.TransferSingle(msg.sender, seller, msg.sender, offerId, 1);
        emit IOrders.Resold(
            offerId, seller, msg.sender, resale.price, share, licence.expiry, licence.version, holdEnd
        );
    }

    function _use(State storage s, Resale calldata resale, bytes32 digest, bytes calldata signature) private {
        address seller = resale.seller;
        if (
            block.timestamp > resale.deadline || seller == msg.sender || s.usedResales[seller][resale.nonce]
                || (resale.buyer != address(0) && resale.buyer != msg.sender)
                || !Signatures.isValid(seller, digest, signature)
        ) revert IOrders.ResaleNotValid();
        s.usedResales[seller][resale.nonce] = true;
    }

    /// @dev Puts a resale's share into its hold, disputable by its buyer, who is the caller.
    function _hold(State storage s, uint256 offerId, Offer memory offer, uint256 share, address currency)
        private
        returns (uint256 holdEnd)
    {
        uint32 epoch = Holds.epochAt(block.timestamp, offer.hold);
        Bucket memory bucket = s.buckets[offerId].unpack();
        if (offer.hold != 0) Holds.pool(s, offerId, currency, Holds.roll(bucket, epoch, offer.hold));
        bucket.current += share.toUint96();
        s.buckets[offerId] = bucket.pack();
        if (offer.hold == 0) return block.timestamp;
        Licence memory licence = s.licences[offerId][msg.sender].unpack();
        Holds.roll(licence, epoch);
        licence.current += share.toUint80();
        s.licences[offerId][msg.sender] = licence.pack();
        return (uint256(epoch) + 2) * offer.hold;
    }
}
