// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

/// @dev A whole income is this many parts.
uint256 constant SHARE_UNITS = 1_000_000;
/// @dev A term that never ends, and the expiry of a licence that has no end.
uint32 constant PERPETUAL = type(uint32).max;

/// @notice One recipient's part of an asset's income.
/// @param recipient An account (left-padded to 32 bytes) or the id of a parent asset. Strictly ascending within a list.
/// @param ppm Parts per million; a list sums to exactly 1,000,000 and no part is zero.
struct Share {
    uint256 recipient;
    uint32 ppm;
}

/// @notice One immutable content of an asset.
/// @param manifest SHA-256 of the canonical manifest JSON.
/// @param ciphertext SHA-256 digest inside the ciphertext's CIDv1.
/// @param plaintextRoot Salted Merkle root over the plaintext's chunks.
/// @param terms SHA-256 of the licence's canonical text.
/// @param size Bytes of the ciphertext.
struct Version {
    bytes32 manifest;
    bytes32 ciphertext;
    bytes32 plaintextRoot;
    bytes32 terms;
    uint64 size;
}

/// @notice What can be bought of an asset. Immutable once added, except that its creator can pause and resume it.
/// @param currency A listed ERC-20, or the zero address for the chain's own coin.
/// @param price Minor units for one term, or for one pack of `uses`. A multiple of `uses` where those are set.
/// @param term Seconds, at most 18,250 days; `PERPETUAL` never ends. Zero exactly where `uses` is set.
/// @param uses Units in one prepaid pack of a metered offer, else zero.
/// @param hold Seconds during which a payment stays disputable, at most 30 days. Money matures between one and two holds.
/// A metered offer has none, and whatever is said here is not kept.
/// @param resaleShare Parts per million of a resale's price that go to the asset's income.
/// @param resellable Whether holders may sell through `buyResale` (and the share is then always paid).
/// @param transferable Whether plain ERC-1155 transfers are allowed (the share is then only reported, by ERC-2981).
/// @param opensLater Whether a licence also opens versions that were added after it was bought.
/// @param supplyCap Licences that may exist at once; zero means no cap.
/// @param start First second of sale; zero means at once.
/// @param end First second after the sale; zero means never.
/// @param allowRoot Merkle root of the accounts that may hold it (`keccak256(bytes.concat(keccak256(abi.encode(account))))`); zero means anyone.
struct OfferTerms {
    address currency;
    uint80 price;
    uint32 term;
    uint32 uses;
    uint32 hold;
    uint32 resaleShare;
    bool resellable;
    bool transferable;
    bool opensLater;
    uint32 supplyCap;
    uint32 start;
    uint32 end;
    bytes32 allowRoot;
}

/// @notice All that lists an asset; also the EIP-712 message by which a creator lets anyone list it for them.
/// @param salt Chosen by the creator; `assetId = uint256(keccak256(abi.encode(creator, salt))) & ~0xff`.
struct Listing {
    address creator;
    bytes32 salt;
    Share[] shares;
    Version version;
    OfferTerms[] offers;
}
