// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {Meter, Voucher} from "../types/Licences.sol";

/// @title Metered use: prepaid units, spent by cumulative vouchers
/// @notice Buying a metered offer prepays `uses` units at `price / uses` each. Holders sign how many they have spent in all; anyone
/// settles. Settled units are the asset's income at once, without a hold. Whether the asset is frozen or the
/// version exists is not looked at: `canOpen` does.
interface IMeter {
    /// @notice Units were spent. `gateway` is zero for a key session, which may open `version` until `windowEnd`.
    event UsesSettled(
        uint256 indexed offerId,
        address indexed holder,
        address indexed gateway,
        uint256 units,
        uint256 amount,
        uint256 version,
        uint256 windowEnd
    );

    /// @notice The voucher asks for nothing that is not settled already.
    error StaleVoucher();
    /// @notice The voucher asks for more units than are prepaid.
    error Overspent(uint256 left);
    /// @notice The offer is not metered, the version is no number of a version, or the rate is zero.
    error NotMetered();

    /// @notice Settles a holder's voucher and opens a window of 24 hours for its version. The two versions opened last keep their windows.
    /// @param signature The holder's over `Voucher`, EIP-712; ERC-1271 for contracts.
    function settle(Voucher calldata voucher, bytes calldata signature) external;

    /// @notice Settles several vouchers. One that can't be settled is skipped, so that it holds up no other.
    /// @return settled How many were.
    function settleMany(Voucher[] calldata vouchers, bytes[] calldata signatures) external returns (uint256 settled);

    /// @return meter The prepaid balance and windows.
    /// @return giver Who paid for `meter.given`.
    function meterOf(uint256 offerId, address holder) external view returns (Meter memory meter, address giver);
}
