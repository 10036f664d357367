// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {IERC20Metadata} from "@openzeppelin/contracts/token/ERC20/extensions/IERC20Metadata.sol";
import {IERC20Permit} from "@openzeppelin/contracts/token/ERC20/extensions/IERC20Permit.sol";
import {IERC3009} from "./IERC3009.sol";

/// @title Demo USDC: play money for the embedded chain
/// @notice 6 decimals, EIP-2612 and EIP-3009 under the domain ("Demo USDC", "1"). Anyone can mint: it must never be listed on a real chain.
interface IDemoUSDC is IERC20Metadata, IERC20Permit, IERC3009 {
    /// @notice Gives `to` new play money.
    function mint(address to, uint256 amount) external;
}
