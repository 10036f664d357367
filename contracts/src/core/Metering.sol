// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {ILicences} from "../interfaces/ILicences.sol";
import {IMeter} from "../interfaces/IMeter.sol";
import {Signatures} from "../libraries/Signatures.sol";
import {TypedData} from "../libraries/TypedData.sol";
import {Meter, Voucher} from "../types/Licences.sol";
import {Spending} from "./Spending.sol";

/// @title Metering: prepaid units spent by their holder's vouchers
abstract contract Metering is IMeter, Spending {
    uint256 private constant WINDOW = 24 hours;

    /// @inheritdoc IMeter
    function settle(Voucher calldata voucher, bytes calldata signature) external override nonReentrant {
        (Fault fault, uint256 left) = _settle(voucher, signature);
        if (fault != Fault.None) _fail(fault, left);
    }

    /// @inheritdoc IMeter
    function settleMany(Voucher[] calldata vouchers, bytes[] calldata signatures)
        external
        override
        nonReentrant
        returns (uint256 settled)
    {
        if (vouchers.length != signatures.length) revert ILicences.BadBatch();
        for (uint256 i; i < vouchers.length; ++i) {
            (Fault fault,) = _settle(vouchers[i], signatures[i]);
            if (fault == Fault.None) ++settled;
        }
    }

    /// @inheritdoc IMeter
    function meterOf(uint256 offerId, address holder) external view override returns (Meter memory, address) {
        return (s.meters[offerId][holder].unpack(), s.givers[offerId][holder]);
    }

    function _settle(Voucher calldata voucher, bytes calldata signature) private returns (Fault fault, uint256 left) {
        (uint256 offerId, address holder, uint32 version) = (voucher.offerId, voucher.holder, voucher.version);
        Meter memory meter = s.meters[offerId][holder].unpack();
        uint256 units = voucher.spent > meter.spent ? voucher.spent - meter.spent : 0;
        (fault, left) = _spend(meter, meter.spent, voucher.spent);
        if (fault != Fault.None) return (fault, left);
        if (version == 0 || version > type(uint16).max) return (Fault.NotMetered, 0);
        if (!Signatures.isValid(holder, _hashTypedDataV4(TypedData.hash(voucher)), signature)) {
            return (Fault.Signature, 0);
        }
        uint256 amount = _earn(offerId, units);
        uint256 windowEnd = block.timestamp + WINDOW;
        if (meter.versionA != version) (meter.versionB, meter.endB) = (meter.versionA, meter.endA);
        (meter.versionA, meter.endA) = (uint16(version), uint32(windowEnd));
        meter.spent = voucher.spent;
        s.meters[offerId][holder] = meter.pack();
        emit UsesSettled(offerId, holder, address(0), units, amount, version, windowEnd);
    }
}
