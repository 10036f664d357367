// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {DailyCap} from "../State.sol";
import {Payment} from "../types/Stored.sol";
import {IERC3009} from "../interfaces/IERC3009.sol";
import {IOrders} from "../interfaces/IOrders.sol";
import {IPurchases} from "../interfaces/IPurchases.sol";
import {Holds} from "../libraries/Holds.sol";
import {Outcomes} from "../libraries/Outcomes.sol";
import {Resales} from "../libraries/Resales.sol";
import {Authorization, Order, Resale} from "../types/Licences.sol";
import {Selling} from "./Selling.sol";

/// @title Ordering: purchases by others' signatures and payments, resales, refunds of revoked assets
abstract contract Ordering is IOrders, Selling {
    /// @inheritdoc IOrders
    function buyWithAuthorization(Order calldata order, Authorization calldata authorization)
        external
        override
        nonReentrant
    {
        (address currency, uint256 price, bool minted) = _sell(order, authorization.from);
        if (currency == address(0)) revert IPurchases.CoinNotAccepted();
        uint256 before = IERC20(currency).balanceOf(address(this));
        IERC3009(currency).receiveWithAuthorization(
            authorization.from,
            address(this),
            price,
            authorization.validAfter,
            authorization.validBefore,
            keccak256(abi.encode(order.offerId, order.to, order.version, authorization.salt)),
            authorization.signature
        );
        if (IERC20(currency).balanceOf(address(this)) != before + price) revert IPurchases.InexactTransfer();
        _acknowledge(order.to, order.offerId, minted);
    }

    /// @inheritdoc IOrders
    function fulfil(Order calldata order, bytes32 paymentRef) external override nonReentrant {
        if (!s.fulfillers[msg.sender]) revert NotFulfiller();
        if (s.fulfilled[paymentRef]) revert AlreadyFulfilled(paymentRef);
        s.fulfilled[paymentRef] = true;
        (address currency, uint256 price, bool minted) = _sell(order, msg.sender);
        DailyCap memory daily = s.dailyCaps[currency];
        uint32 today = uint32(block.timestamp / 1 days);
        if (daily.day != today) (daily.day, daily.spent) = (today, 0);
        if (price > daily.cap || daily.spent > daily.cap - price) revert DailyCapReached();
        daily.spent += uint112(price);
        s.dailyCaps[currency] = daily;
        emit Fulfilled(paymentRef, order.offerId, order.to);
        _collect(currency, msg.sender, price);
        _acknowledge(order.to, order.offerId, minted);
    }

    /// @inheritdoc IOrders
    function buyResale(Resale calldata resale, bytes calldata signature) external payable override nonReentrant {
        address currency = Resales.take(s, resale, signature, _domainSeparatorV4());
        _pay(currency, resale.price);
        _acknowledgeTransfer(resale.seller, msg.sender, resale.offerId, "");
    }

    /// @inheritdoc IOrders
    function cancelResale(uint256 nonce) external override {
        s.usedResales[msg.sender][nonce] = true;
        emit ResaleCancelled(msg.sender, nonce);
    }

    /// @inheritdoc IOrders
    function refundRevoked(uint256 offerId, address holder, address payer) external override nonReentrant {
        Outcomes.refundRevoked(s, offerId, holder, payer);
    }

    /// @inheritdoc IOrders
    function refundableOf(uint256 offerId, address holder, address payer) external view override returns (uint256) {
        Payment memory payment = Holds.paymentOf(s, offerId, holder, payer);
        return uint256(payment.current) + payment.previous;
    }

    /// @inheritdoc IOrders
    function isFulfilled(bytes32 paymentRef) external view override returns (bool) {
        return s.fulfilled[paymentRef];
    }
}
