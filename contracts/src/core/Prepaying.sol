// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {assetOf as assetOfOffer} from "../State.sol";
import {IMeter} from "../interfaces/IMeter.sol";
import {IPrepayment} from "../interfaces/IPrepayment.sol";
import {Outcomes} from "../libraries/Outcomes.sol";
import {Signatures} from "../libraries/Signatures.sol";
import {TypedData} from "../libraries/TypedData.sol";
import {GatewayVoucher, Meter} from "../types/Licences.sol";
import {Spending} from "./Spending.sol";

/// @title Prepaying: gateways' vouchers, and taking unspent units back
abstract contract Prepaying is IPrepayment, Spending {
    uint256 private constant NOTICE = 3 days;

    /// @inheritdoc IPrepayment
    function settleGateway(GatewayVoucher calldata voucher, bytes calldata signature) external override nonReentrant {
        (uint256 offerId, address holder, address gateway) = (voucher.offerId, voucher.holder, voucher.gateway);
        if (voucher.rate == 0 || gateway == address(0)) _fail(Fault.NotMetered, 0);
        Meter memory meter = s.meters[offerId][holder].unpack();
        uint256 spent = s.gatewaySpent[offerId][holder][gateway];
        uint256 due = voucher.calls / voucher.rate;
        (Fault fault, uint256 left) = _spend(meter, spent, due);
        if (fault != Fault.None) _fail(fault, left);
        if (!Signatures.isValid(holder, _hashTypedDataV4(TypedData.hash(voucher)), signature)) {
            _fail(Fault.Signature, 0);
        }
        s.gatewaySpent[offerId][holder][gateway] = due;
        s.meters[offerId][holder] = meter.pack();
        uint256 amount = _earn(offerId, due - spent);
        emit IMeter.UsesSettled(offerId, holder, gateway, due - spent, amount, 0, 0);
    }

    /// @inheritdoc IPrepayment
    function giveNotice(uint256 offerId, address holder) external override {
        if (msg.sender != holder && msg.sender != s.givers[offerId][holder]) revert NoticeRequired();
        Meter memory meter = s.meters[offerId][holder].unpack();
        meter.noticeAt = uint32(block.timestamp);
        s.meters[offerId][holder] = meter.pack();
        emit NoticeGiven(offerId, holder, block.timestamp + NOTICE);
    }

    /// @inheritdoc IPrepayment
    function takeBack(uint256 offerId, address holder) external override nonReentrant {
        if (s.offers[offerId].unpack().uses == 0) revert IMeter.NotMetered();
        uint256 noticeAt = s.meters[offerId][holder].unpack().noticeAt;
        bool noticed = noticeAt != 0 && block.timestamp >= noticeAt + NOTICE;
        if (!noticed && s.revokedAt[assetOfOffer(offerId)] == 0) revert NoticeRequired();
        Outcomes.takeBack(s, offerId, holder);
    }

    /// @inheritdoc IPrepayment
    function gatewaySpentOf(uint256 offerId, address holder, address gateway)
        external
        view
        override
        returns (uint256)
    {
        return s.gatewaySpent[offerId][holder][gateway];
    }
}
