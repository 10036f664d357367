// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

/// @dev A contract that holds licences, well or badly.
contract Receiver {
    enum Mode { Accept, Refuse, Wrong, Silent, Reenter }

    error Refused();

    Mode private immutable mode;
    address private target;
    bytes private call;
    bool public tried;
    bool public reentered;

    constructor(Mode mode_) {
        mode = mode_;
    }

    function prepare(address target_, bytes calldata call_) external {
        (target, call) = (target_, call_);
    }

    function onERC1155Received(address, address, uint256, uint256, bytes calldata) external returns (bytes4) {
        return answer(this.onERC1155Received.selector);
    }

    function onERC1155BatchReceived(address, address, uint256[] calldata, uint256[] calldata, bytes calldata)
        external
        returns (bytes4)
    {
        return answer(this.onERC1155BatchReceived.selector);
    }

    function answer(bytes4 good) private returns (bytes4) {
        if (mode == Mode.Refuse) revert Refused();
        if (mode == Mode.Silent) assert(false);
        if (mode == Mode.Wrong) return 0xdeadbeef;
        if (mode == Mode.Reenter) {
            tried = true;
            (reentered,) = target.call(call);
        }
        return good;
    }
}
