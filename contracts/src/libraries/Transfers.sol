// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {State} from "../State.sol";
import {IPurchases} from "../interfaces/IPurchases.sol";
import {Licence} from "../types/Licences.sol";
import {Holds} from "./Holds.sol";

/// @title Transfers: a licence changes hands
library Transfers {
    /// @dev Moves a licence, but none of its payments, which have all left their hold.
    function move(State storage s, uint256 offerId, address from, address to) internal {
        Licence memory licence = s.licences[offerId][from].unpack();
        uint256 hold = s.offers[offerId].unpack().hold;
        uint32 epoch = Holds.epochAt(block.timestamp, hold);
        if (
            licence.revoked || licence.frozen != 0 || licence.expiry <= block.timestamp
                || (hold != 0 && epoch < uint256(licence.epoch) + 2)
        ) revert IPurchases.NotTransferable();
        if (to == from) return;
        Licence memory received = s.licences[offerId][to].unpack();
        if (received.frozen != 0 || (received.expiry != 0 && !received.revoked)) revert IPurchases.AlreadyHolds();
        (received.expiry, received.version, received.revoked) = (licence.expiry, licence.version, false);
        s.licences[offerId][to] = received.pack();
        (licence.expiry, licence.version) = (0, 0);
        s.licences[offerId][from] = licence.pack();
    }
}
