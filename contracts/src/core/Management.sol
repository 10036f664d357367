// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {Currency, DailyCap} from "../State.sol";
import {ILicences} from "../interfaces/ILicences.sol";
import {IManagement} from "../interfaces/IManagement.sol";
import {Configuring} from "./Configuring.sol";

/// @title Management: the settings behind the timelock
abstract contract Management is IManagement, Configuring {
    modifier onlyManager() {
        if (msg.sender != _manager) revert NotManager();
        _;
    }

    /// @inheritdoc IManagement
    function setCurrency(address currency, bool open) external override onlyManager {
        _setCurrency(currency, open);
    }

    /// @inheritdoc IManagement
    function setFulfiller(address account, bool allowed) external override onlyManager {
        _setFulfiller(account, allowed);
    }

    /// @inheritdoc IManagement
    function setDailyCap(address currency, uint256 cap) external override onlyManager {
        _setDailyCap(currency, cap);
    }

    /// @inheritdoc IManagement
    function setFee(address recipient, uint32 ppm) external override onlyManager {
        _setFee(recipient, ppm);
    }

    /// @inheritdoc IManagement
    function setURIs(string calldata tokens, string calldata self) external override onlyManager {
        s.tokenURI = tokens;
        s.contractURI = self;
        emit ILicences.ContractURIUpdated();
    }

    /// @inheritdoc IManagement
    function manager() external view override returns (address) {
        return _manager;
    }

    /// @inheritdoc IManagement
    function cases() external view override returns (address) {
        return _cases;
    }

    /// @inheritdoc IManagement
    function isFulfiller(address account) external view override returns (bool) {
        return s.fulfillers[account];
    }

    /// @inheritdoc IManagement
    function currencyOf(address currency) external view override returns (bool listed, bool open) {
        Currency memory info = s.currencyInfo[currency];
        return (info.listed, info.open);
    }

    /// @inheritdoc IManagement
    function fee() external view override returns (address recipient, uint32 ppm) {
        return (s.fee.recipient, s.fee.ppm);
    }

    /// @inheritdoc IManagement
    function dailyCapOf(address currency) external view override returns (uint256 cap, uint256 spent) {
        DailyCap memory daily = s.dailyCaps[currency];
        return (daily.cap, daily.day == block.timestamp / 1 days ? daily.spent : 0);
    }
}
