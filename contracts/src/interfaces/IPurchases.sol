// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {Order, Permit} from "../types/Licences.sol";

/// @title Purchases: buying, renewing and giving
/// @notice A purchase costs the same however many recipients share its income. Buying an offer that `to` holds already renews it: a
/// term is added to the end of what is left, a pack of uses to the balance.
interface IPurchases {
    /// @notice A sale, a renewal or a gift.
    /// @param payer Who is refunded if it comes to that.
    /// @param amount Minor units of the offer's currency.
    /// @param expiry When the licence now ends.
    /// @param version The version the licence is bound to.
    /// @param holdEnd From when the money belongs to the asset's income and can no longer be disputed; zero for a metered pack, whose
    /// unspent units are its payer's to take back.
    event Bought(
        uint256 indexed offerId,
        address indexed holder,
        address indexed payer,
        uint256 amount,
        uint256 expiry,
        uint256 version,
        uint256 holdEnd
    );

    /// @notice The offer is paused, before its start or after its end.
    error NotOnSale();
    /// @notice The asset is frozen or revoked, or its latest version is paused.
    error Closed();
    /// @notice The latest version is another than the buyer has read the terms of.
    error TermsChanged(uint32 latest);
    /// @notice The price exceeds the buyer's ceiling, or the coin sent with the call.
    error PriceTooHigh(uint256 price);
    /// @notice The offer's supply cap is reached.
    error SoldOut();
    /// @notice `to` is not on the offer's allow-list.
    error NotAllowed();
    /// @notice `to` is the zero address or this contract.
    error BadRecipient();
    /// @notice Coin was sent with a purchase in a token.
    error CoinNotAccepted();
    /// @notice The token moved another amount than it was asked to.
    error InexactTransfer();
    /// @notice The licence is suspended by a dispute.
    error Frozen();
    /// @notice Units that somebody else has given this holder are unspent; only that giver can add to them.
    error HeldForAnother(address giver);
    /// @notice The licence is not held, expired, revoked, or its payments are still in their hold.
    error NotTransferable();
    /// @notice The buyer holds a licence of this offer already.
    error AlreadyHolds();

    /// @notice Buys for coin, or for a token that the caller has approved. More coin than the price comes back.
    function buy(Order calldata order) external payable;

    /// @notice Buys for a token with an EIP-2612 permit of the caller's. A permit that was used already is ignored.
    function buyWithPermit(Order calldata order, Permit calldata permit) external;

    /// @notice Buys several offers, all or nothing. More coin than they cost together comes back.
    function buyMany(Order[] calldata orders) external payable;
}
