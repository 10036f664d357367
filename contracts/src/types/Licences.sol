// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

/// @notice A purchase, or a renewal where `to` already holds the licence.
/// @param offerId The asset's id with the offer's number in the low byte.
/// @param to Who will hold the licence; another account than the payer makes it a gift.
/// @param maxPrice The most the payer agrees to, in minor units of the offer's currency.
/// @param version The asset's latest version, whose terms the buyer has read. Zero accepts any.
/// @param allowProof Merkle proof that `to` is on the offer's allow-list; empty for a public offer.
struct Order {
    uint256 offerId;
    address to;
    uint256 maxPrice;
    uint32 version;
    bytes32[] allowProof;
}

/// @notice An EIP-2612 signature of the payer's for this contract as spender.
struct Permit {
    uint256 value;
    uint256 deadline;
    uint8 v;
    bytes32 r;
    bytes32 s;
}

/// @notice An EIP-3009 `ReceiveWithAuthorization` to this contract for exactly the offer's price.
/// Its nonce must be `keccak256(abi.encode(offerId, to, version, salt))`, so that whoever relays it cannot redirect it.
struct Authorization {
    address from;
    uint256 validAfter;
    uint256 validBefore;
    bytes32 salt;
    bytes signature;
}

/// @notice EIP-712 message of a holder who sells a licence, payable in the offer's currency. Valid once.
/// @param buyer The only account that may take it; zero means anyone.
struct Resale {
    uint256 offerId;
    address seller;
    address buyer;
    uint256 price;
    uint256 nonce;
    uint256 deadline;
}

/// @notice EIP-712 message of a metered licence's holder: "I have spent `spent` units in all, the last to open `version`."
struct Voucher {
    uint256 offerId;
    address holder;
    uint32 version;
    uint32 spent;
}

/// @notice EIP-712 message of a holder to a gateway that answers for them: `calls` in all, one unit for each `rate` of them.
struct GatewayVoucher {
    uint256 offerId;
    address holder;
    address gateway;
    uint32 rate;
    uint64 calls;
}

/// @notice What is stored of a licence.
/// @param expiry Unix seconds; `PERPETUAL` for no end; zero where there never was one.
/// @param version The version it was bought under.
/// @param frozen Open disputes that suspend it.
/// @param revoked Whether it was taken back (by a refund or a decision).
/// @param epoch Hold epoch (`timestamp / hold`) of the last payment.
/// @param current Minor units that the holder paid in `epoch`, less what was frozen or refunded.
/// @param previous The same for the epoch before.
struct Licence {
    uint32 expiry;
    uint16 version;
    uint8 frozen;
    bool revoked;
    uint32 epoch;
    uint80 current;
    uint80 previous;
}

/// @notice A metered licence's prepaid balance and windows.
/// @param own Unspent units that the holder paid for.
/// @param given Unspent units that somebody else paid for; they are spent first.
/// @param spent Units settled in all by the holder's own vouchers.
/// @param noticeAt When the holder or giver announced taking back; zero where not.
/// @param versionA The version opened last, and until when; B the one before it.
struct Meter {
    uint32 own;
    uint32 given;
    uint32 spent;
    uint32 noticeAt;
    uint16 versionA;
    uint32 endA;
    uint16 versionB;
    uint32 endB;
}

/// @dev A `Licence` in one word, so that it is read and written at once; the first field stands lowest.
type PackedLicence is uint256;

using LicencePacking for Licence global;
using LicencePacking for PackedLicence global;

/// @title LicencePacking
library LicencePacking {
    function pack(Licence memory licence) internal pure returns (PackedLicence) {
        return PackedLicence.wrap(
            uint256(licence.expiry)
                | uint256(licence.version) << 32
                | uint256(licence.frozen) << 48
                | uint256(licence.revoked ? 1 : 0) << 56
                | uint256(licence.epoch) << 64
                | uint256(licence.current) << 96
                | uint256(licence.previous) << 176
        );
    }

    function unpack(PackedLicence packed) internal pure returns (Licence memory licence) {
        uint256 word = PackedLicence.unwrap(packed);
        licence.expiry = uint32(word);
        licence.version = uint16(word >> 32);
        licence.frozen = uint8(word >> 48);
        licence.revoked = (word >> 56) & 0xff != 0;
        licence.epoch = uint32(word >> 64);
        licence.current = uint80(word >> 96);
        licence.previous = uint80(word >> 176);
    }
}

/// @dev A `Meter` in one word, so that it is read and written at once; the first field stands lowest.
type PackedMeter is uint256;

using MeterPacking for Meter global;
using MeterPacking for PackedMeter global;

/// @title MeterPacking
library MeterPacking {
    function pack(Meter memory meter) internal pure returns (PackedMeter) {
        return PackedMeter.wrap(
            uint256(meter.own)
                | uint256(meter.given) << 32
                | uint256(meter.spent) << 64
                | uint256(meter.noticeAt) << 96
                | uint256(meter.versionA) << 128
                | uint256(meter.endA) << 144
                | uint256(meter.versionB) << 176
                | uint256(meter.endB) << 192
        );
    }

    function unpack(PackedMeter packed) internal pure returns (Meter memory meter) {
        uint256 word = PackedMeter.unwrap(packed);
        meter.own = uint32(word);
        meter.given = uint32(word >> 32);
        meter.spent = uint32(word >> 64);
        meter.noticeAt = uint32(word >> 96);
        meter.versionA = uint16(word >> 128);
        meter.endA = uint32(word >> 144);
        meter.versionB = uint16(word >> 176);
        meter.endB = uint32(word >> 192);
    }
}
