// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {Listing, OfferTerms, Share, Version} from "../types/Assets.sol";
import {Order} from "../types/Licences.sol";

/// @title Listing: assets, their versions, offers and shares
/// @notice Assets are named before anything is sealed: `uint256(keccak256(abi.encode(creator, salt))) & ~0xff`, so nobody else can list
/// one. An offer's id, which is also its ERC-1155 token id, is the asset's id with the offer's number (from 0) in the low byte.
interface IListing {
    /// @notice An asset exists from now on. `SharesSet`, `VersionAdded` and `OfferAdded` events follow in the same transaction.
    event Listed(uint256 indexed assetId, address indexed creator, bytes32 salt);
    /// @notice Income that matures from now on is divided by these shares. `root` is the root of their Merkle tree.
    event SharesSet(uint256 indexed assetId, uint8 indexed period, bytes32 root, Share[] shares);
    /// @notice The asset has a new latest version; versions are numbered from 1.
    event VersionAdded(uint256 indexed assetId, uint32 indexed version, Version content);
    event OfferAdded(uint256 indexed offerId, OfferTerms terms);
    event OfferPaused(uint256 indexed offerId, bool paused);

    /// @notice The asset is listed already.
    error AlreadyListed(uint256 assetId);
    /// @notice No asset has this id.
    error UnknownAsset(uint256 assetId);
    /// @notice No offer has this id.
    error UnknownOffer(uint256 offerId);
    /// @notice Only the asset's creator may do this.
    error NotCreator();
    /// @notice Recipients are not strictly ascending, a share is zero, they do not sum to 1,000,000, or there are more than 256.
    error BadShares();
    /// @notice A share names an asset that is not listed, or, in a change, that was not a parent before.
    error UnknownParent(uint256 assetId);
    /// @notice The platform's share is missing or smaller than `fee()`.
    error FeeMissing();
    /// @notice The share of this recipient falls and its consent is missing or not valid.
    error ConsentMissing(uint256 recipient);
    /// @notice The terms contradict each other or exceed a limit (see `OfferTerms`).
    error BadTerms();
    /// @notice The currency is not on the list, or is closed for new offers.
    error UnknownCurrency(address currency);
    /// @notice The asset has 64 offers or 65,535 versions, or its shares have changed 255 times.
    error TooMany();
    /// @notice The signature is not the named signer's, or its deadline has passed.
    error BadSignature();

    /// @notice Lists an asset of the caller's with its first version, shares and offers (1 to 64).
    /// @dev Emits `Listed`, `SharesSet`, `VersionAdded`, `OfferAdded` for each offer.
    /// @param listing `creator` must be the caller.
    /// @return assetId The asset's id.
    function list(Listing calldata listing) external returns (uint256 assetId);

    /// @notice Lists an asset for its creator, who signed `Listing` and `deadline` (EIP-712, ERC-1271 for contracts).
    function listBySignature(Listing calldata listing, uint256 deadline, bytes calldata signature)
        external
        returns (uint256 assetId);

    /// @notice Lists an asset as `listBySignature` does and buys from it as `buy` does.
    function listAndBuy(Listing calldata listing, uint256 deadline, bytes calldata signature, Order calldata order)
        external
        payable
        returns (uint256 assetId);

    /// @notice Adds a version; only the creator. Licences keep the version they were bought under.
    /// @return number The version's number.
    function addVersion(uint256 assetId, Version calldata content) external returns (uint32 number);

    /// @notice Adds an offer; only the creator.
    /// @return offerId The offer's id.
    function addOffer(uint256 assetId, OfferTerms calldata terms) external returns (uint256 offerId);

    /// @notice Stops or resumes the sale of an offer, renewals included; only the creator. Licences stay as they are.
    function setOfferPaused(uint256 offerId, bool paused) external;

    /// @notice Divides the income that matures from now on by other shares; only the creator, and not while the asset is frozen. No parent
    /// can be added.
    /// @param current The shares that hold now.
    /// @param next The shares that shall hold.
    /// @param consents For each recipient of `current`, in its order, whose share falls: its EIP-712 signature of
    /// `SharesChange(uint256 assetId,uint8 period,bytes32 root)` with the next period and root. A parent asset's creator signs for
    /// it. Empty where the signer is the caller.
    function changeShares(uint256 assetId, Share[] calldata current, Share[] calldata next, bytes[] calldata consents)
        external;

    /// @notice An asset's public state.
    /// @return creator Zero where the asset is not listed.
    /// @return versions How many versions it has.
    /// @return offers How many offers it has.
    /// @return period The period of its shares.
    /// @return closedUntil Unix seconds until which it is frozen, `PERPETUAL` where it is revoked, else zero or past.
    function assetOf(uint256 assetId)
        external
        view
        returns (address creator, uint32 versions, uint8 offers, uint8 period, uint32 closedUntil);

    /// @return terms The offer's terms.
    /// @return paused Whether its creator has paused it.
    function offerOf(uint256 offerId) external view returns (OfferTerms memory terms, bool paused);

    /// @return root Merkle root of the shares in this period.
    function sharesRootOf(uint256 assetId, uint8 period) external view returns (bytes32 root);

    /// @return hash `keccak256(abi.encode(Version))` of a version's content.
    /// @return paused Whether reviewers have paused it.
    function versionOf(uint256 assetId, uint32 version) external view returns (bytes32 hash, bool paused);
}
