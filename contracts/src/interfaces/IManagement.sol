// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

/// @title Management: the few settings behind the timelock
/// @notice The manager can take nobody's money, open no asset and change no licence or offer.
interface IManagement {
    event CurrencyListed(address indexed currency, bool open);
    event FulfillerSet(address indexed account, bool allowed);
    event DailyCapSet(address indexed currency, uint256 cap);
    event FeeSet(address indexed recipient, uint32 ppm);

    /// @notice Only the manager may do this.
    error NotManager();
    /// @notice The fee exceeds 10 % or has no recipient, or the 256th currency was added.
    error BadSetting();

    /// @notice Opens or closes a currency for new offers. Existing offers keep it.
    function setCurrency(address currency, bool open) external;

    /// @notice Lets an account fulfil card orders, or no longer.
    function setFulfiller(address account, bool allowed) external;

    /// @notice Limits what all fulfillers spend in a currency in one day (UTC). Zero, the default, allows nothing.
    function setDailyCap(address currency, uint256 cap) external;

    /// @notice The share that every later listing must leave to the platform.
    function setFee(address recipient, uint32 ppm) external;

    /// @param tokens ERC-1155 metadata template with `{id}`. @param self ERC-7572 metadata of the contract.
    function setURIs(string calldata tokens, string calldata self) external;

    /// @return The timelock.
    function manager() external view returns (address);

    /// @return The contract that settles cases.
    function cases() external view returns (address);

    function isFulfiller(address account) external view returns (bool);

    /// @return listed Whether it was ever listed. @return open Whether new offers can use it.
    function currencyOf(address currency) external view returns (bool listed, bool open);

    function fee() external view returns (address recipient, uint32 ppm);

    /// @return cap Minor units a day. @return spent Minor units fulfilled today.
    function dailyCapOf(address currency) external view returns (uint256 cap, uint256 spent);
}
