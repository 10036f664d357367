// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {Listing, OfferTerms, Share, Version} from "../types/Assets.sol";
import {GatewayVoucher, Resale, Voucher} from "../types/Licences.sol";

/// @title TypedData: EIP-712 struct hashes of the messages that `Tessera` accepts
library TypedData {
    bytes private constant OFFER =
        "OfferTerms(address currency,uint80 price,uint32 term,uint32 uses,uint32 hold,uint32 resaleShare,bool resellable,bool transferable,bool opensLater,uint32 supplyCap,uint32 start,uint32 end,bytes32 allowRoot)";
    bytes private constant SHARE = "Share(uint256 recipient,uint32 ppm)";
    bytes private constant VERSION =
        "Version(bytes32 manifest,bytes32 ciphertext,bytes32 plaintextRoot,bytes32 terms,uint64 size)";
    bytes32 private constant OFFER_TYPE = keccak256(OFFER);
    bytes32 private constant SHARE_TYPE = keccak256(SHARE);
    bytes32 private constant VERSION_TYPE = keccak256(VERSION);
    bytes32 private constant LISTING_TYPE = keccak256(
        bytes.concat(
            "Listing(address creator,bytes32 salt,Share[] shares,Version version,OfferTerms[] offers,uint256 deadline)",
            OFFER,
            SHARE,
            VERSION
        )
    );
    bytes32 private constant SHARES_CHANGE_TYPE = keccak256("SharesChange(uint256 assetId,uint8 period,bytes32 root)");
    bytes32 private constant VOUCHER_TYPE =
        keccak256("Voucher(uint256 offerId,address holder,uint32 version,uint32 spent)");
    bytes32 private constant GATEWAY_VOUCHER_TYPE =
        keccak256("GatewayVoucher(uint256 offerId,address holder,address gateway,uint32 rate,uint64 calls)");
    bytes32 private constant RESALE_TYPE = keccak256(
        "Resale(uint256 offerId,address seller,address buyer,uint256 price,uint256 nonce,uint256 deadline)"
    );
    bytes32 private constant WITHDRAWAL_TYPE =
        keccak256("Withdrawal(address account,address currency,address to,uint256 nonce,uint256 deadline)");

    function hash(Listing calldata listing, uint256 deadline) internal pure returns (bytes32) {
        bytes32[] memory shares = new bytes32[](listing.shares.length);
        for (uint256 i; i < shares.length; ++i) {
            Share calldata share = listing.shares[i];
            shares[i] = keccak256(abi.encode(SHARE_TYPE, share.recipient, share.ppm));
        }
        bytes32[] memory offers = new bytes32[](listing.offers.length);
        for (uint256 i; i < offers.length; ++i) {
            offers[i] = keccak256(abi.encode(OFFER_TYPE, listing.offers[i]));
        }
        return keccak256(
            abi.encode(
                LISTING_TYPE,
                listing.creator,
                listing.salt,
                keccak256(abi.encodePacked(shares)),
                keccak256(abi.encode(VERSION_TYPE, listing.version)),
                keccak256(abi.encodePacked(offers)),
                deadline
            )
        );
    }

    function hashSharesChange(uint256 assetId, uint8 period, bytes32 root) internal pure returns (bytes32) {
        return keccak256(abi.encode(SHARES_CHANGE_TYPE, assetId, period, root));
    }

    function hash(Voucher calldata voucher) internal pure returns (bytes32) {
        return keccak256(abi.encode(VOUCHER_TYPE, voucher));
    }

    function hash(GatewayVoucher calldata voucher) internal pure returns (bytes32) {
        return keccak256(abi.encode(GATEWAY_VOUCHER_TYPE, voucher));
    }

    function hash(Resale calldata resale) internal pure returns (bytes32) {
        return keccak256(abi.encode(RESALE_TYPE, resale));
    }

    function hashWithdrawal(address account, address currency, address to, uint256 nonce, uint256 deadline)
        internal
        pure
        returns (bytes32)
    {
        return keccak256(abi.encode(WITHDRAWAL_TYPE, account, currency, to, nonce, deadline));
    }
}
