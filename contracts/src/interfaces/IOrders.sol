// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {Authorization, Order, Resale} from "../types/Licences.sol";

/// @title Orders: purchases by others' signatures and payments, resales, and pulling refunds
interface IOrders {
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
    /// @notice The payment reference has been used.
    error AlreadyFulfilled(bytes32 paymentRef);
    /// @notice Today's fulfilments in this currency would exceed the cap.
    error DailyCapReached();
    /// @notice The caller lacks the role.
    error NotFulfiller();
    /// @notice The resale has been used or cancelled, is expired, for someone else, or the offer does not allow it.
    error ResaleNotValid();
    /// @notice Nothing of this payment can be refunded.
    error NothingToRefund();

    /// @notice Buys for a token with the payer's EIP-3009 authorisation; anyone can send it.
    function buyWithAuthorization(Order calldata order, Authorization calldata authorization) external;

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
