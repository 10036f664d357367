// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {SafeCast} from "@openzeppelin/contracts/utils/math/SafeCast.sol";
import {Currency, Fee} from "../State.sol";
import {IManagement} from "../interfaces/IManagement.sol";
import {Settings} from "../types/Settings.sol";
import {Base} from "./Base.sol";

/// @title Configuring: settings, as deployed and as the manager changes them
abstract contract Configuring is Base {
    uint32 private constant LARGEST_FEE = 100_000;

    function _set(Settings memory settings) internal {
        _setCurrency(address(0), true);
        for (uint256 i; i < settings.currencies.length; ++i) {
            _setCurrency(settings.currencies[i], true);
            _setDailyCap(settings.currencies[i], settings.dailyCaps[i]);
        }
        for (uint256 i; i < settings.fulfillers.length; ++i) _setFulfiller(settings.fulfillers[i], true);
        _setFee(settings.feeRecipient, settings.feePpm);
        s.tokenURI = settings.tokenURI;
        s.contractURI = settings.contractURI;
    }

    function _setCurrency(address currency, bool open) internal {
        Currency storage info = s.currencyInfo[currency];
        if (!info.listed) {
            uint256 index = s.currencyCount++;
            if (index > type(uint8).max) revert IManagement.BadSetting();
            s.currencies[index] = currency;
            info.index = uint8(index);
            info.listed = true;
        }
        info.open = open;
        emit IManagement.CurrencyListed(currency, open);
    }

    function _setFulfiller(address account, bool allowed) internal {
        s.fulfillers[account] = allowed;
        emit IManagement.FulfillerSet(account, allowed);
    }

    function _setDailyCap(address currency, uint256 cap) internal {
        s.dailyCaps[currency].cap = SafeCast.toUint112(cap);
        emit IManagement.DailyCapSet(currency, cap);
    }

    function _setFee(address recipient, uint32 ppm) internal {
        if (ppm > LARGEST_FEE || (ppm != 0 && recipient == address(0))) revert IManagement.BadSetting();
        s.fee = Fee(recipient, ppm);
        emit IManagement.FeeSet(recipient, ppm);
    }
}
