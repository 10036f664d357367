// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {GatewayVoucher} from "../types/Licences.sol";

/// @title Prepayment: gateways' vouchers, and taking unspent units back
interface IPrepayment {
    event NoticeGiven(uint256 indexed offerId, address indexed holder, uint256 takeBackFrom);
    /// @notice Unspent units went back to the balance of who had paid for them.
    event TakenBack(uint256 indexed offerId, address indexed holder, address indexed payer, uint256 units, uint256 amount);
    /// @notice Notice was not given, or the notice time has not passed.
    error NoticeRequired();

    /// @notice Settles what a holder owes for a gateway's calls: `calls / rate` units in all, rounded down. Opens no window.
    function settleGateway(GatewayVoucher calldata voucher, bytes calldata signature) external;

    /// @notice Announces that unspent units will be taken back; only the holder or the giver. Vouchers can still be settled.
    /// Whoever serves on credit should not while a notice stands (`Meter.noticeAt`). Prepaying more withdraws it.
    function giveNotice(uint256 offerId, address holder) external;

    /// @notice Credits the holder and the giver with their unspent units, three days after notice, or at once where the asset is revoked.
    function takeBack(uint256 offerId, address holder) external;

    /// @notice Units settled in all by this holder's vouchers to this gateway.
    function gatewaySpentOf(uint256 offerId, address holder, address gateway) external view returns (uint256 units);
}
