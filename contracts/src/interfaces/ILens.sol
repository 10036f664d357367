// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

/// @title Lens: figures computed from the core's public state
/// @notice Stateless; to be read, not called by other contracts.
interface ILens {
    /// @return held Minor units of this asset and currency that are still in their hold.
    /// @return matured Minor units that have joined the current period's pool or will as soon as somebody matures them.
    /// @return due Offers that have something to mature, one byte each: what `Claim.offers` wants.
    function poolOf(uint256 assetId, address currency)
        external
        view
        returns (uint256 held, uint256 matured, bytes memory due);

    /// @notice One recipient's figures in the asset's current period.
    /// @param ppm The recipient's parts per million.
    /// @return held What its part of the money in its hold would be.
    /// @return claimable What a claim that names `due` credits now.
    /// @return claimed What it has claimed in this period.
    /// @return due As in `poolOf`.
    function earningsOf(uint256 assetId, address currency, uint256 recipient, uint32 ppm)
        external
        view
        returns (uint256 held, uint256 claimable, uint256 claimed, bytes memory due);

    /// @notice What a past period still has for a recipient.
    function claimableOf(uint256 assetId, uint8 period, address currency, uint256 recipient, uint32 ppm)
        external
        view
        returns (uint256 claimable);
}
