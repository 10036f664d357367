// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {IERC1155} from "@openzeppelin/contracts/token/ERC1155/IERC1155.sol";
import {IERC1155MetadataURI} from "@openzeppelin/contracts/token/ERC1155/extensions/IERC1155MetadataURI.sol";
import {IERC2981} from "@openzeppelin/contracts/interfaces/IERC2981.sol";
import {Licence} from "../types/Licences.sol";

/// @title Licences: who may open what, as ERC-1155 tokens of which an account holds none or one of an offer
/// @notice A licence moves only where its offer is transferable, once its payments have left their hold, and not while it is suspended.
/// Expired licences still exist, so that they can be renewed; revoked ones do not.
interface ILicences is IERC1155MetadataURI, IERC2981 {
    /// @notice ERC-7572: `contractURI` has changed.
    event ContractURIUpdated();

    /// @notice Amounts and ids differ in number, or an amount exceeds what is held.
    error BadBatch();
    /// @notice The caller is neither the holder nor its operator.
    error NotOperator();
    /// @notice The receiving contract refuses ERC-1155 tokens.
    error ReceiverRefused();

    /// @notice Whether `account` may open `version` of the asset now: a licence that is valid and includes the version, or an open metered
    /// window, or the asset's creator, or a reviewer while a case on the asset is open and two reviewers have consented to its
    /// inspection. A frozen or revoked asset and a paused version open for nobody but their creator and such reviewers.
    /// @dev Bounded: an asset has at most 64 offers. Never reverts.
    function canOpen(uint256 assetId, uint32 version, address account) external view returns (bool);

    /// @notice A holder's licence of an offer; all zero where there never was one.
    function licenceOf(uint256 offerId, address holder) external view returns (Licence memory licence);

    /// @notice ERC-5615: licences of an offer that exist.
    function totalSupply(uint256 id) external view returns (uint256);

    /// @notice ERC-5615: whether any does.
    function exists(uint256 id) external view returns (bool);

    /// @notice ERC-7572: metadata of the contract.
    function contractURI() external view returns (string memory);
}
