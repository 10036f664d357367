import { expect, test } from "vitest";
import { plainText } from "./plain-text.ts";

test.each([
  ["**Bold**, _slanted_ and __strong__", "Bold, slanted and strong"],
  ["`adapter_model.safetensors` for q_proj", "adapter_model.safetensors for q_proj"],
  ["# A title\n\n- one\n- [two](https://example.org)", "A title one two"],
  ["before <img src=x onerror=alert(1)> after", "before after"],
  ["```js\ncode\n``` text", "text"],
])("%j reads %j", (markdown, text) => {
  expect(plainText(markdown)).toBe(text);
});
