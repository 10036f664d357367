// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

/// @dev A token that misbehaves in one way at a time.
contract HostileToken {
    enum Way { Honest, Fee, NoReturn, False, Blacklist, Reenter, Paused, Rebase }

    Way public way;
    address public blacklisted;
    bool public tried;
    bool public reentered;
    address private target;
    bytes private call;
    mapping(address => uint256) public balanceOf;

    function set(Way way_) external {
        way = way_;
    }

    function blacklist(address account) external {
        (way, blacklisted) = (Way.Blacklist, account);
    }

    function reenter(address target_, bytes calldata call_) external {
        (way, target, call) = (Way.Reenter, target_, call_);
    }

    function mint(address to, uint256 amount) external {
        balanceOf[to] += amount;
    }

    function burn(address from, uint256 amount) external {
        balanceOf[from] -= amount;
    }

    function transfer(address to, uint256 amount) external returns (bool) {
        return move(msg.sender, to, amount);
    }

    function transferFrom(address from, address to, uint256 amount) external returns (bool) {
        return move(from, to, amount);
    }

    function move(address from, address to, uint256 amount) private returns (bool) {
        if (way == Way.Paused) revert();
        if (way == Way.False) return false;
        if (way == Way.Blacklist && (to == blacklisted || from == blacklisted)) revert();
        if (way == Way.Reenter) {
            tried = true;
            (reentered,) = target.call(call);
        }
        balanceOf[from] -= amount;
        balanceOf[to] += way == Way.Fee ? amount * 99 / 100 : amount;
        if (way == Way.Rebase) balanceOf[to] += 1;
        if (way == Way.NoReturn) {
            assembly {
                return(0, 0)
            }
        }
        return true;
    }
}
