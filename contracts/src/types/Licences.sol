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
