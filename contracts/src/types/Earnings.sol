// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

/// @notice One recipient's claim on one pool.
/// @param assetId The asset whose income is claimed.
/// @param period Which list of shares: 0 at listing, one more after each change. Income that matures belongs to the list of that time.
/// @param currency The pool's currency.
/// @param recipient The leaf's recipient: an account (its balance is credited) or a parent asset (its pool is).
/// @param ppm The leaf's parts per million.
/// @param offers Numbers of offers in this currency to mature first, one byte each. Empty claims what has matured already.
/// @param proof Merkle proof of the leaf under the period's root.
struct Claim {
    uint256 assetId;
    uint8 period;
    address currency;
    uint256 recipient;
    uint32 ppm;
    bytes offers;
    bytes32[] proof;
}

/// @notice An offer's income that is still in its hold, and its supply.
/// @param epoch Hold epoch (`timestamp / hold`) of `current`.
/// @param current Minor units paid in `epoch`.
/// @param previous Minor units paid in the epoch before.
/// @param supply Licences of the offer that exist.
struct Bucket {
    uint32 epoch;
    uint96 current;
    uint96 previous;
    uint32 supply;
}

/// @notice What an account can withdraw in one currency, and has withdrawn. Both only grow; the difference is what stands.
struct Balance {
    uint128 credited;
    uint128 withdrawn;
}

/// @dev A `Bucket` in one word, so that it is read and written at once; the first field stands lowest.
type PackedBucket is uint256;

using BucketPacking for Bucket global;
using BucketPacking for PackedBucket global;

/// @title BucketPacking
library BucketPacking {
    function pack(Bucket memory bucket) internal pure returns (PackedBucket) {
        return PackedBucket.wrap(
            uint256(bucket.epoch)
                | uint256(bucket.current) << 32
                | uint256(bucket.previous) << 128
                | uint256(bucket.supply) << 224
        );
    }

    function unpack(PackedBucket packed) internal pure returns (Bucket memory bucket) {
        uint256 word = PackedBucket.unwrap(packed);
        bucket.epoch = uint32(word);
        bucket.current = uint96(word >> 32);
        bucket.previous = uint96(word >> 128);
        bucket.supply = uint32(word >> 224);
    }
}
