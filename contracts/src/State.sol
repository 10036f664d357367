// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {Balance, PackedBucket} from "./types/Earnings.sol";
import {PackedLicence, PackedMeter} from "./types/Licences.sol";
import {PackedAsset, PackedOffer, PackedPayment} from "./types/Stored.sol";

/// @dev What an `Offer.flags` can say.
uint8 constant EXISTS = 1;
uint8 constant PAUSED = 2;
uint8 constant RESELLABLE = 4;
uint8 constant TRANSFERABLE = 8;
uint8 constant OPENS_LATER = 16;
/// @dev `Limits` has a start or an end.
uint8 constant DATED = 32;
/// @dev `Limits` has an allow-list.
uint8 constant PRIVATE = 64;

uint256 constant MAX_OFFERS = 64;
uint256 constant MAX_SHARES = 256;

/// @dev Stored only for offers that are `DATED` or `PRIVATE`.
struct Limits {
    uint32 start;
    uint32 end;
    bytes32 allowRoot;
}

struct Currency {
    uint8 index;
    bool listed;
    bool open;
}

struct DailyCap {
    uint32 day;
    uint112 spent;
    uint112 cap;
}

struct Fee {
    address recipient;
    uint32 ppm;
}

/// @dev All storage of `Tessera`, so that its libraries can share it.
struct State {
    mapping(uint256 assetId => PackedAsset) assets;
    mapping(uint256 assetId => uint256 timestamp) revokedAt;
    mapping(uint256 assetIdAndPeriod => bytes32) sharesRoots;
    mapping(uint256 assetId => mapping(uint256 version => bytes32)) versions;
    mapping(uint256 assetId => mapping(uint256 version => bool)) pausedVersions;
    mapping(uint256 offerId => PackedOffer) offers;
    mapping(uint256 offerId => Limits) limits;
    mapping(uint256 offerId => PackedBucket) buckets;
    mapping(uint256 offerId => mapping(address holder => PackedLicence)) licences;
    mapping(uint256 offerId => mapping(address holder => mapping(address payer => PackedPayment))) payments;
    mapping(uint256 offerId => mapping(address holder => mapping(address payer => uint256))) frozen;
    mapping(uint256 offerId => mapping(address holder => PackedMeter)) meters;
    mapping(uint256 offerId => mapping(address holder => address)) givers;
    mapping(uint256 offerId => mapping(address holder => mapping(address gateway => uint256))) gatewaySpent;
    mapping(uint256 assetIdAndPeriod => mapping(address currency => uint256)) pools;
    mapping(uint256 assetIdAndPeriod => mapping(address currency => mapping(uint256 recipient => uint256))) claimed;
    mapping(address account => mapping(address currency => Balance)) balances;
    mapping(uint256 index => address) currencies;
    mapping(address currency => Currency) currencyInfo;
    uint256 currencyCount;
    Fee fee;
    mapping(address account => bool) fulfillers;
    mapping(address currency => DailyCap) dailyCaps;
    mapping(bytes32 paymentRef => bool) fulfilled;
    mapping(address seller => mapping(uint256 nonce => bool)) usedResales;
    mapping(address account => mapping(address operator => bool)) operators;
    mapping(address account => uint256) nonces;
    string tokenURI;
    string contractURI;
}

/// @return The asset of an offer.
function assetOf(uint256 offerId) pure returns (uint256) {
    return offerId & ~uint256(0xff);
}
