// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {SafeCast} from "@openzeppelin/contracts/utils/math/SafeCast.sol";
import {State} from "../State.sol";
import {IEarnings} from "../interfaces/IEarnings.sol";

/// @title Balances: what accounts can withdraw
library Balances {
    using SafeCast for uint256;

    /// @dev Adds to an account's balance without an event of its own.
    function add(State storage s, address account, address currency, uint256 amount) internal {
        s.balances[account][currency].credited += amount.toUint128();
    }

    /// @dev Adds to an account's balance.
    function credit(State storage s, address account, address currency, uint256 amount) internal {
        if (amount == 0) return;
        add(s, account, currency, amount);
        emit IEarnings.Credited(account, currency, amount);
    }
}
