// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {ERC20} from "@openzeppelin/contracts/token/ERC20/ERC20.sol";
import {IERC20Metadata} from "@openzeppelin/contracts/token/ERC20/extensions/IERC20Metadata.sol";
import {ERC20Permit} from "@openzeppelin/contracts/token/ERC20/extensions/ERC20Permit.sol";
import {IERC20Permit} from "@openzeppelin/contracts/token/ERC20/extensions/IERC20Permit.sol";
import {SignatureChecker} from "@openzeppelin/contracts/utils/cryptography/SignatureChecker.sol";
import {IDemoUSDC} from "./interfaces/IDemoUSDC.sol";
import {IERC3009} from "./interfaces/IERC3009.sol";

/// @title Demo USDC
contract DemoUSDC is IDemoUSDC, ERC20Permit {
    bytes32 private constant TRANSFER_TYPE = keccak256(
        "TransferWithAuthorization(address from,address to,uint256 value,uint256 validAfter,uint256 validBefore,bytes32 nonce)"
    );
    bytes32 private constant RECEIVE_TYPE = keccak256(
        "ReceiveWithAuthorization(address from,address to,uint256 value,uint256 validAfter,uint256 validBefore,bytes32 nonce)"
    );
    bytes32 private constant CANCEL_TYPE = keccak256("CancelAuthorization(address authorizer,bytes32 nonce)");

    /// @inheritdoc IERC3009
    mapping(address authorizer => mapping(bytes32 nonce => bool)) public override authorizationState;

    /// @notice The authorisation is not yet or no longer valid.
    error AuthorizationNotValid();
    /// @notice The nonce is used or cancelled.
    error AuthorizationUsedOrCanceled();
    /// @notice The signature is not the authoriser's.
    error BadSignature();
    /// @notice Only the recipient can send this.
    error NotRecipient();

    constructor() ERC20("Demo USDC", "USDC") ERC20Permit("Demo USDC") {}

    /// @inheritdoc IDemoUSDC
    function mint(address to, uint256 amount) external override {
        _mint(to, amount);
    }

    /// @inheritdoc IERC3009
    function transferWithAuthorization(
        address from,
        address to,
        uint256 value,
        uint256 validAfter,
        uint256 validBefore,
        bytes32 nonce,
        bytes calldata signature
    ) external override {
        bytes32 message = keccak256(abi.encode(TRANSFER_TYPE, from, to, value, validAfter, validBefore, nonce));
        _use(from, nonce, message, validAfter, validBefore, signature);
        _transfer(from, to, value);
    }

    /// @inheritdoc IERC3009
    function receiveWithAuthorization(
        address from,
        address to,
        uint256 value,
        uint256 validAfter,
        uint256 validBefore,
        bytes32 nonce,
        bytes calldata signature
    ) external override {
        if (to != msg.sender) revert NotRecipient();
        bytes32 message = keccak256(abi.encode(RECEIVE_TYPE, from, to, value, validAfter, validBefore, nonce));
        _use(from, nonce, message, validAfter, validBefore, signature);
        _transfer(from, to, value);
    }

    /// @inheritdoc IERC3009
    function cancelAuthorization(address authorizer, bytes32 nonce, bytes calldata signature) external override {
        if (authorizationState[authorizer][nonce]) revert AuthorizationUsedOrCanceled();
        bytes32 digest = _hashTypedDataV4(keccak256(abi.encode(CANCEL_TYPE, authorizer, nonce)));
        if (!SignatureChecker.isValidSignatureNowCalldata(authorizer, digest, signature)) revert BadSignature();
        authorizationState[authorizer][nonce] = true;
        emit AuthorizationCanceled(authorizer, nonce);
    }

    function decimals() public pure override(ERC20, IERC20Metadata) returns (uint8) {
        return 6;
    }

    function nonces(address owner) public view override(ERC20Permit, IERC20Permit) returns (uint256) {
        return super.nonces(owner);
    }

    function _use(
        address from,
        bytes32 nonce,
        bytes32 message,
        uint256 validAfter,
        uint256 validBefore,
        bytes calldata signature
    ) private {
        if (block.timestamp <= validAfter || block.timestamp >= validBefore) revert AuthorizationNotValid();
        if (authorizationState[from][nonce]) revert AuthorizationUsedOrCanceled();
        if (!SignatureChecker.isValidSignatureNowCalldata(from, _hashTypedDataV4(message), signature)) {
            revert BadSignature();
        }
        authorizationState[from][nonce] = true;
        emit AuthorizationUsed(from, nonce);
    }
}
