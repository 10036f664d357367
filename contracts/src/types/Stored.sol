// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

/// @dev What is stored of an asset. `latestPaused` is kept here too, so that a purchase need not load more.
struct Asset {
    address creator;
    uint32 versions;
    uint8 offers;
    uint8 period;
    uint32 closedUntil;
    bool latestPaused;
}

/// @dev What is stored of an offer. `currency` is the index in `State.currencies`; 0 is the chain's coin.
struct Offer {
    uint80 price;
    uint8 currency;
    uint32 term;
    uint32 uses;
    uint24 hold;
    uint24 resaleShare;
    uint32 supplyCap;
    uint8 flags;
}

/// @dev A payment by another than the holder; the holder's own are in its `Licence`.
struct Payment {
    uint32 epoch;
    uint80 current;
    uint80 previous;
}

/// @dev A `Asset` in one word, so that it is read and written at once; the first field stands lowest.
type PackedAsset is uint256;

using AssetPacking for Asset global;
using AssetPacking for PackedAsset global;

/// @title AssetPacking
library AssetPacking {
    function pack(Asset memory asset) internal pure returns (PackedAsset) {
        return PackedAsset.wrap(
            uint256(uint160(asset.creator))
                | uint256(asset.versions) << 160
                | uint256(asset.offers) << 192
                | uint256(asset.period) << 200
                | uint256(asset.closedUntil) << 208
                | uint256(asset.latestPaused ? 1 : 0) << 240
        );
    }

    function unpack(PackedAsset packed) internal pure returns (Asset memory asset) {
        uint256 word = PackedAsset.unwrap(packed);
        asset.creator = address(uint160(word));
        asset.versions = uint32(word >> 160);
        asset.offers = uint8(word >> 192);
        asset.period = uint8(word >> 200);
        asset.closedUntil = uint32(word >> 208);
        asset.latestPaused = (word >> 240) & 0xff != 0;
    }
}

/// @dev A `Offer` in one word, so that it is read and written at once; the first field stands lowest.
type PackedOffer is uint256;

using OfferPacking for Offer global;
using OfferPacking for PackedOffer global;

/// @title OfferPacking
library OfferPacking {
    function pack(Offer memory offer) internal pure returns (PackedOffer) {
        return PackedOffer.wrap(
            uint256(offer.price)
                | uint256(offer.currency) << 80
                | uint256(offer.term) << 88
                | uint256(offer.uses) << 120
                | uint256(offer.hold) << 152
                | uint256(offer.resaleShare) << 176
                | uint256(offer.supplyCap) << 200
                | uint256(offer.flags) << 232
        );
    }

    function unpack(PackedOffer packed) internal pure returns (Offer memory offer) {
        uint256 word = PackedOffer.unwrap(packed);
        offer.price = uint80(word);
        offer.currency = uint8(word >> 80);
        offer.term = uint32(word >> 88);
        offer.uses = uint32(word >> 120);
        offer.hold = uint24(word >> 152);
        offer.resaleShare = uint24(word >> 176);
        offer.supplyCap = uint32(word >> 200);
        offer.flags = uint8(word >> 232);
    }
}

/// @dev A `Payment` in one word, so that it is read and written at once; the first field stands lowest.
type PackedPayment is uint256;

using PaymentPacking for Payment global;
using PaymentPacking for PackedPayment global;

/// @title PaymentPacking
library PaymentPacking {
    function pack(Payment memory payment) internal pure returns (PackedPayment) {
        return PackedPayment.wrap(
            uint256(payment.epoch)
                | uint256(payment.current) << 32
                | uint256(payment.previous) << 112
        );
    }

    function unpack(PackedPayment packed) internal pure returns (Payment memory payment) {
        uint256 word = PackedPayment.unwrap(packed);
        payment.epoch = uint32(word);
        payment.current = uint80(word >> 32);
        payment.previous = uint80(word >> 112);
    }
}
