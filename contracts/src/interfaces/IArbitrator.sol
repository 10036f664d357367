// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

/// @title ERC-792: an arbitrator that rules on disputes of contracts
interface IArbitrator {
    /// @param choices How many rulings there are besides 0, the refusal to rule.
    /// @param extraData What the arbitrator needs to know, such as a court.
    function createDispute(uint256 choices, bytes calldata extraData) external payable returns (uint256 disputeId);

    /// @return cost What `createDispute` costs, in the chain's coin.
    function arbitrationCost(bytes calldata extraData) external view returns (uint256 cost);
}
