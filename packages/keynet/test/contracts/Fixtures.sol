// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.20;

/// What the SDK reads of a staking contract, and the owner's write.
contract Staking {
    struct Epoch { uint256 epochLength; uint256 number; uint256 endTime; uint256 retries; uint256 timeout; uint256 startTime; }
    struct Validator { uint32 ip; uint128 ipv6; uint32 port; address nodeAddress; uint256 reward; uint256 senderPubKey; uint256 receiverPubKey; uint256 lastActiveEpoch; }
    event StateChanged(uint8 newState);
    uint256 public threshold;
    Validator[] internal vals;
    struct Node { uint32 ip; uint32 port; address nodeAddress; bytes sharePublicKey; }
    bytes public publicKey;
    function setPublicKey(bytes calldata key) external { require(publicKey.length == 0, "fixed"); publicKey = key; }
    function setNodes(Node[] calldata nodes, uint256 t) external {
        require(t > 0 && nodes.length >= t, "bad");
        threshold = t;
        delete vals;
        for (uint256 i; i < nodes.length; i++) vals.push(Validator(nodes[i].ip, 0, nodes[i].port, nodes[i].nodeAddress, 0, 0, 0, 0));
        emit StateChanged(0);
    }
    function getActiveUnkickedValidatorStructsAndCounts() external view returns (Epoch memory, uint256, Validator[] memory) {
        return (Epoch(3600, 2, block.timestamp + 1800, 0, 60, block.timestamp - 1800), threshold, vals);
    }
}

/// The gate, and the token shapes that conditions read.
contract Gate {
    mapping(uint256 => mapping(uint32 => mapping(address => bool))) public allowed;
    function allow(uint256 assetId, uint32 version, address account, bool yes) external { allowed[assetId][version][account] = yes; }
    function canOpen(uint256 assetId, uint32 version, address account) external view returns (bool) { return allowed[assetId][version][account]; }
    function state(address account) external view returns (uint32 level, string memory name, address owner) {
        return (allowed[1][1][account] ? 7 : 0, "holder of keys", account);
    }
    function raw() external pure returns (bytes32) { return bytes32(uint256(1)); }
    function fails() external pure returns (bool) { revert("no"); }
    function echo(bool flag, string calldata text, bytes4 tag) external pure returns (bool) { return flag && bytes(text).length == 2 && tag == 0x01020304; }
}

contract Fungible {
    function balanceOf(address account) external pure returns (uint256) { return uint160(account) % 2 == 0 ? 10 : 0; }
}

contract Unique {
    address internal holder;
    constructor(address a) { holder = a; }
    function ownerOf(uint256 id) external view returns (address) { require(id == 1, "none"); return holder; }
    function balanceOf(address account) external view returns (uint256) { return account == holder ? 1 : 0; }
}

contract Multi {
    address internal holder;
    constructor(address a) { holder = a; }
    function balanceOf(address account, uint256 id) public view returns (uint256) { return account == holder && id == 7 ? 3 : 0; }
    function balanceOfBatch(address[] calldata accounts, uint256[] calldata ids) external view returns (uint256[] memory found) {
        found = new uint256[](ids.length);
        for (uint256 i; i < ids.length; i++) found[i] = balanceOf(accounts[i], ids[i]);
    }
}

/// A contract wallet of one owner.
contract Wallet {
    address internal owner;
    constructor(address a) { owner = a; }
    function isValidSignature(bytes32 hash, bytes calldata signature) external view returns (bytes4) {
        (bytes32 r, bytes32 s) = abi.decode(signature[:64], (bytes32, bytes32));
        return ecrecover(hash, uint8(signature[64]), r, s) == owner ? bytes4(0x1626ba7e) : bytes4(0xffffffff);
    }
}

contract WalletFactory {
    function create(address owner, bytes32 salt) external returns (address) { return address(new Wallet{salt: salt}(owner)); }
    function addressOf(address owner, bytes32 salt) external view returns (address) {
        bytes32 code = keccak256(abi.encodePacked(type(Wallet).creationCode, abi.encode(owner)));
        return address(uint160(uint256(keccak256(abi.encodePacked(bytes1(0xff), address(this), salt, code)))));
    }
}
