// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {IEarnings} from "./IEarnings.sol";
import {IEffects} from "./IEffects.sol";
import {ILicences} from "./ILicences.sol";
import {IListing} from "./IListing.sol";
import {IManagement} from "./IManagement.sol";
import {IMeter} from "./IMeter.sol";
import {IOrders} from "./IOrders.sol";
import {IPrepayment} from "./IPrepayment.sol";
import {IPurchases} from "./IPurchases.sol";

/// @title Tessera: licences of datasets and adapters, and the income they earn
/// @notice One immutable contract holds all rights and all money. Its events suffice to rebuild every list, right and figure.
interface ITessera is
    IListing,
    IPurchases,
    IOrders,
    IMeter,
    IPrepayment,
    IEarnings,
    ILicences,
    IEffects,
    IManagement
{}
