// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

/// @notice What is set when the contract is deployed; later changes go through the manager.
/// @param currencies Open for offers from the start. The first should be the zero address, for the chain's coin.
/// @param dailyCaps For each currency, what fulfillers may spend a day.
struct Settings {
    address manager;
    address cases;
    address[] currencies;
    uint256[] dailyCaps;
    address[] fulfillers;
    address feeRecipient;
    uint32 feePpm;
    string tokenURI;
    string contractURI;
}
