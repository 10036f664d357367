// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {IERC20Permit} from "@openzeppelin/contracts/token/ERC20/extensions/IERC20Permit.sol";
import {IPurchases} from "../interfaces/IPurchases.sol";
import {Order, Permit} from "../types/Licences.sol";
import {Selling} from "./Selling.sol";

/// @title Purchasing: a buyer's own purchases
abstract contract Purchasing is IPurchases, Selling {
    /// @inheritdoc IPurchases
    function buy(Order calldata order) external payable override nonReentrant {
        (address currency, uint256 price, bool minted) = _sell(order, msg.sender);
        _pay(currency, price);
        _acknowledge(order.to, order.offerId, minted);
    }

    /// @inheritdoc IPurchases
    function buyWithPermit(Order calldata order, Permit calldata permit) external override nonReentrant {
        (address currency, uint256 price, bool minted) = _sell(order, msg.sender);
        if (currency == address(0)) revert CoinNotAccepted();
        // Whoever sees the permit can use it up first; the allowance is then there all the same.
        try IERC20Permit(currency).permit(
            msg.sender, address(this), permit.value, permit.deadline, permit.v, permit.r, permit.s
        ) {} catch {}
        _collect(currency, msg.sender, price);
        _acknowledge(order.to, order.offerId, minted);
    }

    /// @inheritdoc IPurchases
    function buyMany(Order[] calldata orders) external payable override nonReentrant {
        uint256 left = msg.value;
        for (uint256 i; i < orders.length; ++i) {
            (address currency, uint256 price, bool minted) = _sell(orders[i], msg.sender);
            if (currency == address(0)) {
                if (price > left) revert PriceTooHigh(price);
                left -= price;
            } else {
                _collect(currency, msg.sender, price);
            }
            _acknowledge(orders[i].to, orders[i].offerId, minted);
        }
        if (left != 0) _send(address(0), msg.sender, left);
    }
}
