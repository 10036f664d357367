// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

struct Log {
    bytes32[] topics;
    bytes data;
    address emitter;
}

/// @dev The cheatcodes that these tests use.
interface Vm {
    function prank(address sender) external;
    function startPrank(address sender) external;
    function stopPrank() external;
    function warp(uint256 timestamp) external;
    function deal(address account, uint256 amount) external;
    function chainId(uint256 id) external;
    function addr(uint256 key) external pure returns (address);
    function sign(uint256 key, bytes32 digest) external pure returns (uint8 v, bytes32 r, bytes32 s);
    function expectRevert(bytes calldata reason) external;
    function expectRevert(bytes4 selector) external;
    function expectRevert() external;
    function expectPartialRevert(bytes4 selector) external;
    function expectEmit(address emitter) external;
    function assume(bool condition) external pure;
    function recordLogs() external;
    function getRecordedLogs() external returns (Log[] memory);
    function getNonce(address account) external view returns (uint64);
    function computeCreateAddress(address deployer, uint256 nonce) external pure returns (address);
    function label(address account, string calldata name) external;
    function etch(address account, bytes calldata code) external;
}

Vm constant vm = Vm(address(uint160(uint256(keccak256("hevm cheat code")))));

error NotEqual(string what, uint256 actual, uint256 expected);
error NotTrue(string what);

function same(uint256 actual, uint256 expected, string memory what) pure {
    if (actual != expected) revert NotEqual(what, actual, expected);
}

function same(address actual, address expected, string memory what) pure {
    if (actual != expected) revert NotEqual(what, uint160(actual), uint160(expected));
}

function isTrue(bool condition, string memory what) pure {
    if (!condition) revert NotTrue(what);
}

function isFalse(bool condition, string memory what) pure {
    if (condition) revert NotTrue(what);
}

/// @dev Any number to one of [low, high].
function within(uint256 value, uint256 low, uint256 high) pure returns (uint256) {
    return low + value % (high - low + 1);
}
