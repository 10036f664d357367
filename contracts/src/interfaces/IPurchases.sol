// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {Listing} from "../types/Assets.sol";
import {Authorization, Order, Permit, Resale} from "../types/Licences.sol";

/// @title Purchases: buying, renewing, giving, reselling, and pulling refunds
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
    /// @notice A card order was fulfilled. Follows the `Bought` event of the same purchase.
    event Fulfilled(bytes32 indexed paymentRef, uint256 indexed offerId, address indexed holder);
    /// @notice A licence changed hands for `price`, of which `share` went to the asset's income, disputable by `buyer` until `holdEnd`.
    event Resold(
        uint256 indexed offerId,
        address indexed seller,
        address indexed buyer,
        uint256 price,
        uint256 share,
        uint256 expiry,
        uint256 version,
        uint256 holdEnd
    );
    event ResaleCancelled(address indexed seller, uint256 nonce);
    /// @notice A payment of a revoked asset went to its payer's balance.
    event Refunded(uint256 indexed offerId, address indexed holder, address indexed payer, uint256 amount);

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
    /// @notice The payment reference has been used.
    error AlreadyFulfilled(bytes32 paymentRef);
    /// @notice Today's fulfilments in this currency would exceed the cap.
    error DailyCapReached();
    /// @notice The caller lacks the role.
    error NotFulfiller();
    /// @notice The resale has been used or cancelled, is expired, for someone else, or the offer does not allow it.
    error ResaleNotValid();
    /// @notice The licence is not held, expired, revoked, or its payments are still in their hold.
    error NotTransferable();
    /// @notice The buyer holds a licence of this offer already.
    error AlreadyHolds();
    /// @notice Nothing of this payment can be refunded.
    error NothingToRefund();

    /// @notice Buys for coin, or for a token that the caller has approved. More coin than the price comes back.
    function buy(Order calldata order) external payable;

    /// @notice Buys for a token with an EIP-2612 permit of the caller's. A permit that was used already is ignored.
    function buyWithPermit(Order calldata order, Permit calldata permit) external;

    /// @notice Buys for a token with the payer's EIP-3009 authorisation; anyone can send it.
    function buyWithAuthorization(Order calldata order, Authorization calldata authorization) external;

    /// @notice Buys several offers, all or nothing. More coin than they cost together comes back.
    function buyMany(Order[] calldata orders) external payable;

    /// @notice Buys for someone who paid elsewhere, from the caller's float; only a fulfiller. Refunds go to the caller, never to the holder.
    /// @param paymentRef The payment's reference at the processor, hashed; each can be used once.
    function fulfil(Order calldata order, bytes32 paymentRef) external;

    /// @notice Takes a holder's signed resale. The offer's share goes to the asset's income, the rest to the seller's balance.
    function buyResale(Resale calldata resale, bytes calldata signature) external payable;

    /// @notice Makes the caller's resale with this nonce worthless.
    function cancelResale(uint256 nonce) external;

    /// @notice Credits the payer of a revoked asset with what was still in its hold when it was revoked; anyone can call.
    function refundRevoked(uint256 offerId, address holder, address payer) external;

    /// @notice What the payer could still dispute of this licence's payments.
    function refundableOf(uint256 offerId, address holder, address payer) external view returns (uint256 amount);

    /// @notice Whether a payment reference has been used.
    function isFulfilled(bytes32 paymentRef) external view returns (bool);
}
