// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {IERC1155} from "@openzeppelin/contracts/token/ERC1155/IERC1155.sol";
import {IERC1155MetadataURI} from "@openzeppelin/contracts/token/ERC1155/extensions/IERC1155MetadataURI.sol";
import {IERC1155Receiver} from "@openzeppelin/contracts/token/ERC1155/IERC1155Receiver.sol";
import {OPENS_LATER, TRANSFERABLE, assetOf as assetOfOffer} from "../State.sol";
import {Asset, Offer} from "../types/Stored.sol";
import {IERC2981} from "@openzeppelin/contracts/interfaces/IERC2981.sol";
import {IERC165} from "@openzeppelin/contracts/utils/introspection/IERC165.sol";
import {ICases} from "../interfaces/ICases.sol";
import {ILicences} from "../interfaces/ILicences.sol";
import {IPurchases} from "../interfaces/IPurchases.sol";
import {Transfers} from "../libraries/Transfers.sol";
import {SHARE_UNITS} from "../types/Assets.sol";
import {Licence, Meter} from "../types/Licences.sol";
import {Selling} from "./Selling.sol";

/// @title Holdings: licences as tokens, and what they open
abstract contract Holdings is ILicences, Selling {
    /// @inheritdoc ILicences
    function canOpen(uint256 assetId, uint32 version, address account) external view override returns (bool) {
        Asset memory asset = s.assets[assetId].unpack();
        if (version == 0 || version > asset.versions) return false;
        if (account == asset.creator) return true;
        if (asset.closedUntil <= block.timestamp && !s.pausedVersions[assetId][version]) {
            for (uint256 i; i < asset.offers; ++i) {
                if (_opens(assetId | i, version, account)) return true;
            }
        }
        return ICases(_cases).mayInspect(assetId, account);
    }

    /// @inheritdoc ILicences
    function licenceOf(uint256 offerId, address holder) external view override returns (Licence memory) {
        return s.licences[offerId][holder].unpack();
    }

    /// @inheritdoc ILicences
    function totalSupply(uint256 id) external view override returns (uint256) {
        return s.buckets[id].unpack().supply;
    }

    /// @inheritdoc ILicences
    function exists(uint256 id) external view override returns (bool) {
        return s.buckets[id].unpack().supply != 0;
    }

    /// @dev ERC-2981. The receiver is the creator: what a foreign market pays can't be told apart here. `buyResale` pays the pool.
    function royaltyInfo(uint256 id, uint256 price) external view override returns (address, uint256) {
        Offer memory offer = s.offers[id].unpack();
        return (s.assets[assetOfOffer(id)].unpack().creator, price * offer.resaleShare / SHARE_UNITS);
    }

    /// @inheritdoc IERC1155
    function balanceOf(address account, uint256 id) public view override returns (uint256) {
        Licence memory licence = s.licences[id][account].unpack();
        return licence.expiry != 0 && !licence.revoked ? 1 : 0;
    }

    /// @inheritdoc IERC1155
    function balanceOfBatch(address[] calldata accounts, uint256[] calldata ids)
        external
        view
        override
        returns (uint256[] memory balances)
    {
        if (accounts.length != ids.length) revert BadBatch();
        balances = new uint256[](ids.length);
        for (uint256 i; i < ids.length; ++i) balances[i] = balanceOf(accounts[i], ids[i]);
    }

    /// @inheritdoc IERC1155
    function setApprovalForAll(address operator, bool approved) external override {
        s.operators[msg.sender][operator] = approved;
        emit ApprovalForAll(msg.sender, operator, approved);
    }

    /// @inheritdoc IERC1155
    function isApprovedForAll(address account, address operator) public view override returns (bool) {
        return s.operators[account][operator];
    }

    /// @inheritdoc IERC1155
    function safeTransferFrom(address from, address to, uint256 id, uint256 amount, bytes calldata data)
        external
        override
        nonReentrant
    {
        _requireOperator(from);
        _transfer(from, to, id, amount);
        emit TransferSingle(msg.sender, from, to, id, amount);
        _acknowledgeTransfer(from, to, id, data);
    }

    /// @inheritdoc IERC1155
    function safeBatchTransferFrom(
        address from,
        address to,
        uint256[] calldata ids,
        uint256[] calldata amounts,
        bytes calldata data
    ) external override nonReentrant {
        _requireOperator(from);
        if (ids.length != amounts.length) revert BadBatch();
        for (uint256 i; i < ids.length; ++i) _transfer(from, to, ids[i], amounts[i]);
        emit TransferBatch(msg.sender, from, to, ids, amounts);
        if (to.code.length == 0) return;
        bytes4 answer = IERC1155Receiver(to).onERC1155BatchReceived(msg.sender, from, ids, amounts, data);
        if (answer != IERC1155Receiver.onERC1155BatchReceived.selector) revert ReceiverRefused();
    }

    /// @inheritdoc ILicences
    function contractURI() external view override returns (string memory) {
        return s.contractURI;
    }

    /// @dev An ERC-1155 template: clients put the id, as 64 hexadecimal digits, for `{id}`.
    function uri(uint256) external view override returns (string memory) {
        return s.tokenURI;
    }

    /// @dev ERC-165: itself, ERC-1155 with metadata URI, ERC-2981, and ERC-5615 (supply).
    function supportsInterface(bytes4 id) external pure override returns (bool) {
        return id == type(IERC165).interfaceId || id == type(IERC1155).interfaceId
            || id == type(IERC1155MetadataURI).interfaceId || id == type(IERC2981).interfaceId
            || id == this.totalSupply.selector ^ this.exists.selector;
    }

    function _transfer(address from, address to, uint256 id, uint256 amount) private {
        if (to == address(0) || to == address(this)) revert IPurchases.BadRecipient();
        if (amount > balanceOf(from, id)) revert BadBatch();
        if (amount == 0) return;
        if (s.offers[id].unpack().flags & TRANSFERABLE == 0) revert IPurchases.NotTransferable();
        Transfers.move(s, id, from, to);
    }

    function _opens(uint256 offerId, uint32 version, address account) private view returns (bool) {
        Licence memory licence = s.licences[offerId][account].unpack();
        if (licence.expiry <= block.timestamp || licence.revoked || licence.frozen != 0) return false;
        if (version < licence.version) return false;
        Offer memory offer = s.offers[offerId].unpack();
        if (version > licence.version && offer.flags & OPENS_LATER == 0) return false;
        if (offer.uses == 0) return true;
        Meter memory meter = s.meters[offerId][account].unpack();
        return (meter.versionA == version && block.timestamp < meter.endA)
            || (meter.versionB == version && block.timestamp < meter.endB);
    }

    function _requireOperator(address from) private view {
        if (from != msg.sender && !s.operators[from][msg.sender]) revert NotOperator();
    }
}
